// SPDX-License-Identifier: GPL-3.0-or-later
#include "teambench.h"

#include <bill/billfile.h>
#include <costs/metric.h>
#include <costs/query.h>
#include <coststore/sqlitecosts.h>

#include <support/vectors.h>

#include <QDirIterator>
#include <QJsonDocument>

using namespace sm;
using namespace sm::costs;
using namespace Qt::Literals::StringLiterals;
using sm::test::await;

namespace {

constexpr std::chrono::seconds limit{120};
const SystemId shop{u"shop"_s};

QStringList bills()
{
    QStringList found;
    QDirIterator files(
        test::vectorsFolder() + u"/cost"_s, {u"*.csv"_s, u"*.csv.gz"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        found << files.next();
    found.sort();
    return found;
}

QJsonObject readJson(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

/// What the public set says that the bill comes to, by metric.
QMap<CostMetric, QString> expectedTotals(QString bill)
{
    QJsonObject json = readJson(bill + u".expected.json"_s);
    if (json.isEmpty())
        json = readJson(bill.remove(u".gz"_s).replace(u".csv"_s, u".expected.json"_s));
    QMap<CostMetric, QString> totals;
    if (json.contains(u"total"_s))
        totals.insert(CostMetric::Unblended, json[u"total"].toString());
    for (const auto &[word, metric] : {std::pair(u"unblended"_s, CostMetric::Unblended),
             std::pair(u"billed"_s, CostMetric::Billed), std::pair(u"effective"_s, CostMetric::Effective)}) {
        if (json[word].isObject() && json[word][u"total"].isString())
            totals.insert(metric, json[word][u"total"].toString());
    }
    return totals;
}

CostAnswer answerOf(const LedgerList &ledgers, CostMetric metric, const QStringList &groupBy)
{
    CostQuery query;
    query.metric = metric;
    query.groupBy = groupBy;
    query.granularity = CostGranularity::Day;
    const Result<CostAnswer> found = answer(ledgers, query);
    if (!found)
        qWarning("%s", qPrintable(found.error().message()));
    return found.value_or(CostAnswer());
}

/// Each metric, in total and by each dimension, by day.
QStringList figuresOf(const LedgerList &ledgers)
{
    QStringList figures;
    if (ledgers.isEmpty())
        return figures;
    const std::shared_ptr<const Ledger> ledger = ledgers.first();
    QList<QStringList> groupings{{}};
    for (const LedgerDimension &dimension : ledger->dimensions)
        groupings << QStringList{dimension.name};
    for (const LedgerMetric &metric : ledger->metrics) {
        for (const QStringList &groupBy : std::as_const(groupings)) {
            const CostAnswer found = answerOf(ledgers, metric.metric, groupBy);
            QString line = metricWord(metric.metric) + u' ' + groupBy.join(u',') + u' ' + found.currency + u' '
                + found.total.toString();
            for (const CostGroup &group : found.groups) {
                line += u'\n' + group.key.join(u'|');
                for (const Decimal &amount : group.amounts)
                    line += u' ' + amount.toString();
            }
            figures << line;
        }
    }
    return figures;
}

} // namespace

/// The bills of the public sets through each store: every figure as from the file, to the last digit.
class TestCostStores : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!QDir(test::vectorsFolder()).exists())
            QSKIP("no vectors");
        if (const QString why = test::PostgresServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        m_server = std::make_unique<test::PostgresServer>();
        QCOMPARE(m_server->failure(), QString());
        test::Colleague ada(m_server.get(), nullptr);
        QVERIFY(await(ada.costs.migrate({}), limit)->has_value());
    }

    void bill_throughEachStore_comesToTheSame_data()
    {
        QTest::addColumn<QString>("file");
        const QDir root(test::vectorsFolder());
        const QStringList files = bills();
        for (const QString &file : files)
            QTest::newRow(qPrintable(root.relativeFilePath(file))) << file;
    }
    void bill_throughEachStore_comesToTheSame()
    {
        QFETCH(QString, file);
        const Result<Ledger> read = bill::readBill({file}, {}, {}, {});
        if (!read)
            QSKIP(qPrintable(read.error().message()));
        const auto ledger = std::make_shared<const Ledger>(*read);
        const QStringList expected = figuresOf({ledger});
        QCOMPARE(expected.size(), qsizetype(ledger->metrics.size() * (ledger->dimensions.size() + 1)));
        QVERIFY(!answerOf({ledger}, ledger->metrics.front().metric, {}).groups.isEmpty());
        const QMap<CostMetric, QString> totals = expectedTotals(file);
        for (auto total = totals.cbegin(); total != totals.cend(); ++total)
            QCOMPARE(answerOf({ledger}, total.key(), {}).total.toString(), total.value());

        QCOMPARE(figuresOf(throughSqlite(ledger)), expected);
        QCOMPARE(figuresOf(throughPostgres(ledger)), expected);
    }

private:
    static LedgerList throughSqlite(const std::shared_ptr<const Ledger> &ledger)
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"costs.db"_s);
        auto store = std::move(**await(SqliteCosts::open(file)));
        const auto added = await(store->add(shop, ledger, KnownBill::Refuse, {}), limit);
        store.reset();
        store = std::move(**await(SqliteCosts::open(file)));
        return added && *added ? await(store->ledgers(shop, {}, {}, {}), limit)->value() : LedgerList();
    }
    LedgerList throughPostgres(const std::shared_ptr<const Ledger> &ledger) const
    {
        test::Colleague ada(m_server.get(), nullptr);
        test::Colleague grace(m_server.get(), nullptr);
        test::psql(*m_server, u"TRUNCATE cost_ledgers, cost_charges"_s);
        const auto added = await(ada.costs.add(shop, ledger, KnownBill::Refuse, {}), limit);
        return added && *added ? await(grace.costs.ledgers(shop, {}, {}, {}), limit)->value() : LedgerList();
    }

    std::unique_ptr<test::PostgresServer> m_server;
};

QTEST_GUILESS_MAIN(TestCostStores)
#include "tst_coststores.moc"
