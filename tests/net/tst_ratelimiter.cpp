// SPDX-License-Identifier: GPL-3.0-or-later
#include <net/ratelimiter.h>
#include <support/await.h>
#include <support/instantsleeper.h>

using namespace sm;
using namespace sm::net;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using sm::test::await;
using sm::test::InstantSleeper;
using sm::test::MockClock;

namespace {

const RateLimiter::Rate twoPerSecond{2, 1};

/// Writes down who was let through, in order.
QCoro::Task<void> visit(RateLimiter *limiter, QString key, CancelToken token, int who, QList<int> *order)
{
    const Result<void> admitted = co_await limiter->acquire(key, twoPerSecond, token);
    order->append(admitted ? who : -who);
}

} // namespace

class TestRateLimiter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void acquire_burst_thenTheRate()
    {
        MockClock clock;
        InstantSleeper sleeper(clock);
        RateLimiter limiter(clock, sleeper);
        const auto start = clock.steady();

        for (int number = 0; number < 13; ++number)
            QVERIFY(*await(limiter.acquire(m_key, {5, 3}, CancelToken())));

        QCOMPARE(clock.steady() - start, 2s); // 3 at once, 10 at 5 a second
    }

    void acquire_burst_isEarnedByPausing()
    {
        MockClock clock;
        InstantSleeper sleeper(clock);
        RateLimiter limiter(clock, sleeper);
        for (int number = 0; number < 3; ++number)
            QVERIFY(*await(limiter.acquire(m_key, {5, 3}, CancelToken())));
        clock.advance(1h);

        for (int number = 0; number < 3; ++number)
            QVERIFY(*await(limiter.acquire(m_key, {5, 3}, CancelToken())));

        QVERIFY(sleeper.durations().isEmpty());
        QVERIFY(*await(limiter.acquire(m_key, {5, 3}, CancelToken())));
        QCOMPARE(sleeper.durations(), (QList<std::chrono::milliseconds>{200ms}));
    }

    void acquire_withoutRate_neverWaits()
    {
        MockClock clock;
        InstantSleeper sleeper(clock);
        RateLimiter limiter(clock, sleeper);

        for (int number = 0; number < 100; ++number)
            QVERIFY(limiter.acquire(m_key, {0, 1}, CancelToken()).isReady());
    }

    void acquire_otherKey_isNotHeldUp()
    {
        MockClock clock;
        InstantSleeper sleeper(clock);
        RateLimiter limiter(clock, sleeper);
        QVERIFY(*await(limiter.acquire(m_key, twoPerSecond, CancelToken())));

        QVERIFY(limiter.acquire(u"other"_s, twoPerSecond, CancelToken()).isReady());
    }

    void acquire_manyWaiting_goInOrder()
    {
        MockClock clock;
        InstantSleeper sleeper(clock);
        RateLimiter limiter(clock, sleeper);
        const auto start = clock.steady();
        QList<int> order;
        std::vector<QCoro::Task<void>> tasks;

        for (int who = 1; who <= 6; ++who)
            tasks.push_back(visit(&limiter, m_key, CancelToken(), who, &order));

        QCOMPARE(limiter.waiting(m_key), 5);
        QTRY_COMPARE(order, (QList<int>{1, 2, 3, 4, 5, 6}));
        QCOMPARE(clock.steady() - start, 2500ms);
        QCOMPARE(limiter.waiting(m_key), 0);
    }

    void acquire_cancelledWhileWaiting_takesNothing()
    {
        MockClock clock;
        InstantSleeper sleeper(clock);
        RateLimiter limiter(clock, sleeper);
        const auto start = clock.steady();
        CancelSource source;
        QList<int> order;
        std::vector<QCoro::Task<void>> tasks;
        tasks.push_back(visit(&limiter, m_key, CancelToken(), 1, &order));
        for (int who = 2; who <= 5; ++who)
            tasks.push_back(visit(&limiter, m_key, source.token(), who, &order));
        tasks.push_back(visit(&limiter, m_key, CancelToken(), 6, &order));

        source.cancel();

        QTRY_COMPARE(order.size(), 6);
        QCOMPARE(order.last(), 6);
        QCOMPARE(QSet<int>(order.begin(), order.end()), (QSet<int>{1, -2, -3, -4, -5, 6}));
        QCOMPARE(clock.steady() - start, 500ms); // only the last had to wait
    }

    void acquire_amongThousandsOfKeys_keepsItsRate()
    {
        MockClock clock;
        InstantSleeper sleeper(clock);
        RateLimiter limiter(clock, sleeper);
        QVERIFY(await(limiter.acquire(m_key, twoPerSecond, {}))->has_value());
        for (int key = 0; key < 3000; ++key)
            QVERIFY(await(limiter.acquire(QString::number(key), twoPerSecond, {}))->has_value());
        const auto start = clock.steady();

        QVERIFY(await(limiter.acquire(m_key, twoPerSecond, {}))->has_value());

        QCOMPARE(clock.steady() - start, 500ms);
    }

    void acquire_tokenCancelledBefore_isRefused()
    {
        MockClock clock;
        InstantSleeper sleeper(clock);
        RateLimiter limiter(clock, sleeper);
        CancelSource source;
        source.cancel();

        QCOMPARE(await(limiter.acquire(m_key, twoPerSecond, source.token()))->error().kind(), Error::Kind::Cancelled);
    }

private:
    const QString m_key = u"123456789012/eu-west-1/cognito-idp/UserRead"_s;
};

QTEST_GUILESS_MAIN(TestRateLimiter)
#include "tst_ratelimiter.moc"
