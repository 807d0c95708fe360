// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgresbench.h"

#include <QBuffer>

using namespace sm;
using namespace sm::postgres;
using namespace sm::test;
using Changed = Error::Changed;
using Kind = Error::Kind;

namespace {

constexpr int manyRows = 200'000;
constexpr std::chrono::seconds patience{60};

QString why(const std::optional<Result<CopyCount>> &outcome)
{
    return !outcome ? u"it did not end"_s : *outcome ? QString() : outcome->error().message();
}

} // namespace

/// Data in bulk, out of the database and into it.
class TestCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString reason = PostgresServer::whyUnavailable(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
        m_bench = std::make_unique<PostgresBench>();
        QVERIFY2(m_bench->server.failure().isEmpty(), qPrintable(m_bench->server.failure()));
        m_connection = m_bench->tester();
        QVERIFY(m_connection);
        QVERIFY(write(*m_connection,
            u"CREATE TABLE source AS SELECT g AS id, 'name ' || g AS \"the \"\"name\", "
            "g * 0.01 AS price FROM generate_series(1, %1) g"_s.arg(manyRows)));
        QVERIFY(write(*m_connection, u"CREATE TABLE target (LIKE source)"_s));
    }
    void cleanupTestCase()
    {
        m_connection.reset();
        m_bench.reset();
    }
    void cleanup()
    {
        if (!m_connection)
            return;
        QVERIFY(m_connection->isUsable());
        QVERIFY(write(*m_connection, u"TRUNCATE target"_s));
    }

    void roundTrip_keepsEveryRow_data()
    {
        QTest::addColumn<CopyFormat>("format");
        QTest::newRow("CSV") << CopyFormat::Csv;
        QTest::newRow("text") << CopyFormat::Text;
        QTest::newRow("binary") << CopyFormat::Binary;
    }
    void roundTrip_keepsEveryRow()
    {
        QFETCH(CopyFormat, format);
        QByteArray store;
        QBuffer buffer(&store);
        QVERIFY(buffer.open(QIODevice::ReadWrite));

        const auto out
            = await(m_connection->copyOut({u"TABLE source; -- all"_s, format}, copyTo(&buffer), {}), patience);
        buffer.seek(0);
        CopyTarget target;
        target.table = u"target"_s;
        target.format = format;
        const auto in
            = await(m_connection->copyIn(operations::Runner::permit(), target, copyFrom(&buffer), {}), patience);

        QVERIFY2(out && *out, qPrintable(why(out)));
        QCOMPARE((*out)->rows, manyRows);
        QCOMPARE((*out)->bytes, store.size());
        QVERIFY2(in && *in, qPrintable(why(in)));
        QCOMPARE((*in)->rows, manyRows);
        QCOMPARE((*in)->bytes, store.size());
        QCOMPARE(value(read(*m_connection, u"SELECT count(*) FROM target"_s)).toInt(), manyRows);
        QCOMPARE(
            value(read(*m_connection, u"SELECT count(*) FROM (TABLE source EXCEPT ALL TABLE target) d"_s)).toInt(), 0);
    }

    void chunks_are64KilobytesAndMore()
    {
        QList<qsizetype> sizes;
        const CopySink sink = [&sizes](const QByteArray &chunk) {
            sizes.append(chunk.size());
            return ok();
        };

        const auto out = await(m_connection->copyOut({u"TABLE source"_s}, sink, {}), patience);

        QVERIFY(out && *out);
        QVERIFY(sizes.size() > 10);
        sizes.removeLast();
        QVERIFY(std::all_of(sizes.begin(), sizes.end(), [](qsizetype size) { return size >= 65536 && size < 70000; }));
    }

    void columns_areNamedSafely()
    {
        CopyTarget target;
        target.schema = u"public"_s;
        target.table = u"target"_s;
        target.columns = {u"the \"name"_s};
        int calls = 0;
        const CopySource source = [&calls]() -> Result<QByteArray> {
            return calls++ == 0 ? QByteArray("name\n\"a;\"\"b\"\"\"\n") : QByteArray();
        };

        const auto in = await(m_connection->copyIn(operations::Runner::permit(), target, source, {}));

        QVERIFY2(in && *in, qPrintable(why(in)));
        QCOMPARE(value(read(*m_connection, u"SELECT \"the \"\"name\" FROM target"_s)).toString(), u"a;\"b\""_s);
    }

    void copyOut_takesReadsOnly()
    {
        for (const QString &sql : {u"DELETE FROM source RETURNING *"_s, u"SELECT 1) TO PROGRAM 'true' --"_s,
                 u"TABLE source; DELETE FROM source"_s, u"WITH d AS (DELETE FROM source RETURNING 1) TABLE d"_s}) {
            const auto out = await(m_connection->copyOut({sql}, [](const QByteArray &) { return ok(); }, {}));
            QVERIFY(out && !*out);
            QCOMPARE(out->error().kind(), Kind::Invalid);
        }
    }

    void copyOut_errorIsPlacedInTheQuery()
    {
        const auto out = await(m_connection->copyOut(
            {u"SELECT id,\n nowhere FROM source"_s}, [](const QByteArray &) { return ok(); }, {}));

        QVERIFY(out && !*out);
        QCOMPARE(out->error().code(), u"42703"_s);
        QVERIFY2(out->error().message().contains(u"line 2, column 2"), qPrintable(out->error().message()));
    }

    void sinkThatFails_endsTheCopy()
    {
        int calls = 0;
        const CopySink sink = [&calls](const QByteArray &) -> Result<void> {
            ++calls;
            return Error(Kind::Storage, u"full"_s).withCode(u"Full"_s);
        };

        const auto out = await(m_connection->copyOut({u"SELECT generate_series(1, 100000000)"_s}, sink, {}));

        QVERIFY(out && !*out);
        QCOMPARE(out->error().code(), u"Full"_s);
        QCOMPARE(calls, 1);
    }

    void cancelledCopyOut_leavesTheConnectionUsable()
    {
        CancelSource source;
        const CopySink sink = [&source](const QByteArray &) {
            source.cancel();
            return ok();
        };

        const auto out
            = await(m_connection->copyOut({u"SELECT generate_series(1, 100000000)"_s}, sink, source.token()));

        QVERIFY(out && !*out);
        QCOMPARE(out->error().kind(), Kind::Cancelled);
    }

    void sourceThatFails_keepsNothing()
    {
        int calls = 0;
        const CopySource source = [&calls]() -> Result<QByteArray> {
            if (++calls == 3)
                return Error(Kind::Storage, u"unreadable"_s).withCode(u"Unreadable"_s);
            return QByteArray("1,a,1\n");
        };

        const auto in = await(m_connection->copyIn(operations::Runner::permit(), intoTarget(), source, {}));

        QVERIFY(in && !*in);
        QCOMPARE(in->error().code(), u"Unreadable"_s);
        QCOMPARE(in->error().changed(), Changed::No);
        QCOMPARE(value(read(*m_connection, u"SELECT count(*) FROM target"_s)).toInt(), 0);
    }

    void cancelledCopyIn_keepsNothing()
    {
        CancelSource cancel;
        int calls = 0;
        const CopySource source = [&]() -> Result<QByteArray> { // without end
            if (++calls == 20)
                cancel.cancel();
            return QByteArray("1,a,1\n").repeated(10'000);
        };

        const auto in = await(m_connection->copyIn(operations::Runner::permit(), intoTarget(), source, cancel.token()));

        QVERIFY(in && !*in);
        QCOMPARE(in->error().kind(), Kind::Cancelled);
        QCOMPARE(in->error().changed(), Changed::No);
        QCOMPARE(value(read(*m_connection, u"SELECT count(*) FROM target"_s)).toInt(), 0);
    }

    void badRow_isNamedByItsLineAndNotRepeated()
    {
        int calls = 0;
        const CopySource source = [&calls]() -> Result<QByteArray> {
            return calls++ == 0 ? QByteArray("id,name,price\n1,a,1\ncanary,b,2\n") : QByteArray();
        };

        const auto in = await(m_connection->copyIn(operations::Runner::permit(), intoTarget(), source, {}));

        QVERIFY(in && !*in);
        QCOMPARE(in->error().kind(), Kind::Invalid);
        QCOMPARE(in->error().code(), u"22P02"_s);
        QCOMPARE(in->error().changed(), Changed::No);
        QVERIFY2(in->error().message().contains(u"line 3 of the data"), qPrintable(in->error().message()));
        QVERIFY2(!in->error().message().contains(u"canary"), qPrintable(in->error().message()));
    }

    /// The network takes no more than the server does, and the buffers of libpq do not grow meanwhile.
    void copyIn_waitsForASlowServer()
    {
        QVERIFY(write(*m_connection,
            u"CREATE OR REPLACE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN PERFORM pg_sleep(0.002); RETURN NULL; END $$"_s));
        QVERIFY(write(*m_connection, u"CREATE TABLE slowly (name text)"_s));
        QVERIFY(write(
            *m_connection, u"CREATE TRIGGER slow BEFORE INSERT ON slowly FOR EACH ROW EXECUTE FUNCTION slow()"_s));
        const qint64 before = residentKilobytes();
        qint64 most = 0;
        int calls = 0;
        const CopySource source = [&]() -> Result<QByteArray> { // 50 rows of 1 MB
            most = std::max(most, residentKilobytes());
            return ++calls <= 50 ? QByteArray(1024 * 1024, 'x') + '\n' : QByteArray();
        };
        CopyTarget target;
        target.table = u"slowly"_s;
        target.format = CopyFormat::Text;

        const auto in = await(m_connection->copyIn(operations::Runner::permit(), target, source, {}), patience);

        QVERIFY2(in && *in, qPrintable(why(in)));
        QVERIFY2(most - before < 16 * 1024, qPrintable(QString::number(most - before)));
    }

private:
    static CopyTarget intoTarget()
    {
        CopyTarget target;
        target.table = u"target"_s;
        return target;
    }
    static qint64 residentKilobytes()
    {
        QFile status(u"/proc/self/statm"_s);
        return status.open(QIODevice::ReadOnly) ? status.readAll().split(' ').at(1).toLongLong() * 4 : 0;
    }

    std::unique_ptr<PostgresBench> m_bench;
    std::unique_ptr<Connection> m_connection;
};

QTEST_GUILESS_MAIN(TestCopy)
#include "tst_postgrescopy.moc"
