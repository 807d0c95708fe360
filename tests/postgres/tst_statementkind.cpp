// SPDX-License-Identifier: GPL-3.0-or-later
#include <postgres/statementkind.h>

#include <QRandomGenerator>
#include <QTest>

using namespace sm;
using namespace sm::postgres;
using namespace Qt::Literals::StringLiterals;

namespace {

QString codeOf(const QString &sql)
{
    const Result<StatementKind> kind = StatementKind::of(sql);
    return kind ? u"ok"_s : kind.error().code();
}

void row(const char *sql) { QTest::newRow(sql) << QString::fromUtf8(sql); }

} // namespace

/// What is taken for a read, what for a write, and what for no statement at all.
class TestStatementKind : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void read_isOne_data()
    {
        QTest::addColumn<QString>("sql");
        row("SELECT 1");
        row("select 1;");
        row("SELECT 1 ;; -- done");
        row("  /* a /* nested */ comment */ SELECT 1");
        row("(SELECT 1) UNION (SELECT 2)");
        row("VALUES (1, 'INSERT')");
        row("TABLE cost_cache");
        row("SHOW ALL");
        row("WITH recent AS (SELECT 1) SELECT * FROM recent");
        row("SELECT 'DELETE FROM users; DROP TABLE users'");
        row("SELECT $$ DELETE; $$, $a$ $$ ; $b$ ; $a$");
        row("SELECT \"delete\", \"a\"\"; b\" FROM t");
        row("SELECT E'it\\'s; fine'");
        row("SELECT B'01', X'ff', N'n', U&'\\0041;'");
        row("SELECT 1 -- ; DELETE FROM users");
        row("SELECT share, key FROM prices");
        row("SELECT last_updated, updated FROM cost_cache WHERE inserted > $1");
        row("EXPLAIN DELETE FROM users");
        row("EXPLAIN (FORMAT json, VERBOSE) DELETE FROM users");
        row("EXPLAIN ANALYZE SELECT 1");
        row("EXPLAIN (ANALYZE, BUFFERS) SELECT 1");
        row("SELECT COUNT(*) FROM cost_cache WHERE created_at > NOW() - INTERVAL '1 hour';");
        row("SELECT state, COUNT(*) FROM pg_stat_activity WHERE datname='dashboard' GROUP BY state;");
    }
    void read_isOne()
    {
        QFETCH(QString, sql);

        const Result<StatementKind> kind = StatementKind::of(sql);

        QVERIFY2(kind, kind ? "" : qPrintable(kind.error().message()));
        QVERIFY(kind->isRead());
    }

    void write_isNoRead_data()
    {
        QTest::addColumn<QString>("sql");
        row("DELETE FROM cost_cache WHERE created_at < NOW() - INTERVAL '7 days';");
        row("VACUUM ANALYZE cost_cache;");
        row("insert into t values (1)");
        row("/* SELECT */ UPDATE t SET a = 1");
        row("-- SELECT\nTRUNCATE t");
        row("WITH gone AS (DELETE FROM t RETURNING *) SELECT * FROM gone");
        row("WITH x AS (MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE) SELECT 1");
        row("(WITH a AS (INSERT INTO t VALUES (1) RETURNING 1) SELECT * FROM a)");
        row("SELECT * INTO copy FROM t");
        row("SELECT 1INTO copy");
        row("SELECT * FROM t FOR UPDATE");
        row("SELECT * FROM t FOR NO KEY UPDATE");
        row("SELECT * FROM t FOR SHARE");
        row("SELECT * FROM t FOR /* */ KEY SHARE");
        row("EXPLAIN ANALYZE DELETE FROM t");
        row("EXPLAIN ANALYSE VERBOSE UPDATE t SET a = 1");
        row("EXPLAIN (BUFFERS, ANALYZE off) DELETE FROM t");
        row("EXPLAIN (\"analyze\") DELETE FROM t");
        row("EXPLAIN ANALYZE EXECUTE prepared");
        row("SELECT pg_terminate_backend(1)");
        row("SELECT pg_catalog . \"pg_terminate_backend\" /* */ (1)");
        row("SELECT U&\"pg\\005fterminate_backend\"(1)");
        row("SELECT set_config('a.b', 'c', false)");
        row("SELECT * FROM dblink_exec('DELETE FROM t')");
        row("SELECT lo_export(1, '/tmp/x')");
        row("CALL f()");
        row("DO $$ BEGIN DELETE FROM t; END $$");
        row("EXECUTE prepared");
        row("FETCH ALL FROM c");
        row("SET a = 1");
        row("LISTEN x");
        row("COPY t TO STDOUT");
        row("'SELECT 1'");
        row("\"SELECT\" 1");
        row("SELECTED");
        row("S\xc3\x89LECT 1");
        row("\xe2\x80\xa8SELECT 1");
        row("\xc2\xa0SELECT 1");
        row("\\c postgres");
    }
    void write_isNoRead()
    {
        QFETCH(QString, sql);

        const Result<StatementKind> kind = StatementKind::of(sql);

        QVERIFY2(kind, kind ? "" : qPrintable(kind.error().message()));
        QVERIFY(!kind->isRead());
    }

    void severalStatements_areRefused_data()
    {
        QTest::addColumn<QString>("sql");
        row("SELECT 1; DELETE FROM t");
        row(";SELECT 1");
        row("SELECT 1 /* ; */ ; /* */ SELECT 2");
        row("SELECT $1$$; DELETE FROM t; --$$; SELECT 1");
        row("SELECT 'a\\'; DELETE FROM t; --'");
        row("SELECT E'a\\\\'; DELETE FROM t; --'");
        row("SELECT a$$; DELETE FROM t; --$$");
        row("SELECT 1 --\n; DELETE FROM t");
        row("SELECT 1 --\r; DELETE FROM t");
        row("SELECT 1 +/* */; DELETE FROM t");
        row("SELECT '' 'b'; DELETE FROM t --'");
        row("SELECT \"a\\\"; DELETE FROM t --\"");
        row("SELECT $a$ $A$ $a$; DELETE FROM t");
        row("SELECT U&'\\'; DELETE FROM t --'");
    }
    void severalStatements_areRefused()
    {
        QFETCH(QString, sql);

        QCOMPARE(codeOf(sql), u"SeveralStatements"_s);
    }

    /// A backslash escapes in every line of a string that began as E'…', comments between the lines or not.
    void escapeString_overSeveralLines_isOneString()
    {
        QCOMPARE(codeOf(u"SELECT E'a' -- still\n 'b\\'; DELETE FROM t; --'"_s), u"ok"_s);
        QCOMPARE(codeOf(u"SELECT E'a' 'b\\'; DELETE FROM t; --'"_s), u"SeveralStatements"_s);
    }

    void unterminated_isRefused_data()
    {
        QTest::addColumn<QString>("sql");
        row("SELECT 'a");
        row("SELECT 'a''");
        row("SELECT E'a\\'");
        row("SELECT E'a\\");
        row("SELECT \"a");
        row("SELECT $$ a $");
        row("SELECT $a$ $b$");
        row("SELECT 1 /* /* */");
        row("SELECT /*/");
    }
    void unterminated_isRefused()
    {
        QFETCH(QString, sql);

        QCOMPARE(codeOf(sql), u"Unterminated"_s);
    }

    void unterminated_namesItsLine()
    {
        const Result<StatementKind> kind = StatementKind::of(u"SELECT 1,\n2,\n\n'a\n\n"_s);

        QVERIFY(!kind && kind.error().message().contains(u"line 4"));
    }

    void nothing_isRefused()
    {
        for (const QString &sql : {u""_s, u" \n"_s, u"-- only"_s, u"/**/"_s, u";;"_s, u"("_s})
            QCOMPARE(codeOf(sql), u"Empty"_s);
    }

    void parentheses_haveToMatch()
    {
        QCOMPARE(codeOf(u"SELECT 1) TO PROGRAM 'x' (SELECT 2"_s), u"Parentheses"_s);
        QCOMPARE(codeOf(u"SELECT (1"_s), u"Parentheses"_s);
        QCOMPARE(codeOf(u"SELECT ')', $$)$$ /* ) */ -- )"_s), u"ok"_s);
    }

    void characters_thatCanNotBeSent_areRefused()
    {
        QCOMPARE(codeOf(u"SELECT 1"_s + QChar(QChar::Null) + u"; DELETE FROM t"_s), u"Characters"_s);
        QCOMPARE(codeOf(u"SELECT '"_s + QChar(0xd800) + u"'"_s), u"Characters"_s);
    }

    void keyword_isTheFirst()
    {
        QCOMPARE(StatementKind::of(u"-- a\n((select 1))"_s)->keyword(), u"SELECT"_s);
        QCOMPARE(StatementKind::of(u"dElete from t"_s)->keyword(), u"DELETE"_s);
        QVERIFY(StatementKind::of(u"commit"_s)->isTransactionControl());
        QVERIFY(!StatementKind::of(u"SELECT 'commit'"_s)->isTransactionControl());
    }

    void body_endsBeforeTheSemicolon()
    {
        QCOMPARE(StatementKind::of(u"SELECT ';' ; -- x"_s)->body(), u"SELECT ';' "_s);
        QCOMPARE(StatementKind::of(u"SELECT 1 -- x"_s)->body(), u"SELECT 1 -- x"_s);
    }

    void stepwise_isNotAtomic()
    {
        for (const QString &sql : {u"CALL f()"_s, u"DO 'x'"_s, u"VACUUM t"_s, u"CREATE INDEX CONCURRENTLY i ON t (a)"_s,
                 u"CREATE DATABASE d"_s, u"ALTER SYSTEM SET a = 1"_s})
            QVERIFY2(!StatementKind::of(sql)->isAtomic(), qPrintable(sql));
        QVERIFY(StatementKind::of(u"CREATE INDEX i ON t (a)"_s)->isAtomic());
        QVERIFY(StatementKind::of(u"DELETE FROM t"_s)->isAtomic());
    }

    /// Neither a crash nor a read that holds a writing keyword outside of every quote: words thrown together.
    void anyWords_neverMakeAReadOfAWrite()
    {
        const QStringList words{u"SELECT"_s, u"'"_s, u"\""_s, u"E'"_s, u"\\"_s, u"$$"_s, u"$a$"_s, u"/*"_s, u"*/"_s,
            u"--"_s, u"\n"_s, u"("_s, u")"_s, u"x"_s, u"1"_s, u"U&"_s, u" "_s, u"EXPLAIN"_s, u"WITH"_s};
        QRandomGenerator random(7);
        int reads = 0;
        for (int round = 0; round < 20'000; ++round) {
            QString sql;
            for (int i = random.bounded(1, 12); i > 0; --i)
                sql += words[random.bounded(int(words.size()))] + (random.bounded(2) ? u" "_s : QString());
            const Result<StatementKind> alone = StatementKind::of(sql);
            const Result<StatementKind> followed = StatementKind::of(sql + u"\n;DELETE FROM t"_s);
            // If it is whole by itself, then what follows it is a second statement, and never part of the first.
            if (alone)
                QVERIFY2(!followed, qPrintable(sql));
            reads += alone && alone->isRead() ? 1 : 0;
        }
        QVERIFY(reads > 0);
    }
};

QTEST_GUILESS_MAIN(TestStatementKind)
#include "tst_statementkind.moc"
