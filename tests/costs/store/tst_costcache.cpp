// SPDX-License-Identifier: GPL-3.0-or-later
#include <coststore/costcache.h>

#include <net/wakeup.h>
#include <support/await.h>
#include <support/mockclock.h>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::costs;
using namespace std::chrono_literals;
using sm::test::await;

namespace {

const QDateTime noon(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);

CostQuery query(const QDate &from = QDate(2026, 11, 1), const QDate &to = QDate(2026, 12, 1))
{
    return {CostMetric::Unblended, from, to, CostGranularity::Day, {costdimension::Service, costdimension::Account},
        {{costdimension::Region, {u"eu-west-1"_s, u"us-east-1"_s}, false},
            {costdimension::LineItemType, {u"Tax"_s}, true}}};
}

/// The same for one account.
CostQuery queryOf(int account)
{
    CostQuery made = query();
    made.filters << CostFilter{costdimension::Account, {QString::number(account)}, false};
    return made;
}

CostAnswer answerTo(const CostQuery &query, const QDateTime &asOf, bool estimated = false)
{
    CostAnswer made;
    made.query = query;
    made.currency = u"USD"_s;
    made.total = *Decimal::parse("72024.307163370939927065068");
    made.periods = {query.from, query.from.addDays(1)};
    made.estimated = {false, estimated};
    made.asOf = asOf;
    return made;
}

/// A source that is paid; it answers when the test lets it.
struct Source
{
    static QCoro::Task<Result<CostAnswer>> asked(Source *self, CostQuery query, CancelToken token)
    {
        ++self->requests;
        if (self->isSlow) {
            net::Wakeup wakeup;
            self->held.append(&wakeup);
            token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
            co_await wakeup;
            self->held.removeOne(&wakeup);
        }
        if (token.isCancelled()) {
            ++self->cancelled;
            co_return Error::cancelled();
        }
        if (self->trouble)
            co_return Error(*self->trouble); // a copy: co_return moves out of what it is given
        CostAnswer made = answerTo(query, self->clock.nowUtc(), self->estimates);
        made.origin = self->origin;
        co_return std::move(made);
    }
    CostCache::Ask ask(const CostQuery &query)
    {
        return [this, query](CancelToken token) { return asked(this, query, token); };
    }
    void letGo()
    {
        isSlow = false;
        for (net::Wakeup *each : std::as_const(held))
            each->wake();
    }

    const Clock &clock;
    bool estimates = true;
    bool isSlow = false;
    CostOrigin origin = CostOrigin::Source;
    int requests = 0;
    int cancelled = 0;
    std::optional<Error> trouble = {};
    QList<net::Wakeup *> held = {};
};

struct Bench
{
    test::MockClock clock{noon};
    Source source{clock};
    CostQuery query = ::query();
    CostCache cache{{2, 6h}, &clock};

    Result<CostAnswer> answer(bool fresh = false) { return answer(query, fresh); }
    Result<CostAnswer> answer(const CostQuery &asked, bool fresh = false)
    {
        return await(cache.answer(asked, fresh, source.ask(asked), {})).value_or(Error(Error::Kind::Timeout, {}));
    }
};

} // namespace

class TestCostCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answer_again_isTheSameFromMemory()
    {
        Bench bench;

        const auto first = bench.answer();
        const auto second = bench.answer();

        QCOMPARE(first->origin, CostOrigin::Source);
        QCOMPARE(second->origin, CostOrigin::Memory);
        QCOMPARE(second->total, first->total);
        QCOMPARE(second->asOf, noon);
        QCOMPARE(bench.source.requests, 1);
    }

    void answer_ofASourceThatKeepsItself_hasItsOriginThenMemory()
    {
        Bench bench;
        bench.source.origin = CostOrigin::Redis;

        QCOMPARE(bench.answer()->origin, CostOrigin::Redis);
        QCOMPARE(bench.answer()->origin, CostOrigin::Memory);
    }

    void answer_afterItsTime_isAskedAgain()
    {
        Bench bench;
        QVERIFY(bench.answer());

        bench.clock.advance(6h - 1s);
        QCOMPARE(bench.answer()->origin, CostOrigin::Memory);
        bench.clock.advance(1s);
        QCOMPARE(bench.answer()->origin, CostOrigin::Source);

        QCOMPARE(bench.source.requests, 2);
    }

    void answer_fresh_asksTheSource()
    {
        Bench bench;
        QVERIFY(bench.answer());

        QCOMPARE(bench.answer(true)->origin, CostOrigin::Source);
        QCOMPARE(bench.source.requests, 2);
    }

    void answer_closedMonth_isAskedOnceForEver()
    {
        Bench bench;
        bench.source.estimates = false;
        bench.query = query(QDate(2026, 10, 1), QDate(2026, 11, 1));
        QVERIFY(bench.answer());

        bench.clock.advance(24h * 400);

        QCOMPARE(bench.answer(true)->origin, CostOrigin::Memory);
        QCOMPARE(bench.source.requests, 1);
    }

    void answer_stillEstimatedOrJustEnded_isNotClosed()
    {
        const CostQuery october = query(QDate(2026, 10, 1), QDate(2026, 11, 1));

        QVERIFY(isClosed(answerTo(october, noon)));
        QVERIFY(!isClosed(answerTo(october, noon, true)));
        QVERIFY(!isClosed(answerTo(october, QDateTime(QDate(2026, 11, 5), QTime(23, 59), Qt::UTC))));
        QVERIFY(!isClosed(answerTo(query(), noon)));
        QVERIFY(!isClosed(answerTo(query(QDate(2026, 11, 1), QDate(2026, 11, 5)), noon)));
        QVERIFY(!isClosed(answerTo(query(QDate(2026, 10, 1), {}), noon)));
    }

    void answer_askedByTwoAtOnce_asksTheSourceOnce()
    {
        Bench bench;
        bench.source.isSlow = true;
        auto first = bench.cache.answer(bench.query, false, bench.source.ask(bench.query), {});
        auto second = bench.cache.answer(bench.query, false, bench.source.ask(bench.query), {});
        QTRY_COMPARE(bench.source.requests, 1);

        bench.source.letGo();

        QVERIFY(await(std::move(first))->has_value());
        QVERIFY(await(std::move(second))->has_value());
        QCOMPARE(bench.source.requests, 1);
    }

    void answer_oneWaiterCancelled_theOtherGetsIt()
    {
        Bench bench;
        bench.source.isSlow = true;
        CancelSource cancel;
        auto first = bench.cache.answer(bench.query, false, bench.source.ask(bench.query), cancel.token());
        auto second = bench.cache.answer(bench.query, false, bench.source.ask(bench.query), {});
        QTRY_COMPARE(bench.source.held.size(), 1);

        cancel.cancel();
        QCOMPARE(await(std::move(first))->error().kind(), Error::Kind::Cancelled);
        bench.source.letGo();

        QVERIFY(await(std::move(second))->has_value());
        QCOMPARE(bench.source.cancelled, 0);
    }

    void answer_allWaitersCancelled_cancelsTheSourceAndStartsAnew()
    {
        Bench bench;
        bench.source.isSlow = true;
        CancelSource cancel;
        auto only = bench.cache.answer(bench.query, false, bench.source.ask(bench.query), cancel.token());
        QTRY_COMPARE(bench.source.held.size(), 1);

        cancel.cancel();
        QCOMPARE(await(std::move(only))->error().kind(), Error::Kind::Cancelled);
        bench.source.isSlow = false;

        QCOMPARE(bench.answer()->origin, CostOrigin::Source);
        QTRY_COMPARE(bench.source.cancelled, 1);
    }

    void answer_cacheIsGoneMeanwhile_isCancelled()
    {
        test::MockClock clock{noon};
        Source source{clock};
        source.isSlow = true;
        auto cache = std::make_unique<CostCache>(CacheLimits(), &clock);
        auto task = cache->answer(query(), false, source.ask(query()), {});
        QTRY_COMPARE(source.held.size(), 1);

        cache.reset();

        QCOMPARE(await(std::move(task))->error().kind(), Error::Kind::Cancelled);
    }

    void answer_budgetIsUsedUp_showsTheOldOneAndSaysSo()
    {
        Bench bench;
        QVERIFY(bench.answer());
        bench.clock.advance(7h);
        bench.source.trouble
            = Error(Error::Kind::Throttled, u"Today's budget is used up."_s).withCode(u"BudgetExhausted"_s);

        const auto old = bench.answer();

        QVERIFY(old);
        QCOMPARE(old->notRenewed, u"Today's budget is used up."_s);
        QCOMPARE(old->asOf, noon);
        QCOMPARE(old->origin, CostOrigin::Memory);
        QCOMPARE(bench.answer(queryOf(2)).error().code(), u"BudgetExhausted"_s);
    }

    void answer_denied_isAnErrorThoughAnOldOneIsThere()
    {
        Bench bench;
        QVERIFY(bench.answer());
        bench.clock.advance(7h);
        bench.source.trouble = Error(Error::Kind::Denied, u"Not allowed."_s);

        QCOMPARE(bench.answer().error().kind(), Error::Kind::Denied);
    }

    void answer_moreThanMemoryHolds_forgetsTheOldest()
    {
        Bench bench; // which holds two
        const auto origin = [&bench](int account) { return bench.answer(queryOf(account))->origin; };

        QCOMPARE(origin(1), CostOrigin::Source);
        QCOMPARE(origin(2), CostOrigin::Source);
        QCOMPARE(origin(1), CostOrigin::Memory);
        QCOMPARE(origin(3), CostOrigin::Source);

        QCOMPARE(origin(1), CostOrigin::Memory);
        QCOMPARE(origin(2), CostOrigin::Source);
    }

    void answer_fiftyChartsOfTenQuestionsForEightHours_asksTwentyTimes()
    {
        Bench bench;
        CostCache cache({1000, 6h}, &bench.clock);
        for (int minute = 0; minute < 8 * 60; minute += 15) {
            for (int chart = 0; chart < 50; ++chart) {
                const CostQuery asked = queryOf(chart % 10);
                QVERIFY(await(cache.answer(asked, false, bench.source.ask(asked), {}))->has_value());
            }
            bench.clock.advance(15min);
        }

        QCOMPARE(bench.source.requests, 20);
    }

    void answer_sameInOtherWords_isTheSame()
    {
        Bench bench;
        QVERIFY(bench.answer());
        CostQuery other = query();
        std::swap(other.filters[0], other.filters[1]);
        std::swap(other.filters[1].values[0], other.filters[1].values[1]);

        const auto same = bench.answer(other);
        QCOMPARE(same->origin, CostOrigin::Memory);
        QVERIFY(same->query == other);

        std::swap(other.groupBy[0], other.groupBy[1]);
        QCOMPARE(bench.answer(other)->origin, CostOrigin::Source);
        QCOMPARE(bench.answer(query(QDate(2026, 11, 2)))->origin, CostOrigin::Source);
    }

    void forget_asksTheSource()
    {
        Bench bench;
        QVERIFY(bench.answer());

        bench.cache.forget();

        QCOMPARE(bench.answer()->origin, CostOrigin::Source);
    }
};

QTEST_GUILESS_MAIN(TestCostCache)
#include "tst_costcache.moc"
