// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgresbench.h"

#include <csignal>

using namespace sm;
using namespace sm::postgres;
using namespace sm::test;
using Changed = Error::Changed;
using Kind = Error::Kind;

namespace {

const QString sleeping = u"SELECT count(*) FROM pg_stat_activity WHERE pid = $1 AND query LIKE '%pg_sleep%' AND "
                         "state = 'active' AND wait_event = 'PgSleep'"_s;

} // namespace

/// Statements that do not end by themselves: cancelled, over the limit, or cut off.
class TestBreaks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString reason = PostgresServer::whyUnavailable(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
        m_bench = std::make_unique<PostgresBench>();
        QVERIFY2(m_bench->server.failure().isEmpty(), qPrintable(m_bench->server.failure()));
        auto watcher = PostgresBench::open(m_bench->administrator());
        QVERIFY2(watcher, watcher ? "" : qPrintable(watcher.error().message()));
        m_watcher = std::move(*watcher);
        QVERIFY(write(*m_watcher, u"CREATE TABLE marks (id int)"_s));
        QVERIFY(write(*m_watcher, u"GRANT ALL ON marks TO tester"_s));
    }
    void cleanupTestCase()
    {
        m_connection.reset();
        m_watcher.reset();
        m_bench.reset();
    }
    void init()
    {
        m_connection = m_bench->tester();
        QVERIFY(m_connection);
        m_pid = value(read(*m_connection, u"SELECT pg_backend_pid()"_s)).toInt();
        QVERIFY(write(*m_watcher, u"TRUNCATE marks"_s));
    }

    void cancelledRead_isStoppedOnTheServer()
    {
        CancelSource source;
        auto running = m_connection->read({u"SELECT pg_sleep(60)"_s}, source.token());
        QVERIFY(isSleeping());

        source.cancel();
        const auto result = await(std::move(running));

        QVERIFY(result && !*result);
        QCOMPARE(result->error().kind(), Kind::Cancelled);
        QCOMPARE(result->error().code(), u"57014"_s);
        QVERIFY(!isSleepingNow());
        QVERIFY(m_connection->isUsable());
        QCOMPARE(value(read(*m_connection, u"SELECT 2"_s)).toInt(), 2);
    }

    void cancelledWrite_changedNothing()
    {
        CancelSource source;
        auto running = m_connection->write(
            operations::Runner::permit(), {u"INSERT INTO marks SELECT 1 FROM pg_sleep(60)"_s}, source.token());
        QVERIFY(isSleeping());

        source.cancel();
        const auto result = await(std::move(running));

        QVERIFY(result && !*result);
        QCOMPARE(result->error().kind(), Kind::Cancelled);
        QCOMPARE(result->error().changed(), Changed::No);
        QCOMPARE(marks(), 0);
    }

    void cancelledBeforeItBegan_sendsNothing()
    {
        CancelSource source;
        source.cancel();

        const auto result = write(*m_connection, u"INSERT INTO marks VALUES (1)"_s, {}, source.token());

        QCOMPARE(result.error().kind(), Kind::Cancelled);
        QCOMPARE(marks(), 0);
    }

    /// In every phase the truth is told: done, or nothing of it.
    void cancelledAtAnyTime_isTruthful()
    {
        for (int turns = 0; turns < 40; ++turns) {
            const int before = marks();
            CancelSource source;
            auto running = m_connection->write(
                operations::Runner::permit(), {u"INSERT INTO marks VALUES (1)"_s}, source.token());
            for (int i = 0; i < turns; ++i)
                QCoreApplication::processEvents();
            source.cancel();

            const auto result = await(std::move(running));

            QVERIFY(result);
            QVERIFY(*result || result->error().changed() == Changed::No);
            QVERIFY(m_connection->isUsable());
            QCOMPARE(marks() - before, *result ? 1 : 0);
        }
    }

    void limit_isKeptByTheServer()
    {
        Statement statement{u"SELECT pg_sleep(60)"_s};
        statement.limit = std::chrono::milliseconds(100);

        const auto result = await(m_connection->read(statement, {}));

        QVERIFY(result && !*result);
        QCOMPARE(result->error().kind(), Kind::Timeout);
        QVERIFY(result->error().message().contains(u"0.1 seconds"));
        QVERIFY(m_connection->isUsable());
    }

    void stoppedBySomebodyElse_isNeitherCancelledNorTimeout()
    {
        auto running = m_connection->read({u"SELECT pg_sleep(60)"_s}, {});
        QVERIFY(isSleeping());

        QVERIFY(write(*m_watcher, u"SELECT pg_cancel_backend($1)"_s, {m_pid}));
        const auto result = await(std::move(running));

        QVERIFY(result && !*result);
        QCOMPARE(result->error().kind(), Kind::Conflict);
        QCOMPARE(result->error().code(), u"57014"_s);
    }

    void killedWrite_isUnknown()
    {
        auto running = m_connection->write(
            operations::Runner::permit(), {u"INSERT INTO marks SELECT 1 FROM pg_sleep(60)"_s}, {});
        QVERIFY(isSleeping());

        QVERIFY(terminate());
        const auto result = await(std::move(running));

        QVERIFY(result && !*result);
        QCOMPARE(result->error().kind(), Kind::Network);
        QCOMPARE(result->error().code(), u"57P01"_s);
        QCOMPARE(result->error().changed(), Changed::Unknown);
        QVERIFY(!m_connection->isUsable());
        QCOMPARE(read(*m_connection, u"SELECT 1"_s).error().code(), u"Broken"_s);
    }

    void killedRead_changedNothing()
    {
        auto running = m_connection->read({u"SELECT pg_sleep(60)"_s}, {});
        QVERIFY(isSleeping());

        QVERIFY(terminate());
        const auto result = await(std::move(running));

        QVERIFY(result && !*result);
        QCOMPARE(result->error().kind(), Kind::Network);
        QCOMPARE(result->error().changed(), Changed::No);
    }

    /// It is noticed before the statement is sent, so that nobody has to doubt.
    void killedWhileIdle_changedNothing()
    {
        QVERIFY(terminate());

        const auto result = write(*m_connection, u"INSERT INTO marks VALUES (1)"_s);

        QVERIFY(!result);
        QCOMPARE(result.error().kind(), Kind::Network);
        QCOMPARE(result.error().changed(), Changed::No);
        QVERIFY(!m_connection->isUsable());
    }

    /// Nobody answers the request to give up: after 5 s there is no more to know.
    void silentWrite_isUnknown()
    {
        CancelSource source;
        auto running = m_connection->write(
            operations::Runner::permit(), {u"INSERT INTO marks SELECT 1 FROM pg_sleep(60)"_s}, source.token());
        QVERIFY(isSleeping());
        QCOMPARE(::kill(m_pid, SIGSTOP), 0);

        source.cancel();
        const auto result = await(std::move(running), std::chrono::seconds(30));
        ::kill(m_pid, SIGCONT);

        QVERIFY(result && !*result);
        QCOMPARE(result->error().kind(), Kind::Cancelled);
        QCOMPARE(result->error().changed(), Changed::Unknown);
        QVERIFY(!m_connection->isUsable());
    }

    void destroyedWhileRunning_endsWithCancelled()
    {
        auto running = m_connection->read({u"SELECT pg_sleep(60)"_s}, {});
        QVERIFY(isSleeping());

        m_connection.reset();
        const auto result = await(std::move(running));

        QVERIFY(result && !*result);
        QCOMPARE(result->error().kind(), Kind::Cancelled);
        QTRY_VERIFY(!isSleepingNow()); // it does not go on on the server
    }

    void destroyedWhileWriting_isUnknown()
    {
        auto running = m_connection->write(
            operations::Runner::permit(), {u"INSERT INTO marks SELECT 1 FROM pg_sleep(60)"_s}, {});
        QVERIFY(isSleeping());

        m_connection.reset();
        const auto result = await(std::move(running));

        QVERIFY(result && !*result);
        QCOMPARE(result->error().changed(), Changed::Unknown);
    }

private:
    bool isSleepingNow() { return value(read(*m_watcher, sleeping, {m_pid})).toInt() == 1; }
    bool isSleeping()
    {
        return QTest::qWaitFor([this] { return isSleepingNow(); }, 10'000);
    }
    int marks() { return value(read(*m_watcher, u"SELECT count(*) FROM marks"_s)).toInt(); }
    bool terminate()
    {
        // With a limit it returns when the other one is gone.
        return value(write(*m_watcher, u"SELECT pg_terminate_backend($1, 10000)"_s, {m_pid})).toBool();
    }

    std::unique_ptr<PostgresBench> m_bench;
    std::unique_ptr<Connection> m_watcher;
    std::unique_ptr<Connection> m_connection;
    int m_pid = 0;
};

QTEST_GUILESS_MAIN(TestBreaks)
#include "tst_postgresbreaks.moc"
