// SPDX-License-Identifier: GPL-3.0-or-later
#include "answers.h"

#include <coststore/costcache.h>
#include <coststore/sqlitecosts.h>

#include <net/wakeup.h>
#include <support/await.h>
#include <support/mockclock.h>

#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using namespace sm;
using namespace sm::costs;
using namespace std::chrono_literals;
using sm::test::await;

namespace {

const QDateTime noon(QDate(2026, 11, 29), QTime(12, 0), Qt::UTC);

/// A place of the team that the test fills and breaks.
class ScriptedPlace final : public AnswerPlace
{
public:
    explicit ScriptedPlace(bool local = false)
        : m_local(local)
    {
    }
    CostOrigin origin() const override { return m_local ? CostOrigin::Store : CostOrigin::Redis; }
    QString name() const override { return u"Redis"_s; }
    bool isLocal() const override { return m_local; }
    QCoro::Task<Result<std::optional<KeptAnswer>>> find(CostQuestion question, CancelToken token) override
    {
        ++finds;
        if (isSilent) {
            net::Wakeup wakeup;
            token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
            co_await wakeup;
            co_return Error::cancelled();
        }
        if (trouble)
            co_return Error(*trouble);
        const auto found = answers.constFind(question.key());
        co_return found == answers.constEnd() ? std::nullopt : std::optional(*found);
    }
    QCoro::Task<Result<void>> keep(CostQuestion question, KeptAnswer answer, std::chrono::seconds, CancelToken) override
    {
        if (trouble)
            co_return Error(*trouble);
        answers.insert(question.key(), answer);
        co_return ok();
    }

    int finds = 0;
    bool isSilent = false;
    std::optional<Error> trouble;
    QHash<QString, KeptAnswer> answers;

private:
    bool m_local;
};

/// A source that is paid; it answers when the test lets it.
struct Source
{
    static QCoro::Task<Result<CostAnswer>> asked(Source *self, CostQuestion question, CancelToken token)
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
        co_return test::answerTo(question, self->clock.nowUtc(), self->estimates);
    }
    CostCache::Ask ask(const CostQuestion &question)
    {
        return [this, question](CancelToken token) { return asked(this, question, token); };
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
    int requests = 0;
    int cancelled = 0;
    std::optional<Error> trouble = {};
    QList<net::Wakeup *> held = {};
};

QCoro::Task<Result<CostAnswer>> answered(CostAnswer answer) { co_return Result<CostAnswer>(answer); }

struct Bench
{
    test::MockClock clock{noon};
    Source source{clock};
    std::shared_ptr<ScriptedPlace> redis = std::make_shared<ScriptedPlace>();
    std::shared_ptr<ScriptedPlace> store = std::make_shared<ScriptedPlace>(true);
    CostQuestion question = test::question();
    CostCache cache{{2, 6h}, &clock, {redis, store}};

    Result<CachedAnswer> answer(bool fresh = false)
    {
        return await(cache.answer(question, fresh, source.ask(question), {})).value_or(Error(Error::Kind::Timeout, {}));
    }
    /// As if the program was started anew.
    Result<CachedAnswer> answerElsewhere(std::vector<std::shared_ptr<AnswerPlace>> places)
    {
        CostCache other({2, 6h}, &clock, std::move(places));
        return await(other.answer(question, false, source.ask(question), {})).value_or(Error(Error::Kind::Timeout, {}));
    }
};

} // namespace

