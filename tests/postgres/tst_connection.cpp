// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgresbench.h"

using namespace sm;
using namespace sm::postgres;
using namespace sm::test;
using Changed = Error::Changed;
using Kind = Error::Kind;

/// Statements and their values on a real server.
class TestConnection : public QObject
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
            u"CREATE TABLE things (id int PRIMARY KEY, name text, "
            "price numeric CHECK (price >= 0))"_s));
    }
    void cleanupTestCase()
    {
        m_connection.reset();
        m_bench.reset();
    }
    /// Whatever a test did, the next one finds the connection fit and no row.
    void cleanup()
    {
        if (!m_connection)
            return;
        QVERIFY(m_connection->isUsable());
        QVERIFY(write(*m_connection, u"DELETE FROM things"_s));
    }

    void read_returnsColumnsAndRows()
    {
        const auto result = read(*m_connection, u"SELECT 1 AS a, 'x'::text AS b, NULL::int AS a, true AS c"_s);

        QVERIFY2(result, qPrintable(failure(result)));
        QCOMPARE(result->columns.size(), 4);
        QCOMPARE(result->columns[1].name, u"b"_s);
        QCOMPARE(result->columns[1].type, 25U);
        QCOMPARE(result->rows.size(), 1);
        QCOMPARE(result->rows.first().toArray(), (QJsonArray{1, u"x"_s, QJsonValue::Null, true}));
        QCOMPARE(result->objects(),
            (QJsonArray{QJsonObject{{u"a"_s, 1}, {u"b"_s, u"x"_s}, {u"a_2"_s, QJsonValue::Null}, {u"c"_s, true}}}));
        QCOMPARE(result->commandTag, u"SELECT 1"_s);
        QVERIFY(!result->truncated);
    }

    void read_withoutRows_knowsItsColumns()
    {
        const auto result = read(*m_connection, u"SELECT id FROM things"_s);

        QVERIFY(result);
        QCOMPARE(result->columns.size(), 1);
        QVERIFY(result->rows.isEmpty());
    }

    void write_saysHowManyRows()
    {
        const auto inserted
            = write(*m_connection, u"INSERT INTO things VALUES ($1, $2, $3), (2, 'b', 2)"_s, {1, u"a"_s, 1.5});
        const auto deleted = write(*m_connection, u"DELETE FROM things WHERE id <= $1 RETURNING name"_s, {2});

        QVERIFY2(inserted, qPrintable(failure(inserted)));
        QCOMPARE(inserted->affectedRows, 2);
        QCOMPARE(deleted->affectedRows, 2);
        QCOMPARE(deleted->commandTag, u"DELETE 2"_s);
        QCOMPARE(deleted->rows.size(), 2);
    }

    void parameters_comeBackAsTheyWere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("quotes") << u"it's \"so\" \\' `$1` %s {{}} $(x)"_s;
        QTest::newRow("injection") << u"'; DROP TABLE things; --"_s;
        QTest::newRow("dollars") << u"$$; DROP TABLE things; $$"_s;
        QTest::newRow("line separator") << u"a\u2028b\u2029c"_s;
        QTest::newRow("control characters") << u"a\r\n\t\x01\x1b[0m"_s;
        QTest::newRow("bidi, homoglyph, emoji") << u"\u202eabc \u0430dmin \U0001f680"_s;
        QTest::newRow("empty") << u""_s;
        QTest::newRow("a megabyte") << QString(1024 * 1024, u'ä');
    }
    void parameters_comeBackAsTheyWere()
    {
        QFETCH(QString, text);

        const auto result = read(*m_connection, u"SELECT $1::text"_s, {text});

        QVERIFY2(result, qPrintable(failure(result)));
        QCOMPARE(value(result).toString(), text);
        QVERIFY(read(*m_connection, u"TABLE things"_s));
    }

    void parameters_ofEveryKind_areBound()
    {
        const auto result = read(*m_connection,
            u"SELECT $1::text IS NULL, $2::bool, $3::int8, $4::float8, $5::jsonb->>'b', ($6::jsonb->>1)::int"_s,
            {QJsonValue::Null, true, qint64(9007199254740993), 0.1, QJsonObject{{u"b"_s, u"c"_s}}, QJsonArray{1, 2}});

        QVERIFY2(result, qPrintable(failure(result)));
        QCOMPARE(result->rows.first().toArray(), (QJsonArray{true, true, u"9007199254740993"_s, 0.1, u"c"_s, 2}));
    }

    void parameter_thatCanNotBeKept_isRefusedBeforeItIsSent()
    {
        for (const QJsonValue &bad : {QJsonValue(u"a"_s + QChar(QChar::Null) + u"b"_s),
                 QJsonValue(QString(QChar(0xd800))), QJsonValue(qInf())}) {
            const auto result = read(*m_connection, u"SELECT $1::text"_s, {bad});
            QVERIFY(!result);
            QCOMPARE(result.error().kind(), Kind::Invalid);
            QCOMPARE(result.error().code(), u"Parameter"_s);
        }
    }

    void numbers_loseNoDigit()
    {
        const auto result = read(*m_connection,
            u"SELECT 9007199254740992::int8, -9007199254740993::int8, 9223372036854775807::int8, 123.450::numeric, "
            "12::numeric, 0.1234567890123456789012::numeric, 'NaN'::numeric, 0.1::float8, 'Infinity'::float8, "
            "1.5::float4, 7::int2, 4294967295::oid"_s);

        QVERIFY2(result, qPrintable(failure(result)));
        QCOMPARE(result->rows.first().toArray(),
            (QJsonArray{qint64(9007199254740992), u"-9007199254740993"_s, u"9223372036854775807"_s, u"123.450"_s, 12,
                u"0.1234567890123456789012"_s, u"NaN"_s, 0.1, u"Infinity"_s, 1.5, 7, qint64(4294967295)}));
    }

    /// The server of the tests is set to New York and to days before months.
    void instants_areIsoInUtc()
    {
        const auto result = read(*m_connection, u"SELECT '2026-01-02 03:04:05+00'::timestamptz, '2026-01-02'::date"_s);

        QCOMPARE(result->rows.first().toArray(), (QJsonArray{u"2026-01-02 03:04:05+00"_s, u"2026-01-02"_s}));
    }

    void rows_beyondTheLimit_areLeftOut()
    {
        Statement statement{u"SELECT generate_series(1, 100000000), repeat('x', 100)"_s};
        statement.maxRows = 50;

        const auto result = await(m_connection->read(statement, {}));

        QVERIFY(result && *result);
        QVERIFY((*result)->truncated);
        QCOMPARE((*result)->rows.size(), 50);
        QCOMPARE((*result)->rows.last().toArray().first().toInt(), 50);
        QCOMPARE(value(read(*m_connection, u"SELECT 2"_s)).toInt(), 2);
    }

    void rows_asManyAsTheLimit_areNotTruncated()
    {
        Statement statement{u"SELECT generate_series(1, 50)"_s};
        statement.maxRows = 50;

        const auto result = await(m_connection->read(statement, {}));

        QVERIFY(result && *result);
        QVERIFY(!(*result)->truncated);
    }

    void rows_ofAWriteBeyondTheLimit_areWrittenAllTheSame()
    {
        Statement statement{u"INSERT INTO things SELECT generate_series(1, 100) RETURNING id"_s};
        statement.maxRows = 10;

        const auto result = await(m_connection->write(operations::Runner::permit(), statement, {}));

        QVERIFY(result && *result);
        QVERIFY((*result)->truncated);
        QCOMPARE((*result)->rows.size(), 10);
        QCOMPARE((*result)->affectedRows, 100);
        QCOMPARE(value(read(*m_connection, u"SELECT count(*) FROM things"_s)).toInt(), 100);
    }

    void syntaxError_isNamedWithItsPlace()
    {
        const auto result = read(*m_connection, u"SELECT '\U0001f680',\n  nothing FROM things"_s);

        QVERIFY(!result);
        QCOMPARE(result.error().kind(), Kind::Invalid);
        QCOMPARE(result.error().code(), u"42703"_s);
        QVERIFY2(result.error().message().contains(u"line 2, column 3"), qPrintable(result.error().message()));
        QVERIFY(result.error().message().contains(u"\"nothing\""));
        QCOMPARE(result.error().changed(), Changed::No);
    }

    void severalStatements_areRefused()
    {
        for (const QString &sql : {u"SELECT 1; DELETE FROM things"_s, u"DELETE FROM things; SELECT 1"_s}) {
            QCOMPARE(read(*m_connection, sql).error().code(), u"SeveralStatements"_s);
            QCOMPARE(write(*m_connection, sql).error().code(), u"SeveralStatements"_s);
        }
    }

    void whatIsNoStatementOfItsOwn_isRefused()
    {
        QCOMPARE(write(*m_connection, u"BEGIN"_s).error().code(), u"TransactionControl"_s);
        QCOMPARE(write(*m_connection, u"COPY things FROM STDIN"_s).error().code(), u"Copy"_s);
        QCOMPARE(read(*m_connection, u"DELETE FROM things"_s).error().code(), u"NotARead"_s);
    }

    /// The words of the statement say nothing of it: the server has to refuse.
    void read_thatWritesInAFunction_isRefusedByTheServer_data()
    {
        QTest::addColumn<QString>("body");
        QTest::newRow("delete") << u"DELETE FROM things"_s;
        QTest::newRow("around it") << u"SET TRANSACTION READ WRITE; DELETE FROM things"_s;
        QTest::newRow("by a setting")
            << u"PERFORM set_config('transaction_read_only', 'off', true); DELETE FROM things"_s;
    }
    void read_thatWritesInAFunction_isRefusedByTheServer()
    {
        QFETCH(QString, body);
        QVERIFY(write(*m_connection, u"INSERT INTO things VALUES (1)"_s));
        QVERIFY(write(*m_connection,
            u"CREATE OR REPLACE FUNCTION sly() RETURNS int LANGUAGE plpgsql AS $f$ BEGIN %1; RETURN 1; END $f$"_s.arg(
                body)));

        const auto result = read(*m_connection, u"SELECT sly()"_s);

        QVERIFY(!result);
        QCOMPARE(result.error().changed(), Changed::No);
        QCOMPARE(value(read(*m_connection, u"SELECT count(*) FROM things"_s)).toInt(), 1);
    }

    void read_thatWrites_isDeniedWithClearWords()
    {
        QVERIFY(write(*m_connection,
            u"CREATE OR REPLACE FUNCTION sly() RETURNS int LANGUAGE sql AS 'DELETE FROM things RETURNING 1'"_s));

        const auto result = read(*m_connection, u"SELECT sly()"_s);

        QCOMPARE(result.error().kind(), Kind::Denied);
        QCOMPARE(result.error().code(), u"25006"_s);
        QVERIFY(result.error().message().startsWith(u"Nothing was changed"));
    }

    /// Also a setting of the session does not outlive the read that made it.
    void read_leavesNothingBehind()
    {
        QVERIFY(write(*m_connection,
            u"CREATE OR REPLACE FUNCTION sets() RETURNS text LANGUAGE sql AS "
            "$$ SELECT set_config('default_transaction_isolation', 'serializable', false) $$"_s));

        QVERIFY(read(*m_connection, u"SELECT sets()"_s));

        QCOMPARE(value(read(*m_connection, u"SHOW default_transaction_isolation"_s)).toString(), u"read committed"_s);
    }

    void refusals_haveTheirKind_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("code");
        QTest::addColumn<Kind>("kind");
        QTest::newRow("unique") << u"INSERT INTO things VALUES (1), (1)"_s << u"23505"_s << Kind::Conflict;
        QTest::newRow("check") << u"INSERT INTO things VALUES (1, '', -1)"_s << u"23514"_s << Kind::Conflict;
        QTest::newRow("no such table") << u"DELETE FROM nowhere"_s << u"42P01"_s << Kind::Invalid;
        QTest::newRow("exists") << u"CREATE TABLE things (a int)"_s << u"42P07"_s << Kind::Conflict;
        QTest::newRow("privilege") << u"DELETE FROM pg_authid"_s << u"42501"_s << Kind::Denied;
        QTest::newRow("data") << u"INSERT INTO things VALUES (1 / 0)"_s << u"22012"_s << Kind::Invalid;
        QTest::newRow("in a transaction")
            << u"DO $$ BEGIN RAISE SQLSTATE '40001'; END $$"_s << u"40001"_s << Kind::Conflict;
        QTest::newRow("full") << u"DO $$ BEGIN RAISE SQLSTATE '53300'; END $$"_s << u"53300"_s << Kind::Throttled;
        QTest::newRow("unknown") << u"DO $$ BEGIN RAISE SQLSTATE 'ZZ001'; END $$"_s << u"ZZ001"_s << Kind::Internal;
    }
    void refusals_haveTheirKind()
    {
        QFETCH(QString, sql);
        QFETCH(QString, code);
        QFETCH(Kind, kind);

        const auto result = write(*m_connection, sql);

        QVERIFY(!result);
        QCOMPARE(result.error().code(), code);
        QCOMPARE(result.error().kind(), kind);
        QCOMPARE(result.error().changed(), sql.startsWith(u"DO") ? Changed::Unknown : Changed::No);
    }

    /// A procedure commits half-way and then fails: that something changed can not be denied.
    void stepwiseFailure_isUnknown()
    {
        const auto result = write(*m_connection,
            u"DO $$ BEGIN INSERT INTO things VALUES (1); COMMIT; INSERT INTO things VALUES (1); END $$"_s);

        QCOMPARE(result.error().code(), u"23505"_s);
        QCOMPARE(result.error().changed(), Changed::Unknown);
        QCOMPARE(value(read(*m_connection, u"SELECT count(*) FROM things"_s)).toInt(), 1);
    }

    void refusedValue_isNotRepeated()
    {
        for (const QString &sql :
            {u"SELECT $1::int"_s, u"SELECT $1::date"_s, u"SELECT $1::jsonb"_s, u"SELECT $1::inet"_s}) {
            const auto result = read(*m_connection, sql, {u"canary-secret"_s});
            QVERIFY(!result);
            QVERIFY2(!result.error().message().contains(u"canary"), qPrintable(result.error().message()));
        }
        QVERIFY(read(*m_connection, u"SELECT $1::int"_s, {u"x"_s}).error().message().contains(u"type integer: $1"));
    }

    void secondStatementAtOnce_isRefused()
    {
        auto first = m_connection->read({u"SELECT 1 FROM pg_sleep(0.05)"_s}, {});

        const auto second = read(*m_connection, u"SELECT 2"_s);
        const auto result = await(std::move(first));

        QCOMPARE(second.error().code(), u"Busy"_s);
        QVERIFY(result && *result);
    }

private:
    std::unique_ptr<PostgresBench> m_bench;
    std::unique_ptr<Connection> m_connection;
};

QTEST_GUILESS_MAIN(TestConnection)
#include "tst_connection.moc"
