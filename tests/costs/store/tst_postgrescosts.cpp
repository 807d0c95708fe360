// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledgers.h"
#include "teambench.h"

#include <core/json.h>
#include <costs/query.h>

using namespace sm;
using namespace sm::costs;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using sm::test::await;

namespace {

constexpr std::chrono::seconds limit{60};
const SystemId shop{u"shop"_s};
const QDateTime noon(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);

const QString name = u"111111111111/ce/GetCostAndUsage/0a1b/2026-11"_s;
const QByteArray json = "[{\"groups\":[[\"caf\u00e9 'x'\",\"72024.307163370939927065068\"]]}]";

Result<void> share(test::Colleague &who, std::chrono::milliseconds took, const QDateTime &asOf = noon)
{
    const QList<SharedText> texts{{shop, u"cost-explorer"_s, name, json, asOf, 6h}};
    const QList<SourceCall> calls{{u"ce:GetCostAndUsage"_s, took, u"ok"_s, true, asOf}};
    return await(who.store->write(texts, calls, {}), limit).value_or(Error(Error::Kind::Timeout, {}));
}

Result<std::optional<QByteArray>> shared(test::Colleague &who)
{
    return await(who.store->read(shop, name, {}), limit).value_or(Error(Error::Kind::Timeout, {}));
}

Result<Added> add(
    test::Colleague &who, const std::shared_ptr<const Ledger> &ledger, KnownBill known = KnownBill::Refuse)
{
    return await(who.costs.add(shop, ledger, known, {}), limit).value_or(Error(Error::Kind::Timeout, {}));
}

Result<LedgerList> read(test::Colleague &who, const QList<LedgerKind> &kinds = {}, const DayRange &range = {})
{
    return await(who.costs.ledgers(shop, kinds, range, {}), limit).value_or(Error(Error::Kind::Timeout, {}));
}

QStringList titles(test::Colleague &who)
{
    QStringList titles;
    const Result<QList<LedgerInfo>> infos = *await(who.costs.infos(shop, {}), limit);
    for (const LedgerInfo &each : *infos)
        titles << each.title;
    return titles;
}

CostAnswer answerOf(const LedgerList &ledgers, CostMetric metric, const QStringList &groupBy)
{
    CostQuery query;
    query.metric = metric;
    query.groupBy = groupBy;
    query.granularity = CostGranularity::Day;
    const Result<CostAnswer> found = answer(ledgers, query);
    return found.value_or(CostAnswer());
}

test::LedgerSetup named(const char *title, const char *digest, std::size_t rows = 100)
{
    test::LedgerSetup setup;
    setup.title = QString::fromLatin1(title);
    setup.digest = digest;
    setup.rows = rows;
    return setup;
}

} // namespace

