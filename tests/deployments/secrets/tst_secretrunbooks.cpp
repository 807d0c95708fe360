// SPDX-License-Identifier: GPL-3.0-or-later
// The runbooks of Secrets Manager that are inside the program, on moto: a secret is rotated with a test in between, and
// goes back. The values are nowhere to be read.
#include <deployments/shippedrunbooks.h>
#include <secrets/secretsource.h>

#include <QJsonDocument>
#include <QTest>

using namespace sm;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray oldValue = "canary-old-93c1";
const QByteArray newValue = "canary-new-7be4";

} // namespace

class TestSecretRunbooks : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<MotoServer> m_moto;
    std::unique_ptr<ShippedRunbooks> m_bench;
    QString m_name;

    QJsonObject labels()
    {
        return m_bench->ask(
                          u"secretsmanager"_s, u"DescribeSecret"_s, {{u"SecretId"_s, m_name}})[u"VersionIdsToStages"_s]
            .toObject();
    }
    QString current()
    {
        const QJsonObject version{{u"SecretId"_s, m_name}, {u"VersionId"_s, idWith(u"AWSCURRENT"_s)}};
        return m_bench->ask(u"secretsmanager"_s, u"GetSecretValue"_s, version)[u"SecretString"_s].toString();
    }
    QString idWith(const QString &label)
    {
        const QJsonObject all = labels();
        for (auto it = all.begin(); it != all.end(); ++it) {
            if (it->toArray().contains(label))
                return it.key();
        }
        return {};
    }
    Result<operations::RunReport> rotate(const QString &choice, QJsonObject more = {})
    {
        m_bench->person.choices = {choice};
        more.insert(u"secret"_s, m_name);
        return m_bench->run(u"rotate-secret"_s, more, {{u"value"_s, Secret(QByteArrayView(newValue))}});
    }
    void nothingShows(const Result<operations::RunReport> &report)
    {
        QString shown = ShippedRunbooks::troubleOf(report) + m_bench->person.asked.join(u' ');
        if (report) {
            for (const operations::StepEvent &event : report->steps)
                shown += QString::fromUtf8(QJsonDocument(event.output).toJson());
        }
        for (const QByteArray &value : {oldValue, newValue, newValue.toBase64()}) {
            QVERIFY(!shown.contains(QString::fromLatin1(value)));
            QCOMPARE(m_bench->filesWith(value), QStringList());
        }
    }