class TestCostCache : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answer_wherever_saysWhereItWasFoundAndIsTheSame()
    {
        Bench bench;

        const auto first = bench.answer();
        QCOMPARE(first->answer.origin, CostOrigin::Source);
        QCOMPARE(bench.answer()->answer.origin, CostOrigin::Memory);
        QCOMPARE(bench.answerElsewhere({bench.redis})->answer.origin, CostOrigin::Redis);
        QCOMPARE(bench.answerElsewhere({bench.store})->answer.origin, CostOrigin::Store);
        const auto last = bench.answerElsewhere({bench.redis, bench.store});

        QCOMPARE(bench.source.requests, 1);
        QVERIFY(test::isSame(last->answer, first->answer));
        QCOMPARE(last->answer.asOf, noon);
    }

    void answer_ofASourceThatKeepsItself_hasItsOriginThenMemory()
    {
        Bench bench;
        CostCache cache({2, 6h}, &bench.clock, {});
        const CostCache::Ask ask = [&bench](const CancelToken &) {
            CostAnswer kept = test::answerTo(bench.question, bench.clock.nowUtc());
            kept.origin = CostOrigin::Redis;
            return answered(kept);
        };

        QCOMPARE(await(cache.answer(bench.question, false, ask, {}))->value().answer.origin, CostOrigin::Redis);
        QCOMPARE(await(cache.answer(bench.question, false, ask, {}))->value().answer.origin, CostOrigin::Memory);
    }

    void answer_afterItsTime_isAskedAgain()
    {
        Bench bench;
        QVERIFY(bench.answer());

        bench.clock.advance(6h - 1s);
        QCOMPARE(bench.answer()->answer.origin, CostOrigin::Memory);
        bench.clock.advance(1s);
        QCOMPARE(bench.answer()->answer.origin, CostOrigin::Source);

        QCOMPARE(bench.source.requests, 2);
    }

    void answer_fresh_asksTheSource()
    {
        Bench bench;
        QVERIFY(bench.answer());

        QCOMPARE(bench.answer(true)->answer.origin, CostOrigin::Source);
        QCOMPARE(bench.source.requests, 2);
    }

    void answer_closedMonth_isAskedOnceForEver()
    {
        Bench bench;
        bench.source.estimates = false;
        bench.question = test::question(QDate(2026, 10, 1), QDate(2026, 11, 1));
        QVERIFY(bench.answer());

        bench.clock.advance(24h * 400);

        QCOMPARE(bench.answer(true)->answer.origin, CostOrigin::Memory);
        QCOMPARE(bench.answerElsewhere({bench.store})->answer.origin, CostOrigin::Store);
        QCOMPARE(bench.source.requests, 1);
    }

    void answer_stillEstimatedOrJustEnded_isNotClosed()
    {
        const CostQuestion october = test::question(QDate(2026, 10, 1), QDate(2026, 11, 1));

        QVERIFY(isClosed(test::answerTo(october, noon)));
        QVERIFY(!isClosed(test::answerTo(october, noon, true)));
        QVERIFY(!isClosed(test::answerTo(october, QDateTime(QDate(2026, 11, 5), QTime(23, 59), Qt::UTC))));
        QVERIFY(!isClosed(test::answerTo(test::question(), noon)));
        QVERIFY(!isClosed(test::answerTo(test::question(QDate(2026, 11, 1), QDate(2026, 11, 5)), noon)));
        QVERIFY(!isClosed(test::answerTo(test::question(QDate(2026, 10, 1), {}), noon)));
    }

    void answer_askedByTwoAtOnce_asksTheSourceOnce()
    {
        Bench bench;
        bench.source.isSlow = true;
        auto first = bench.cache.answer(bench.question, false, bench.source.ask(bench.question), {});
        auto second = bench.cache.answer(bench.question, false, bench.source.ask(bench.question), {});
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
        auto first = bench.cache.answer(bench.question, false, bench.source.ask(bench.question), cancel.token());
        auto second = bench.cache.answer(bench.question, false, bench.source.ask(bench.question), {});
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
        auto only = bench.cache.answer(bench.question, false, bench.source.ask(bench.question), cancel.token());
        QTRY_COMPARE(bench.source.held.size(), 1);

        cancel.cancel();
        QCOMPARE(await(std::move(only))->error().kind(), Error::Kind::Cancelled);
        bench.source.isSlow = false;

        QCOMPARE(bench.answer()->answer.origin, CostOrigin::Source);
        QTRY_COMPARE(bench.source.cancelled, 1);
    }

    void answer_cacheIsGoneMeanwhile_isCancelled()
    {
        test::MockClock clock{noon};
        Source source{clock};
        source.isSlow = true;
        const CostQuestion question = test::question();
        auto cache = std::make_unique<CostCache>(CacheLimits(), &clock, std::vector<std::shared_ptr<AnswerPlace>>());
        auto task = cache->answer(question, false, source.ask(question), {});
        QTRY_COMPARE(source.held.size(), 1);

        cache.reset();

        QCOMPARE(await(std::move(task))->error().kind(), Error::Kind::Cancelled);
    }

    void answer_brokenRedis_goesOnWithANoteAndLeavesItAlone()
    {
        Bench bench;
        bench.redis->trouble = Error(Error::Kind::Network, u"Connection refused."_s);

        const auto first = bench.answer();
        QVERIFY(first);
        QVERIFY(first->notes.first().contains(u"Connection refused."_s));
        bench.cache.forget();
        QCOMPARE(bench.answer()->answer.origin, CostOrigin::Store);
        QCOMPARE(bench.redis->finds, 1);

        bench.redis->trouble.reset();
        bench.clock.advance(61s);
        bench.cache.forget();
        QCOMPARE(bench.answer()->notes, QStringList());
        QCOMPARE(bench.redis->finds, 2);
    }

    void answer_silentRedis_goesOnWithANote()
    {
        Bench bench;
        bench.redis->isSilent = true;
        CostCache impatient({2, 6h, 1ms}, &bench.clock, {bench.redis, bench.store});

        const auto found = await(impatient.answer(bench.question, false, bench.source.ask(bench.question), {}));

        QVERIFY(found && *found);
        QVERIFY((*found)->notes.first().contains(u"does not answer"_s));
    }

    void answer_budgetIsUsedUp_showsTheOldOneAndSaysSo()
    {
        Bench bench;
        QVERIFY(bench.answer());
        bench.clock.advance(7h);
        bench.source.trouble
            = Error(Error::Kind::Throttled, u"Today's budget is used up."_s).withCode(u"BudgetExhausted"_s);

        const auto old = bench.answer();

        QVERIFY(old && old->isStale);
        QCOMPARE(old->notes.first(), u"Today's budget is used up."_s);
        QCOMPARE(old->answer.asOf, noon);
        bench.question.scope = u"222222222222"_s;
        QCOMPARE(bench.answer().error().code(), u"BudgetExhausted"_s);
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
        Bench bench;
        CostCache cache({2, 6h}, &bench.clock, {});
        const auto origin = [&](const char *account) {
            CostQuestion question = bench.question;
            question.scope = QString::fromLatin1(account);
            return await(cache.answer(question, false, bench.source.ask(question), {}))->value().answer.origin;
        };

        QCOMPARE(origin("1"), CostOrigin::Source);
        QCOMPARE(origin("2"), CostOrigin::Source);
        QCOMPARE(origin("1"), CostOrigin::Memory);
        QCOMPARE(origin("3"), CostOrigin::Source);

        QCOMPARE(origin("1"), CostOrigin::Memory);
        QCOMPARE(origin("2"), CostOrigin::Source);
    }

    void answer_fiftyChartsOfTenQuestionsForEightHours_asksTwentyTimes()
    {
        Bench bench;
        CostCache cache({1000, 6h}, &bench.clock, {});
        for (int minute = 0; minute < 8 * 60; minute += 15) {
            for (int chart = 0; chart < 50; ++chart) {
                CostQuestion question = bench.question;
                question.scope = QString::number(chart % 10);
                QVERIFY(await(cache.answer(question, false, bench.source.ask(question), {}))->has_value());
            }
            bench.clock.advance(15min);
        }

        QCOMPARE(bench.source.requests, 20);
    }

    void key_meansTheSame_isTheSame()
    {
        CostQuestion other = test::question();
        std::swap(other.query.filters[0], other.query.filters[1]);
        std::swap(other.query.filters[1].values[0], other.query.filters[1].values[1]);
        other.paid = false;
        QCOMPARE(other.key(), test::question().key());

        std::swap(other.query.groupBy[0], other.query.groupBy[1]);
        QVERIFY(other.key() != test::question().key());
        QVERIFY(test::question(QDate(2026, 11, 2)).key() != test::question().key());
    }

    void sqlite_keepsAnswersExactlyAndForgetsThem()
    {
        const QTemporaryDir folder;
        test::MockClock clock{noon};
        auto opened = await(SqliteCosts::open(folder.filePath(u"costs.db"_s), &clock));
        SqliteCosts &costs = **opened.value();
        const CostQuestion question = test::question();
        const KeptAnswer kept{test::answerTo(question, noon.addMSecs(7), true), false, 812ms};

        QVERIFY(!(*await(costs.find(question, {})))->has_value());
        QVERIFY(await(costs.keep(question, kept, 6h, {}))->has_value());
        const auto found = **await(costs.find(question, {}));
        QVERIFY(found && test::isSame(found->answer, kept.answer));
        QCOMPARE(found->took, 812ms);
        QVERIFY(!found->closed);

        QVERIFY(await(costs.forget({u"other"_s}, {}, {}))->has_value());
        QVERIFY((*await(costs.find(question, {})))->has_value());
        QVERIFY(await(costs.forget({u"shop"_s}, {LedgerKind::CostExplorer}, {}))->has_value());
        QVERIFY(!(*await(costs.find(question, {})))->has_value());
    }
};

QTEST_GUILESS_MAIN(TestCostCache)
#include "tst_costcache.moc"