/// On a real PostgreSQL.
class TestPostgresCosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString why = test::PostgresServer::whyUnavailable(); !why.isEmpty())
            QSKIP(qPrintable(why));
        m_server = std::make_unique<test::PostgresServer>();
        QCOMPARE(m_server->failure(), QString());
        test::Colleague ada(m_server.get(), nullptr);
        QCOMPARE(await(ada.costs.infos(shop, {}), limit)->error().code(), u"NoTables"_s);
        const auto made = await(ada.costs.migrate({}), limit);
        QVERIFY2(made && *made, made && !*made ? qPrintable(made->error().message()) : "");
    }

    void init() { test::psql(*m_server, u"TRUNCATE cost_cache, api_metrics, cost_ledgers, cost_charges"_s); }

    void migrate_again_hasNothingToDo()
    {
        test::Colleague ada(m_server.get(), nullptr);

        const auto plan = await(ada.costs.migration({}), limit);

        QVERIFY((*plan)->steps.isEmpty());
        QVERIFY(await(ada.costs.migrate({}), limit)->has_value());
    }

    void migration_ofAnEmptyDatabase_isForAPersonToConfirmAndNoMore()
    {
        test::Colleague ada(m_server.get(), nullptr);
        test::psql(*m_server, u"ALTER TABLE cost_schema RENAME TO hidden"_s);

        const auto plan = await(ada.costs.migration({}), limit);

        test::psql(*m_server, u"ALTER TABLE hidden RENAME TO cost_schema"_s);
        QCOMPARE((*plan)->tier(), Tier::Disruptive);
        QVERIFY((*plan)->cli().contains(u"CREATE TABLE IF NOT EXISTS cost_cache"_s));
    }

    void add_thenReadByAColleague_hasTheSameTotalsToTheLastDigit()
    {
        test::LedgerSetup setup;
        setup.rows = 5000;
        const auto ledger = test::ledger(setup);
        test::Colleague ada(m_server.get(), nullptr);
        test::Colleague grace(m_server.get(), nullptr);
        const auto added = add(ada, ledger);
        QVERIFY2(added, added ? "" : qPrintable(added.error().message()));
        QCOMPARE(*added, Added::New);

        const auto there = read(grace);

        QVERIFY2(there, there ? "" : qPrintable(there.error().message()));
        QCOMPARE(there->size(), 1);
        QCOMPARE(there->first()->title, ledger->title);
        QCOMPARE(there->first()->estimatedDays, ledger->estimatedDays);
        for (const CostMetric metric : {CostMetric::Unblended, CostMetric::Blended, CostMetric::Amortized}) {
            const QStringList groupBy{costdimension::Resource, u"tag:team"_s, costdimension::Service};
            const CostAnswer expected = answerOf({ledger}, metric, groupBy);
            const CostAnswer found = answerOf(*there, metric, groupBy);
            QVERIFY(!expected.groups.isEmpty());
            QCOMPARE(found.total.toString(), expected.total.toString());
            QCOMPARE(found.groups, expected.groups);
            QCOMPARE(found.periods, expected.periods);
        }
        const QString sum = test::psql(*m_server, u"SELECT trim_scale(sum(unblended)) FROM cost_charges"_s);
        QCOMPARE(sum, answerOf({ledger}, CostMetric::Unblended, {}).total.toString());
    }

    void add_hostileValues_comeBackAsTheyAre()
    {
        test::LedgerSetup setup = named("hostile.csv", "h", 20);
        const auto ledger = test::ledger(setup);
        ledger->dimensions[0].values
            = {"", "tab\there", "back\\slash", "\\N", "line\nfeed\r", "'; DROP TABLE cost_charges", "\"q\"", "\\."};
        ledger->dimensions[4].name = u"tag:it's \"odd\"\\"_s;
        ledger->dimensions[4].values = {"", "tab\there", "back\\slash", "\\N", "line\nfeed\r", "{\"a\":1}", "null"};
        for (const std::size_t i : {std::size_t(0), std::size_t(4)}) {
            ledger->dimensions[i].codes = {};
            for (std::size_t row = 0; row < 20; ++row)
                ledger->dimensions[i].codes.append(static_cast<quint32>(row % ledger->dimensions[i].values.size()));
        }
        test::Colleague ada(m_server.get(), nullptr);
        test::Colleague grace(m_server.get(), nullptr);
        const auto added = add(ada, ledger);
        QVERIFY2(added, added ? "" : qPrintable(added.error().message()));

        const auto there = read(grace);

        QVERIFY2(there, there ? "" : qPrintable(there.error().message()));
        const QStringList groupBy{costdimension::Service, ledger->dimensions[4].name};
        QCOMPARE(answerOf(*there, CostMetric::Unblended, groupBy).groups,
            answerOf({ledger}, CostMetric::Unblended, groupBy).groups);
    }

    void add_known_refusedReplacedForgotten()
    {
        test::Colleague ada(m_server.get(), nullptr);
        test::Colleague grace(m_server.get(), nullptr);
        QCOMPARE(add(ada, test::ledger(named("first.csv", "1"))).value(), Added::New);
        QCOMPARE(add(grace, test::ledger(named("first.csv", "1"))).value(), Added::Known);
        QCOMPARE(add(grace, test::ledger(named("second.csv", "2"))).error().code(), u"BillKnown"_s);

        QCOMPARE(add(grace, test::ledger(named("second.csv", "2")), KnownBill::Replace).value(), Added::Replaced);
        QCOMPARE(titles(ada), QStringList{u"second.csv"_s});
        QCOMPARE(read(ada)->size(), 1);

        QVERIFY(await(ada.costs.forget(shop, {LedgerKind::CurLegacy}, {}), limit)->has_value());
        QCOMPARE(titles(grace), QStringList());
        QCOMPARE(add(grace, test::ledger(named("first.csv", "1"))).value(), Added::New);
        QCOMPARE(titles(ada), QStringList{u"first.csv"_s});
    }

    void add_twoAtTheSameMoment_oneIsTold()
    {
        test::Colleague ada(m_server.get(), nullptr);
        test::Colleague grace(m_server.get(), nullptr);
        auto first = ada.costs.add(shop, test::ledger(named("ada.csv", "1")), KnownBill::Refuse, {});
        auto second = grace.costs.add(shop, test::ledger(named("grace.csv", "2")), KnownBill::Refuse, {});

        const Result<Added> one = *await(std::move(first), limit);
        const Result<Added> other = *await(std::move(second), limit);

        QVERIFY(one.has_value() != other.has_value());
        const Error error = one ? other.error() : one.error();
        QVERIFY(error.code() == u"AddedMeanwhile"_s || error.code() == u"BillKnown"_s);
        QCOMPARE(titles(ada).size(), 1);
    }

    void add_fails_leavesNothingThatCounts()
    {
        test::Colleague ada(m_server.get(), nullptr);
        test::psql(*m_server, u"ALTER TABLE cost_charges ADD CONSTRAINT small CHECK (unblended < 100)"_s);

        const auto added = add(ada, test::ledger());

        test::psql(*m_server, u"ALTER TABLE cost_charges DROP CONSTRAINT small"_s);
        QVERIFY(!added);
        QCOMPARE(titles(ada), QStringList());
        QVERIFY(QDir(ada.folder.path()).entryList(QDir::Files).isEmpty());
    }

    void add_readOnly_isRefused()
    {
        test::Colleague ada(m_server.get(), nullptr, true);

        QCOMPARE(add(ada, test::ledger()).error().code(), u"ReadOnly"_s);
        QCOMPARE(titles(ada), QStringList());
    }

    void ledgers_chargesAreMissing_isDamageAndNotLess()
    {
        test::Colleague ada(m_server.get(), nullptr);
        test::Colleague grace(m_server.get(), nullptr);
        QVERIFY(add(ada, test::ledger()));
        test::psql(*m_server, u"DELETE FROM cost_charges WHERE ctid = (SELECT min(ctid) FROM cost_charges)"_s);

        QCOMPARE(read(grace).error().code(), u"CostsDamaged"_s);
    }

    void texts_areSharedExactly()
    {
        test::Colleague ada(m_server.get(), nullptr);
        test::Colleague grace(m_server.get(), nullptr);

        QVERIFY(!shared(grace)->has_value());
        const Result<void> done = share(ada, 812ms);
        QVERIFY2(done, done ? "" : qPrintable(done.error().message()));
        const std::optional<QByteArray> found = *shared(grace);

        QVERIFY(found);
        QCOMPARE(*parseJson(*found), *parseJson(json)); // jsonb keeps no blanks
        QCOMPARE(test::psql(*m_server, u"SELECT endpoint, response_time_ms, status, paid FROM api_metrics"_s),
            u"ce:GetCostAndUsage|812|ok|t"_s);
        QCOMPARE(test::entries(*ada.journal).size(), 2);
    }

    void texts_readOnly_areNotKeptAndThatIsNoError()
    {
        test::Colleague ada(m_server.get(), nullptr, true);

        QVERIFY(share(ada, 1ms));

        QCOMPARE(test::psql(*m_server, u"SELECT count(*) FROM cost_cache"_s), u"0"_s);
    }

    void tables_serveTheStatementsOfTheRunbook()
    {
        test::Colleague ada(m_server.get(), nullptr);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QVERIFY(share(ada, 40ms, now.addSecs(-60)));
        QVERIFY(share(ada, 60ms, now));
        const auto runs = [this](const QString &sql) {
            return test::psql(*m_server, u"SET TIME ZONE 'UTC'; SET datestyle = 'ISO'; "_s + sql);
        };

        QCOMPARE(runs(u"SELECT COUNT(*) FROM cost_cache WHERE created_at > NOW() - INTERVAL '1 hour';"_s), u"2"_s);
        QCOMPARE(
            runs(
                u"SELECT source, MAX(last_updated) as latest_data, NOW() - MAX(last_updated) as age FROM cost_cache GROUP BY source;"_s)
                .section(u' ', 0, 0),
            u"cost-explorer|"_s + now.toString(u"yyyy-MM-dd"_s));
        QCOMPARE(
            runs(
                u"SELECT endpoint, AVG(response_time_ms)::int as avg_response, MAX(response_time_ms) as max_response, "
                u"COUNT(*) as request_count "
                "FROM api_metrics WHERE created_at > NOW() - INTERVAL '7 days' GROUP BY endpoint ORDER BY avg_response DESC;"_s),
            u"ce:GetCostAndUsage|50|60|2"_s);
        runs(
            u"UPDATE cost_cache SET created_at = now() - interval '8 days' WHERE id = (SELECT min(id) FROM cost_cache)"_s);
        runs(u"DELETE FROM cost_cache WHERE created_at < NOW() - INTERVAL '7 days';"_s);
        runs(u"VACUUM ANALYZE cost_cache;"_s);
        QCOMPARE(runs(u"SELECT count(*) FROM cost_cache"_s), u"1"_s);
    }

    void read_tablesOfAnotherProgram_saysSo()
    {
        test::Colleague ada(m_server.get(), nullptr);
        test::psql(*m_server, u"ALTER TABLE cost_cache RENAME COLUMN payload TO data"_s);

        const auto found = shared(ada);

        test::psql(*m_server, u"ALTER TABLE cost_cache RENAME COLUMN data TO payload"_s);
        QCOMPARE(found.error().code(), u"OtherTables"_s);
    }

    void read_nobodyAnswers_isAnErrorSoon()
    {
        test::Colleague ada(nullptr, nullptr);

        const auto found = shared(ada);

        QCOMPARE(found.error().kind(), Error::Kind::Network);
    }

private:
    std::unique_ptr<test::PostgresServer> m_server;
};

QTEST_GUILESS_MAIN(TestPostgresCosts)
#include "tst_postgrescosts.moc"
