// SPDX-License-Identifier: GPL-3.0-or-later
#include <costservice/llmasked.h>
#include <coststore/sqlitecosts.h>
#include <net/wakeup.h>
#include <support/await.h>
#include <support/mockclock.h>

#include <QTemporaryDir>

using namespace sm;
using namespace sm::costs;
using namespace sm::test;
using namespace Qt::Literals::StringLiterals;
using llmcosts::Provider;

namespace {

constexpr std::chrono::hours TimeToLive(6);

class FakeService final : public llmcosts::LlmCostService
{
public:
    explicit FakeService(const Clock &clock)
        : m_clock(clock)
    {
    }

    QCoro::Task<Result<Ledger>> billed(Provider provider, QDate from, QDate to, CancelToken) override
    {
        asked.append({from, to});
        net::Wakeup later;
        later.wake();
        co_await later;
        if (failure)
            co_return *failure;
        const llmcosts::Charge charge{
            QDate(2025, 8, 1), u"model-a"_s, u"output"_s, u"w"_s, u"USD"_s, Decimal(asked.size())};
        co_return llmcosts::billedLedger(provider, {charge}, m_clock.nowUtc());
    }
    QCoro::Task<Result<QList<llmcosts::TokenUsage>>> usage(Provider, QDate, QDate, CancelToken) override
    {
        co_return QList<llmcosts::TokenUsage>();
    }

    QList<std::pair<QDate, QDate>> asked;
    std::optional<Error> failure;

private:
    const Clock &m_clock;
};

class FakeKeys final : public llmcosts::ProviderKeys
{
public:
    QCoro::Task<Result<Secret>> key(Provider, CancelToken) override
    {
        if (!isThere)
            co_return Error(Error::Kind::Storage, u"locked"_s).withCode(u"KeyringUnavailable"_s);
        co_return Secret(u"sk-1"_s);
    }
    QCoro::Task<Result<void>> keep(Provider, Secret, CancelToken) override { co_return ok(); }
    QCoro::Task<Result<void>> forget(Provider, CancelToken) override { co_return ok(); }
    bool isThere = true;
};

struct Bench
{
    Bench()
        : store(std::move(*await(SqliteCosts::open(folder.filePath(u"costs.sqlite"_s))).value()))
    {
    }

    std::unique_ptr<LlmAsked> open()
    {
        return std::make_unique<LlmAsked>(
            LlmAsked::Parts{service, keys, *store, clock}, SystemId{u"demo"_s}, Provider::OpenAi, TimeToLive);
    }

    QTemporaryDir folder;
    MockClock clock{QDateTime(QDate(2025, 8, 2), QTime(12, 0), Qt::UTC)};
    FakeService service{clock};
    FakeKeys keys;
    std::unique_ptr<SqliteCosts> store;
};

CostQuery billed()
{
    CostQuery query;
    query.metric = CostMetric::Billed;
    return query;
}

} // namespace

class TestLlmAsked : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answer_isAskedOnce_andKept()
    {
        Bench bench;
        const auto first = bench.open();

        const auto asked = await(first->answer(billed(), false, {}));
        const auto again = await(first->answer(billed(), false, {}));
        const auto reopened = await(bench.open()->answer(billed(), false, {}));

        QVERIFY2(asked && *asked, asked && !*asked ? qPrintable(asked->error().message()) : "");
        QCOMPARE((*asked)->origin, CostOrigin::Source);
        QCOMPARE((*again)->origin, CostOrigin::Memory);
        QCOMPARE((*reopened)->origin, CostOrigin::Store);
        QCOMPARE((*reopened)->total, Decimal(1));
        QCOMPARE((*reopened)->source, u"OpenAI"_s);
        QCOMPARE(bench.service.asked, (QList<std::pair<QDate, QDate>>{{QDate(2024, 8, 1), QDate(2025, 8, 3)}}));
    }

    void answer_twiceAtOnce_isAskedOnce()
    {
        Bench bench;
        const auto source = bench.open();

        auto first = source->answer(billed(), false, {});
        auto second = source->answer(billed(), true, {});

        QVERIFY(*await(std::move(first)));
        QVERIFY(*await(std::move(second)));
        QCOMPARE(bench.service.asked.size(), 1);
    }

    void answer_oldFreshOrEarlier_isAskedAgain_inItsPlace()
    {
        Bench bench;
        const auto source = bench.open();
        QVERIFY(*await(source->answer(billed(), false, {})));

        bench.clock.advance(TimeToLive);
        QCOMPARE((*await(source->answer(billed(), false, {})))->total, Decimal(2));
        QCOMPARE((*await(source->answer(billed(), true, {})))->total, Decimal(3));
        CostQuery earlier = billed();
        earlier.from = QDate(2024, 1, 1);
        QCOMPARE((*await(source->answer(earlier, false, {})))->total, Decimal(4));
        QCOMPARE(bench.service.asked.last().first, QDate(2024, 1, 1));
        QCOMPARE((*await(bench.store->infos({u"demo"_s}, {})))->size(), 1);
    }

    void answer_notReachable_isTheKeptOneWithItsAge()
    {
        Bench bench;
        const auto source = bench.open();
        bench.service.failure = Error(Error::Kind::Network, u"No connection."_s);
        const auto nothing = await(source->answer(billed(), false, {}));
        QVERIFY(nothing && !*nothing && nothing->error().kind() == Error::Kind::Network);

        bench.service.failure.reset();
        const auto first = await(source->answer(billed(), false, {}));
        bench.service.failure = Error(Error::Kind::Throttled, u"Later."_s);
        bench.clock.advance(std::chrono::hours(48));
        const auto old = await(source->answer(billed(), false, {}));
        QVERIFY(first && *first && old && *old);
        QCOMPARE((*old)->asOf, (*first)->asOf);
    }

    void answer_forgotten_isAskedAgain()
    {
        Bench bench;
        const auto source = bench.open();
        QVERIFY(*await(source->answer(billed(), false, {})));

        QVERIFY(*await(bench.store->forget({u"demo"_s}, {LedgerKind::OpenAi}, {})));

        QCOMPARE((*await(source->answer(billed(), false, {})))->total, Decimal(2));
    }

    void info_isThereWithAKeyOrWithWhatIsKept()
    {
        Bench bench;
        const auto source = bench.open();
        const auto withKey = await(source->info({}));
        QVERIFY(withKey && *withKey);
        QCOMPARE((*withKey)->source, CostSource::OpenAi);
        QVERIFY(!(*withKey)->paid && (*withKey)->billed);
        bench.keys.isThere = false;
        const auto without = await(source->info({}));
        QVERIFY(without && !*without);
        QCOMPARE(without->error().kind(), Error::Kind::NotFound);
        const auto again = await(source->info({}));
        QVERIFY(again && !*again);
        QCOMPARE(again->error().message(), u"locked"_s);
        QCOMPARE(again->error().code(), u"KeyringUnavailable"_s);
        QVERIFY(*await(source->answer(billed(), false, {})));
        const auto kept = await(source->info({}));
        QVERIFY(kept && *kept);
        QCOMPARE((*kept)->from, QDate(2025, 8, 1));
        QCOMPARE(await(source->values(costdimension::Service, {}))->value(), QStringList{u"model-a"_s});
    }
};

QTEST_GUILESS_MAIN(TestLlmAsked)
#include "tst_llmasked.moc"
