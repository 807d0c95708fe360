// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/models.h>
#include <core/jmespath.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace sm::aws;
using namespace Qt::Literals::StringLiterals;

namespace {

/// "service" lines with their operations indented below them.
QHash<QString, QStringList> neededOperations()
{
    QFile file(QStringLiteral(SM_SOURCE_DIR "/tests/aws/model/needed-operations.txt"));
    QHash<QString, QStringList> needed;
    QString service;
    if (!file.open(QIODevice::ReadOnly))
        return needed;
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        if (line.startsWith(u'#'))
            continue;
        if (!line.startsWith(u' '))
            service = line.trimmed();
        else
            needed[service] += line.split(u' ', Qt::SkipEmptyParts);
    }
    return needed;
}

void write(const QString &path, const QByteArray &content)
{
    QDir().mkpath(path.section(u'/', 0, -2));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QByteArray service(const QByteArray &version)
{
    return R"({"metadata": {"protocol": "json", "apiVersion": ")" + version + R"("}, "operations": {}, "shapes": {}})";
}

} // namespace

class TestModels : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void embedded_everyServiceParses()
    {
        const Models models;
        const QStringList names = models.serviceNames();

        QVERIFY(names.size() >= 37);
        for (const QString &name : names) {
            const auto model = models.service(name);
            QVERIFY2(model.has_value(), qPrintable(model ? QString() : model.error().message()));
            QVERIFY2(!(*model)->endpointRules().isEmpty(), qPrintable(name));
        }
    }

    void embedded_hasEveryNeededOperation()
    {
        const Models models;
        const auto needed = neededOperations();

        QVERIFY(needed.size() >= 37);
        for (auto it = needed.begin(); it != needed.end(); ++it) {
            const auto model = models.service(it.key());
            QVERIFY2(model.has_value(), qPrintable(it.key()));
            for (const QString &operation : it.value())
                QVERIFY2((*model)->operation(operation), qPrintable(it.key() + u':' + operation));
        }
    }

    void embedded_waitersAndPaginatorsFitTheirOperations()
    {
        const Models models;
        const QStringList names = models.serviceNames();
        for (const QString &name : names) {
            const auto model = *models.service(name);
            const QStringList waiters = model->waiterNames();
            for (const QString &waiter : waiters)
                QVERIFY2(model->operation(model->waiter(waiter)->operation), qPrintable(name + u' ' + waiter));
            const QStringList operations = model->operationNames();
            for (const QString &operation : operations) {
                const Pagination *pages = model->pagination(operation);
                for (const QString &token : pages ? pages->inputTokens : QStringList())
                    QVERIFY2(model->operation(operation)->input->member(token), qPrintable(name + u' ' + operation));
            }
        }
    }

    void embedded_waiterExpressions_areValid()
    {
        const Models models;
        const QStringList names = models.serviceNames();
        int waiters = 0;
        for (const QString &name : names) {
            const auto model = *models.service(name);
            const QStringList waiterNames = model->waiterNames();
            for (const QString &waiterName : waiterNames) {
                WaiterModel waiter = *model->waiter(waiterName);
                QJsonObject values;
                for (const QString &parameter : waiter.parameters())
                    values[parameter] = u"value"_s;
                waiter = *waiter.bound(values);
                for (const Acceptor &acceptor : std::as_const(waiter.acceptors)) {
                    if (acceptor.argument.isEmpty())
                        continue;
                    const auto expression = sm::jmespath::Expression::parse(acceptor.argument);
                    QVERIFY2(expression.has_value(), qPrintable(name + u' ' + acceptor.argument));
                }
                ++waiters;
            }
        }
        QVERIFY(waiters > 50);
    }

    void corrections_addAndReplace()
    {
        const Models models;
        const auto costs = *models.service(u"ce"_s);
        const auto tables = *models.service(u"dynamodb"_s);

        QCOMPARE(costs->pagination(u"GetCostAndUsage"_s)->inputTokens, QStringList{u"NextPageToken"_s});
        QCOMPARE(tables->waiter(u"ExportCompleted"_s)->maxAttempts, 0);
        QCOMPARE(tables->waiter(u"BackupAvailable"_s)->operation, u"DescribeBackup"_s);
        QCOMPARE(tables->waiter(u"TableExists"_s)->maxAttempts, 25);
    }

    void service_unknown_offersTheNearestName_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QString>("offered");
        QTest::newRow("typing error") << u"dynamdb"_s << u"Did you mean dynamodb?"_s;
        QTest::newRow("beginning") << u"cognito"_s << u"Did you mean cognito-idp?"_s;
        QTest::newRow("case") << u"EC2"_s << u"Did you mean ec2?"_s;
        QTest::newRow("nothing near") << u"refrigerator"_s << u"There is no AWS service called \"refrigerator\"."_s;
        QTest::newRow("a path") << u"../models/sts"_s << u"no AWS service"_s;
        QTest::newRow("nothing") << QString() << u"no AWS service"_s;
    }

    void service_unknown_offersTheNearestName()
    {
        QFETCH(QString, wanted);
        QFETCH(QString, offered);

        const auto model = Models().service(wanted);

        QVERIFY(!model);
        QCOMPARE(model.error().kind(), sm::Error::Kind::NotFound);
        QVERIFY2(model.error().message().contains(offered), qPrintable(model.error().message()));
    }

    void folder_newestVersionWins_withExtras()
    {
        const QTemporaryDir dir;
        const QString shelf = dir.path() + u"/shelf/"_s;
        write(shelf + u"2019-01-01/service-2.json"_s, service("2019-01-01"));
        write(shelf + u"2021-01-01/service-2.json"_s, service("2021-01-01"));
        write(shelf + u"2021-01-01/paginators-1.json"_s, R"({"pagination": {"A": {"input_token": "T"}}})");
        write(shelf + u"2021-01-01/paginators-1.sdk-extras.json"_s,
            R"({"merge": {"pagination": {"A": {"non_aggregate_keys": ["Owner"]}}}})");
        write(dir.path() + u"/README/notes.txt"_s, "no service");

        const Models models(dir.path());
        const auto model = models.service(u"shelf"_s);

        QVERIFY(model.has_value());
        QCOMPARE((*model)->apiVersion(), u"2021-01-01"_s);
        QCOMPARE((*model)->pagination(u"A"_s)->inputTokens, QStringList{u"T"_s});
        QCOMPARE((*model)->pagination(u"A"_s)->nonAggregateKeys, QStringList{u"Owner"_s});
        QVERIFY(models.serviceNames().contains(u"shelf"_s));
        QVERIFY(!models.serviceNames().contains(u"README"_s));
        QVERIFY(models.serviceNames().contains(u"sts"_s));
    }

    void folder_packedModel_isUnpacked()
    {
        const QTemporaryDir dir;
        const QByteArray packed = QByteArray::fromBase64( // gzip of {"metadata":{"protocol":"ec2","apiVersion":"7"}}
            "H4sIAAAAAAACA6tWyk0tSUxJLElUsqpWKijKL8lPzs9RslJKTTZS0lFKLMgMSy0qzszPAwqZK9XWAgAFQCY8MAAAAA==");
        write(dir.path() + u"/shelf/2020-01-01/service-2.json.gz"_s, packed);
        write(dir.path() + u"/torn/2020-01-01/service-2.json.gz"_s, packed.left(40));

        const Models models(dir.path());
        const auto model = models.service(u"shelf"_s);
        const auto torn = models.service(u"torn"_s);

        QVERIFY2(model.has_value(), qPrintable(model ? QString() : model.error().message()));
        QCOMPARE((*model)->protocol(), Protocol::Ec2);
        QVERIFY(!torn);
        QCOMPARE(torn.error().kind(), sm::Error::Kind::Invalid);
        QVERIFY(torn.error().message().contains(u"damaged"_s));
        QVERIFY(torn.error().message().contains(u"service-2.json.gz"_s));
    }

    void folder_comesBeforeTheProgramsOwn_andIsCorrectedToo()
    {
        const QTemporaryDir dir;
        write(dir.path() + u"/ce/2030-01-01/service-2.json"_s, service("2030-01-01"));

        const auto model = *Models(dir.path()).service(u"ce"_s);

        QCOMPARE(model->apiVersion(), u"2030-01-01"_s);
        QVERIFY(model->pagination(u"GetCostAndUsage"_s));
    }

    void service_isReadOnce()
    {
        const Models models;

        QCOMPARE(models.service(u"sts"_s)->get(), models.service(u"sts"_s)->get());
    }
};

QTEST_GUILESS_MAIN(TestModels)
#include "tst_models.moc"
