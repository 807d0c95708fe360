// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgresbench.h"

#include <postgres/programsettings.h>
#include <postgres/snapshot.h>

using namespace sm;
using namespace sm::postgres;
using namespace sm::test;

namespace {

std::unique_ptr<PostgresBench> bench;

std::unique_ptr<Snapshot> snapshot()
{
    auto opened = await(Snapshot::open(bench->settings(), {}));
    return opened && *opened ? std::move(**opened) : nullptr;
}

Result<QueryResult> read(Snapshot &snapshot, const Statement &statement, CancelToken token = {})
{
    const auto result = await(snapshot.read(statement, std::move(token)));
    return result ? *result : Error(Error::Kind::Internal, u"read() did not end"_s);
}

} // namespace

class TestSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString reason = PostgresServer::whyUnavailable(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
        bench = std::make_unique<PostgresBench>();
        QVERIFY2(bench->server.failure().isEmpty(), qPrintable(bench->server.failure()));
        const auto tester = bench->tester();
        QVERIFY(write(*tester, u"CREATE TABLE numbers AS SELECT generate_series(1, 10) AS i"_s));
    }
    void cleanupTestCase() { bench.reset(); }

    void reads_seeOneMoment_whateverIsWrittenMeanwhile()
    {
        const auto moment = snapshot();
        const auto tester = bench->tester();
        QVERIFY(moment && tester);

        const auto before = read(*moment, {u"SELECT count(*) FROM public.numbers"_s});
        QVERIFY(write(*tester, u"INSERT INTO numbers VALUES (11)"_s));
        const auto after = read(*moment, {u"SELECT count(*) FROM public.numbers"_s});
        QVERIFY(write(*tester, u"DELETE FROM numbers WHERE i = 11"_s));

        QCOMPARE(value(before), QJsonValue(10));
        QCOMPARE(value(after), QJsonValue(10));
        QVERIFY(!moment->id().isEmpty());
        QCOMPARE(moment->serverVersion() / 10'000, 15);
    }

    void write_isRefusedByTheServer()
    {
        const auto moment = snapshot();

        const auto written = read(*moment, {u"DELETE FROM public.numbers"_s});

        QCOMPARE(written.error().code(), u"25006"_s);
    }

    void failure_isTheEndOfTheSnapshot()
    {
        const auto moment = snapshot();
        QVERIFY(!read(*moment, {u"SELECT 1/0"_s}));

        const auto later = read(*moment, {u"SELECT 1"_s});

        QVERIFY(!later);
        QCOMPARE(later.error().code(), u"25P02"_s);
    }

    void limit_andCancelling_endARead()
    {
        const auto moment = snapshot();
        const auto other = snapshot();
        CancelSource source;
        Statement slow{u"SELECT pg_sleep(30)"_s};
        slow.limit = std::chrono::milliseconds(100);

        const auto late = read(*moment, slow);
        auto cancelled = other->read({u"SELECT pg_sleep(30)"_s}, source.token());
        source.cancel();
        const auto answer = await(std::move(cancelled));

        QCOMPARE(late.error().kind(), Error::Kind::Timeout);
        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().kind(), Error::Kind::Cancelled);
    }

    void destroyed_whileReading_endsTheRead()
    {
        auto moment = snapshot();
        auto reading = moment->read({u"SELECT pg_sleep(30)"_s}, {});

        moment.reset();
        const auto answer = await(std::move(reading));

        QVERIFY(answer && !*answer);
        QCOMPARE(answer->error().kind(), Error::Kind::Cancelled);
    }

    void passwordLine_isWhatLibpqReads_data()
    {
        QTest::addColumn<QString>("password");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("plain") << u"secret"_s << QByteArray("127.0.0.1:5432:shop:app:secret\n");
        QTest::newRow("colon") << u"a:b"_s << QByteArray("127.0.0.1:5432:shop:app:a\\:b\n");
        QTest::newRow("backslash") << u"a\\"_s << QByteArray("127.0.0.1:5432:shop:app:a\\\\\n");
        QTest::newRow("both") << u"\\:"_s << QByteArray("127.0.0.1:5432:shop:app:\\\\\\:\n");
    }
    void passwordLine_isWhatLibpqReads()
    {
        QFETCH(QString, password);
        Settings settings;
        settings.host = u"127.0.0.1"_s;
        settings.database = u"shop"_s;
        settings.user = u"app"_s;
        settings.password = Secret(password);

        QTEST(*passwordLine(settings), "line");
    }

    void passwordLine_ofAPasswordWithALineEnd_isRefused()
    {
        Settings settings;
        settings.user = u"app"_s;
        settings.password = Secret(u"a\nb"_s);

        QCOMPARE(passwordLine(settings).error().code(), u"Password"_s);
    }
};

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