private Q_SLOTS:
    void initTestCase()
    {
        for (const QString &lacking : {MotoServer::whyUnavailable(), AwsDouble::whyUnavailable()}) {
            if (!lacking.isEmpty())
                QSKIP(qPrintable(lacking));
        }
        m_moto = std::make_unique<MotoServer>(MotoServer::Setup{.signatures = MotoServer::Signatures::Enforced});
        QVERIFY2(m_moto->failure().isEmpty(), qPrintable(m_moto->failure()));
    }
    void init()
    {
        if (!m_moto)
            return;
        m_bench = std::make_unique<ShippedRunbooks>(*m_moto);
        m_name = QLatin1StringView(QTest::currentTestFunction());
        const QJsonObject made = m_bench->ask(u"secretsmanager"_s, u"CreateSecret"_s,
            {{u"Name"_s, m_name}, {u"SecretString"_s, QString::fromLatin1(oldValue)}});
        QVERIFY2(made.contains(u"VersionId"_s), QJsonDocument(made).toJson().constData());
        m_bench->aws.forgetLedger();
    }
    void cleanup() { m_bench.reset(); }

    void rotation_makesTheNewValueCurrent_andIsUndone()
    {
        const QString before = idWith(u"AWSCURRENT"_s);

        const auto report = rotate(u"Make the new one current"_s);

        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(current(), QString::fromLatin1(newValue));
        QCOMPARE(idWith(u"AWSPENDING"_s), idWith(u"AWSCURRENT"_s)); // the next rotation can begin
        QVERIFY(m_bench->person.asked.join(u' ').contains(u"AWSPENDING"));
        nothingShows(report);

        const auto back = m_bench->takeBack(report->run);

        QVERIFY2(back && back->succeeded(), qPrintable(ShippedRunbooks::troubleOf(back)));
        QCOMPARE(current(), QString::fromLatin1(oldValue));
        QCOMPARE(idWith(u"AWSCURRENT"_s), before);
        QVERIFY(idWith(u"AWSPENDING"_s).isEmpty());
        nothingShows(back);
    }

    void rotationThatWasTestedBadly_keepsTheOldValue()
    {
        const auto report = rotate(u"Keep the old one"_s);
        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(current(), QString::fromLatin1(oldValue));
        QVERIFY(idWith(u"AWSPENDING"_s).isEmpty());
        nothingShows(report);
    }

    void function_triesThePendingVersion()
    {
        m_bench->aws.addRule({{u"match"_s, QJsonObject{{u"operation"_s, u"Invoke"_s}}},
            {u"answer"_s, QJsonObject{{u"reply"_s, QJsonObject{{u"status"_s, 200}, {u"text"_s, u"{}"_s}}}}}});

        const auto report
            = rotate(u"Make the new one current"_s, {{u"test"_s, u"function"_s}, {u"function"_s, u"try-secret"_s}});

        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QJsonObject payload;
        const QJsonArray requests = m_bench->aws.requests();
        for (const QJsonValue &request : requests) {
            if (request[u"operation"_s].toString() == "Invoke"_L1)
                payload = QJsonDocument::fromJson(request[u"body"_s].toString().toUtf8()).object();
        }
        QCOMPARE(payload[u"version"_s].toString(), idWith(u"AWSCURRENT"_s));
        QCOMPARE(payload[u"stage"_s].toString(), u"AWSPENDING"_s);
        nothingShows(report);
    }

    void rotationUnderWay_isNotDisturbed()
    {
        m_bench->ask(u"secretsmanager"_s, u"PutSecretValue"_s,
            {{u"SecretId"_s, m_name}, {u"SecretString"_s, u"other"_s},
                {u"VersionStages"_s, QJsonArray{u"AWSPENDING"_s}}});
        m_bench->aws.forgetLedger();
        const auto report = rotate(u"Make the new one current"_s);
        QVERIFY(!report || !report->succeeded());
        QCOMPARE(m_bench->writes(), QStringList());
    }

    void olderVersion_isCurrentAgain_andTheUnitIsMarked()
    {
        m_bench->ask(u"secretsmanager"_s, u"PutSecretValue"_s,
            {{u"SecretId"_s, m_name}, {u"SecretString"_s, QString::fromLatin1(newValue)}});
        const QString newer = idWith(u"AWSCURRENT"_s);
        const QString older = idWith(u"AWSPREVIOUS"_s);
        deployments::SecretSource source({m_bench->account.caller, m_bench->account.models});
        Deployment candidate;
        candidate.unit = m_name;
        candidate.revision = older;
        const auto moves = ShippedRunbooks::answerOf(source.moves(candidate, {}));
        QVERIFY(moves && moves->moves.first().isProposed);
        QJsonObject parameters = moves->moves.first().parameters;
        parameters.insert(u"reason"_s, u"Nobody can sign in."_s);

        const auto report = m_bench->run(u"roll-back-secret"_s, parameters);

        QVERIFY2(report && report->succeeded(), qPrintable(ShippedRunbooks::troubleOf(report)));
        QCOMPARE(current(), QString::fromLatin1(oldValue));
        const QList<RollbackMark> marks = m_bench->standingMarks();
        QCOMPARE(marks.size(), 1);
        QCOMPARE(marks.first().from, newer);
        QCOMPARE(marks.first().to, older);
        nothingShows(report);

        const auto back = m_bench->takeBack(report->run);
        QVERIFY2(back && back->succeeded(), qPrintable(ShippedRunbooks::troubleOf(back)));
        QCOMPARE(current(), QString::fromLatin1(newValue));
        QVERIFY(m_bench->standingMarks().isEmpty());
    }

    void versionThatIsNotThere_isRefused()
    {
        const auto report = m_bench->run(u"roll-back-secret"_s,
            {{u"secret"_s, m_name}, {u"version"_s, u"00000000-0000-0000-0000-000000000000"_s}, {u"reason"_s, u"x"_s}});
        QVERIFY(!report || !report->succeeded());
        QVERIFY(ShippedRunbooks::troubleOf(report).contains(u"keeps this version no more"));
        QCOMPARE(m_bench->writes(), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestSecretRunbooks)
#include "tst_secretrunbooks.moc"
