// SPDX-License-Identifier: GPL-3.0-or-later
#include <net/realsleeper.h>
#include <support/await.h>

using namespace std::chrono_literals;
using sm::CancelSource;
using sm::CancelToken;
using sm::Error;
using sm::net::RealSleeper;

class TestRealSleeper : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sleep_returnsNotBeforeTheDuration()
    {
        QElapsedTimer timer;
        timer.start();

        const auto slept = sm::test::await(m_sleeper.sleep(20ms, CancelToken()));

        QVERIFY(slept && *slept);
        QVERIFY(timer.elapsed() >= 20);
    }

    void sleep_negative_returnsOnTheNextTurn()
    {
        auto task = m_sleeper.sleep(-5ms, CancelToken());

        QVERIFY(!task.isReady());
        QVERIFY(sm::test::await(std::move(task)));
    }

    void sleep_cancelled_endsAtOnce()
    {
        CancelSource source;
        auto task = m_sleeper.sleep(1h, source.token());

        source.cancel();
        QVERIFY(!task.isReady());
        const auto slept = sm::test::await(std::move(task));

        QVERIFY(slept);
        QCOMPARE(slept->error().kind(), Error::Kind::Cancelled);
    }

    void sleep_tokenCancelledBefore_endsAtOnce()
    {
        CancelSource source;
        source.cancel();

        const auto slept = sm::test::await(m_sleeper.sleep(1h, source.token()));

        QVERIFY(slept);
        QCOMPARE(slept->error().kind(), Error::Kind::Cancelled);
    }

private:
    RealSleeper m_sleeper;
};

QTEST_GUILESS_MAIN(TestRealSleeper)
#include "tst_realsleeper.moc"
