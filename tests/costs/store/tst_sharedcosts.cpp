// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledgers.h"

#include <coststore/sharedcosts.h>

#include <support/await.h>
#include <support/mockclock.h>

#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::costs;
using sm::test::await;

namespace {

const SystemId shop{u"shop"_s};

/// A team's store that can be out of reach.
class Team final : public CostStore
{
public:
    explicit Team(SqliteCosts &costs)
        : m_costs(costs)
    {
    }
    QCoro::Task<Result<Added>> add(
        SystemId system, std::shared_ptr<const Ledger> ledger, KnownBill known, CancelToken token) override
    {
        if (trouble)
            co_return Error(*trouble);
        co_return co_await m_costs.add(system, ledger, known, token);
    }
    QCoro::Task<Result<LedgerList>> ledgers(
        SystemId system, QList<LedgerKind> kinds, DayRange range, CancelToken token) override
    {
        ++reads;
        if (trouble)
            co_return Error(*trouble);
        co_return co_await m_costs.ledgers(system, kinds, range, token);
    }
    QCoro::Task<Result<QList<LedgerInfo>>> infos(SystemId system, CancelToken token) override
    {
        ++looks;
        if (trouble)
            co_return Error(*trouble);
        co_return co_await m_costs.infos(system, token);
    }
    QCoro::Task<Result<void>> forget(SystemId system, QList<LedgerKind> kinds, CancelToken token) override
    {
        if (trouble)
            co_return Error(*trouble);
        co_return co_await m_costs.forget(system, kinds, token);
    }

    std::optional<Error> trouble;
    int reads = 0;
    int looks = 0;

private:
    SqliteCosts &m_costs;
};

struct Bench
{
    QTemporaryDir folder;
    test::MockClock clock;
    std::unique_ptr<SqliteCosts> server = open(u"server.db"_s);
    std::unique_ptr<SqliteCosts> here = open(u"here.db"_s);
    Team team{*server};
    SharedCosts costs{team, *here, &clock};

    std::unique_ptr<SqliteCosts> open(const QString &name)
    {
        return std::move(**await(SqliteCosts::open(folder.filePath(name))));
    }
    void cutOff()
    {
        team.trouble = Error(Error::Kind::Network, u"No route."_s);
        later();
    }
    void reconnect()
    {
        team.trouble.reset();
        later();
    }
    /// When the team's store is looked at again.
    void later() { clock.advance(std::chrono::seconds(61)); }
    Result<Added> add(const char *title, const char *digest, KnownBill known = KnownBill::Refuse)
    {
        return *await(costs.add(shop, ledger(title, digest), known, {}));
    }
    static std::shared_ptr<const Ledger> ledger(const char *title, const char *digest)
    {
        test::LedgerSetup setup;
        setup.title = QString::fromLatin1(title);
        setup.digest = digest;
        setup.bills = QStringList{setup.title.section(u'-', 0, 0)};
        return test::ledger(setup);
    }
    QStringList titles()
    {
        const Result<LedgerList> found = *await(costs.ledgers(shop, {}, {}, {}));
        const Result<QList<LedgerInfo>> infos = *await(costs.infos(shop, {}));
        QStringList titles;
        QStringList told;
        for (const auto &each : found.value_or(LedgerList()))
            titles << each->title;
        for (const LedgerInfo &each : infos.value_or(QList<LedgerInfo>()))
            told << each.title;
        return titles == told ? titles : QStringList{u"ledgers and infos differ"_s};
    }
};

} // namespace

class TestSharedCosts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ledgers_ofTheTeam_areReadOnceAndThenFromHere()
    {
        Bench bench;
        QVERIFY(await(bench.server->add(shop, Bench::ledger("november-1", "1"), KnownBill::Refuse, {}))->has_value());

        QCOMPARE(bench.titles(), QStringList{u"november-1"_s});
        QCOMPARE(bench.titles(), QStringList{u"november-1"_s});

        QCOMPARE(bench.team.reads, 1);
        QCOMPARE(bench.costs.note(), QString());
    }

    void ledgers_teamOutOfReach_areThoseKnownHere()
    {
        Bench bench;
        QCOMPARE(bench.add("november-1", "1").value(), Added::New);

        bench.cutOff();

        QCOMPARE(bench.titles(), QStringList{u"november-1"_s});
        QVERIFY(bench.costs.note().contains(u"No route."_s));
    }

    void ledgers_manyQuestions_lookAtTheTeamOnceInAWhile()
    {
        Bench bench;
        QVERIFY(bench.add("november-1", "1"));
        for (int question = 0; question < 20; ++question)
            QCOMPARE(bench.titles().size(), 1);
        QCOMPARE(bench.team.looks, 1);

        bench.cutOff();
        for (int question = 0; question < 20; ++question)
            QCOMPARE(bench.titles().size(), 1);
        QCOMPARE(bench.team.looks, 2);
    }

    void ledgers_replacedByAColleague_areTheNewOnes()
    {
        Bench bench;
        QVERIFY(bench.add("november-1", "1"));
        QVERIFY(await(bench.server->add(shop, Bench::ledger("november-2", "2"), KnownBill::Replace, {}))->has_value());

        bench.later();
        QCOMPARE(bench.titles(), QStringList{u"november-2"_s});
        bench.cutOff();
        QCOMPARE(bench.titles(), QStringList{u"november-2"_s});
    }

    void add_teamOutOfReach_isKeptHereAndSaysSo()
    {
        Bench bench;
        bench.cutOff();

        QCOMPARE(bench.add("november-1", "1").value(), Added::New);

        QVERIFY(bench.costs.note().contains(u"this computer only"_s));
        QCOMPARE(bench.titles(), QStringList{u"november-1"_s});
        bench.reconnect();
        QCOMPARE(bench.titles(), QStringList{u"november-1"_s});
        QVERIFY(bench.costs.note().contains(u"november-1"_s));
    }

    void add_keptHereAndThenByTheTeam_isNeverCountedTwice()
    {
        Bench bench;
        bench.cutOff();
        QVERIFY(bench.add("november-1", "1"));
        bench.reconnect();
        QVERIFY(await(bench.server->add(shop, Bench::ledger("november-2", "2"), KnownBill::Refuse, {}))->has_value());

        QCOMPARE(bench.titles(), QStringList{u"november-2"_s});
    }

    void add_knownToTheTeam_isNotKeptBehindItsBack()
    {
        Bench bench;
        QVERIFY(bench.add("november-1", "1"));

        QCOMPARE(bench.add("november-2", "2").error().code(), u"BillKnown"_s);
        QCOMPARE(bench.titles(), QStringList{u"november-1"_s});
    }

    void forget_isForAll_orForNobody()
    {
        Bench bench;
        QVERIFY(bench.add("november-1", "1"));
        bench.cutOff();
        QCOMPARE(await(bench.costs.forget(shop, {}, {}))->error().kind(), Error::Kind::Network);
        QCOMPARE(bench.titles().size(), 1);

        bench.reconnect();
        QVERIFY(await(bench.costs.forget(shop, {}, {}))->has_value());

        QCOMPARE(bench.titles(), QStringList());
        bench.cutOff();
        QCOMPARE(bench.titles(), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestSharedCosts)
#include "tst_sharedcosts.moc"
