// SPDX-License-Identifier: GPL-3.0-or-later
#include <net/circuitbreaker.h>
#include <support/mockclock.h>

#include <QTest>

using namespace sm::net;
using namespace std::chrono_literals;
using namespace Qt::Literals::StringLiterals;
using sm::test::MockClock;
using State = CircuitBreaker::State;

class TestCircuitBreaker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_clock = MockClock();
        m_breaker.emplace(m_clock);
    }

    void failures_fiveInARow_open()
    {
        fail(4);
        QCOMPARE(m_breaker->state(m_key), State::Closed);
        QVERIFY(m_breaker->admit(m_key));

        m_breaker->failed(m_key);

        QCOMPARE(m_breaker->state(m_key), State::Open);
        QVERIFY(!m_breaker->admit(m_key));
        QVERIFY(m_breaker->restLeft(m_key) > 0ms);
    }

    void success_inBetween_startsAnew()
    {
        fail(4);
        m_breaker->succeeded(m_key);
        fail(4);

        QCOMPARE(m_breaker->state(m_key), State::Closed);
    }

    void failures_halfOfTwenty_open()
    {
        for (int pair = 0; pair < 9; ++pair) {
            m_breaker->succeeded(m_key);
            m_breaker->failed(m_key);
        }
        m_breaker->succeeded(m_key);
        QCOMPARE(m_breaker->state(m_key), State::Closed);

        m_breaker->failed(m_key);

        QCOMPARE(m_breaker->state(m_key), State::Open);
    }

    void failures_halfOfTwentyOverALongTime_doNotOpen()
    {
        for (int pair = 0; pair < 20; ++pair) {
            m_breaker->succeeded(m_key);
            m_clock.advance(4s);
            m_breaker->failed(m_key);
        }

        QCOMPARE(m_breaker->state(m_key), State::Closed);
    }

    void rest_letsOneProbeThrough()
    {
        openAndRest();

        QCOMPARE(m_breaker->state(m_key), State::HalfOpen);
        QVERIFY(m_breaker->admit(m_key));
        for (int more = 0; more < 50; ++more)
            QVERIFY(!m_breaker->admit(m_key));
    }

    void probe_succeeds_closes()
    {
        openAndRest();
        QVERIFY(m_breaker->admit(m_key));

        m_breaker->succeeded(m_key);

        QCOMPARE(m_breaker->state(m_key), State::Closed);
        fail(4);
        QVERIFY(m_breaker->admit(m_key));
    }

    void probe_fails_restsAgain()
    {
        openAndRest();
        QVERIFY(m_breaker->admit(m_key));

        m_breaker->failed(m_key);

        QCOMPARE(m_breaker->state(m_key), State::Open);
        QVERIFY(!m_breaker->admit(m_key));
        m_clock.advance(10s);
        QVERIFY(m_breaker->admit(m_key));
    }

    void probe_abandoned_letsAnotherThrough()
    {
        openAndRest();
        QVERIFY(m_breaker->admit(m_key));

        m_breaker->abandoned(m_key);

        QVERIFY(m_breaker->admit(m_key));
    }

    void failures_ofEarlierRequests_doNotProlongTheRest()
    {
        fail(5);
        m_clock.advance(9s);
        fail(3);

        m_clock.advance(1s);

        QCOMPARE(m_breaker->state(m_key), State::HalfOpen);
    }

    void keys_areIndependent()
    {
        fail(5);

        QVERIFY(m_breaker->admit(u"123456789012/eu-west-1/lambda"_s));
        QCOMPARE(m_breaker->state(u"123456789012/eu-west-1/lambda"_s), State::Closed);
    }

private:
    void fail(int times)
    {
        for (int time = 0; time < times; ++time)
            m_breaker->failed(m_key);
    }
    void openAndRest()
    {
        fail(5);
        m_clock.advance(10s);
    }

    const QString m_key = u"123456789012/eu-west-1/cognito-idp"_s;
    MockClock m_clock;
    std::optional<CircuitBreaker> m_breaker;
};

QTEST_GUILESS_MAIN(TestCircuitBreaker)
#include "tst_circuitbreaker.moc"
