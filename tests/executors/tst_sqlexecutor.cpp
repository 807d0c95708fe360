// SPDX-License-Identifier: GPL-3.0-or-later
#include "systembench.h"

#include <core/json.h>
#include <executors/sqlexecutor.h>
#include <executors/sqlplanner.h>
#include <support/hostilevalues.h>
#include <support/postgresserver.h>

#include <QJsonArray>
#include <QProcess>
#include <QTimer>

using namespace sm;
using namespace sm::test;

namespace {

std::unique_ptr<PostgresServer> server;

/// What an administrator does beside us; what it prints, a line a row.
QString psql(const QString &sql)
{
    QProcess process;
    process.start(u"psql"_s,
        {u"-X"_s, u"-A"_s, u"-t"_s, u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-h"_s, server->folder(), u"-p"_s,
            QString::number(server->port()), u"-U"_s, u"postgres"_s, u"postgres"_s});
    process.write(sql.toUtf8());
    process.closeWriteChannel();
    if (!process.waitForFinished(20'000) || process.exitCode() != 0)
        qWarning("%s", process.readAllStandardError().constData());
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

/// Databases by password on the network, and by none on the socket.
SystemInfo theSystem()
{
    SystemInfo system;
    system.id = {u"shop"_s};
    system.environment = Environment::Development;
    system.databases = {{u"main"_s,
                            u"postgresql://tester@127.0.0.1:%1/postgres?sslrootcert=%2"_s.arg(server->port())
                                .arg(server->certificate(u"ca.pem"_s))},
        {u"admin"_s,
            u"postgresql:///postgres?host=%1&port=%2&user=postgres"_s.arg(server->folder()).arg(server->port())},
        {u"careless"_s, u"postgresql://app:hunter22@db.example.com/shop"_s},
        {u"hidden"_s, u"postgresql://app@db.example.com/shop?pass%77ord=hunter22"_s}};
    return system;
}

struct Bench
{
    explicit Bench(const executors::SqlLimits &given = {})
        : limits(given)
    {
        all.system = theSystem();
    }

    executors::SqlLimits limits;
    QTemporaryDir folder;
    Knowledge known;
    store::CaptureStore captures{folder.filePath(u"captures"_s), captureSeal()};
    executors::SqlExecutor executor{theSystem(), captures, limits};
    executors::SqlPlanner planner{known.catalog};
    InstantSleeper sleeper;
    SystemBench all{known, {&executor}, {&planner}, sleeper};
};

Step sql(const QString &verb, const QJsonObject &with, const QString &database = u"admin"_s)
{
    QJsonObject all{{u"database"_s, database}};
    for (auto it = with.begin(); it != with.end(); ++it)
        all.insert(it.key(), it.value());
    return stepOf(u"sql:"_s + verb, all);
}

Step execute(const QString &statement, const QJsonArray &parameters = {}, const QJsonObject &more = {})
{
    QJsonObject with = more;
    with.insert(u"statement"_s, statement);
    if (!parameters.isEmpty())
        with.insert(u"parameters"_s, parameters);
    return sql(u"execute"_s, with);
}

Step query(const QString &statement, const QJsonArray &parameters = {})
{
    return sql(u"query"_s, {{u"statement"_s, statement}, {u"parameters"_s, parameters}});
}

Step withPassword(Step step, const QString &password)
{
    step.operation.with.insert(u"database"_s, u"main"_s);
    step.operation.secrets.insert(u"PASSWORD"_s, Secret(password));
    return step;
}

/// Everything in the table, as text that tells equal contents.
QString contents(const QString &table = u"cost_cache"_s)
{
    return psql(u"SELECT t::text FROM %1 AS t ORDER BY 1"_s.arg(table));
}

const QString oldRows = u"DELETE FROM cost_cache WHERE created_at < $1::timestamptz"_s;
const QJsonArray cutOff{u"2026-06-01T00:00:00Z"_s};

} // namespace

class TestSqlExecutor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString reason = PostgresServer::whyUnavailable(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
        server = std::make_unique<PostgresServer>();
        QVERIFY2(server->failure().isEmpty(), qPrintable(server->failure()));
    }
    void cleanupTestCase() { server.reset(); }
    void init()
    {
        if (!server)
            return;
        psql(u"DROP TABLE IF EXISTS cost_cache, texts, line, parent, nokey CASCADE;"
             "CREATE TABLE cost_cache (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, source text, cost numeric,"
             " detail jsonb, tags text[], raw bytea, twice numeric GENERATED ALWAYS AS (cost * 2) STORED,"
             " created_at timestamptz NOT NULL);"
             "INSERT INTO cost_cache (source, cost, detail, tags, raw, created_at) VALUES"
             " (E'tab\\tline\\nback\\\\slash \\\\N', 0.000000000000000000001, '{\"a\": [1, null]}', '{x,\"y,z\"}',"
             "  '\\x00ff', '2026-01-01 12:00+00'),"
             " (NULL, 12345678901234567890.5, '\"text\"', '{}', NULL, '2026-02-01 12:00+00'),"
             " ('', 0, NULL, NULL, '', '2026-07-01 12:00+00');"
             "CREATE TABLE texts (id int PRIMARY KEY, value text)"_s);
    }

    void plan_unknownDatabase_namesThoseThatThereAre()
    {
        const Bench bench;

        const Result<Plan> plan = bench.all.plan({sql(u"query"_s, {{u"statement"_s, u"SELECT 1"_s}}, u"mian"_s)});

        QVERIFY(!plan);
        QCOMPARE(plan.error().kind(), Error::Kind::Invalid);
        QVERIFY2(
            plan.error().message().contains("admin, careless, hidden, main"_L1), qPrintable(plan.error().message()));
    }

    void plan_passwordInTheAddress_isRefused()
    {
        const Bench bench;
        for (const QString &name : {u"careless"_s, u"hidden"_s}) {
            const Result<Plan> plan = bench.all.plan({sql(u"query"_s, {{u"statement"_s, u"SELECT 1"_s}}, name)});

            QVERIFY(!plan);
            QVERIFY(plan.error().message().contains("holds a password"_L1));
            QVERIFY(!plan.error().message().contains("hunter22"_L1));
        }
    }

    void plan_statement_hasItsTierAndMark_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::addColumn<int>("tier");
        QTest::addColumn<int>("mark");
        const int partly = int(Mark::Kind::Partly);
        const int never = int(Mark::Kind::Never);
        const int reversible = int(Mark::Kind::Reversible);
        const auto row = [](const char *name, const QString &statement, int tier, int mark) {
            QTest::newRow(name) << statement << tier << mark;
        };
        row("delete", u"DELETE FROM a.t AS x WHERE x.id < 5 -- old"_s, 2, partly);
        row("update", u"UPDATE \"T\" SET (a, b) = (SELECT 1, 2 FROM u WHERE true) WHERE id IN (SELECT id FROM v);"_s, 2,
            partly);
        row("delete all", u"DELETE FROM t"_s, 3, never);
        row("update all", u"UPDATE t SET a = 1"_s, 3, never);
        row("condition inside only", u"UPDATE t SET a = (SELECT b FROM u WHERE true)"_s, 3, never);
        row("using", u"DELETE FROM t USING u WHERE t.id = u.id"_s, 2, never);
        row("from", u"UPDATE t SET a = u.a FROM u WHERE t.id = u.id"_s, 2, never);
        row("returning", u"DELETE FROM t WHERE id = 1 RETURNING *"_s, 2, never);
        row("only", u"DELETE FROM ONLY t WHERE id = 1"_s, 2, never);
        row("star", u"DELETE FROM t * WHERE id = 1"_s, 2, never);
        row("cursor", u"DELETE FROM t WHERE CURRENT OF c"_s, 2, never);
        row("escaped name", u"DELETE FROM U&\"t\" WHERE id = 1"_s, 2, never);
        row("acts outside", u"DELETE FROM t WHERE pg_terminate_backend(id)"_s, 2, never);
        row("with", u"WITH x AS (DELETE FROM t WHERE id = 1 RETURNING *) SELECT * FROM x"_s, 3, never);
        row("insert", u"INSERT INTO t VALUES (1)"_s, 2, never);
        row("create table", u"create unlogged TABLE IF NOT EXISTS t (id int)"_s, 2, never);
        row("create index", u"CREATE INDEX ON t (id)"_s, 2, never);
        row("create view", u"CREATE OR REPLACE VIEW v AS TABLE t"_s, 3, never);
        row("vacuum", u"VACUUM (ANALYZE) t"_s, 1, reversible);
        row("analyze", u"ANALYZE t"_s, 1, reversible);
        row("vacuum full", u"VACUUM FULL t"_s, 2, reversible);
        row("drop", u"DROP TABLE t"_s, 3, never);
        row("truncate", u"TRUNCATE t"_s, 3, never);
        row("alter", u"ALTER TABLE t DROP COLUMN a"_s, 3, never);
        row("grant", u"GRANT ALL ON t TO public"_s, 3, never);
    }
    void plan_statement_hasItsTierAndMark()
    {
        QFETCH(QString, statement);
        QFETCH(int, tier);
        QFETCH(int, mark);
        const Bench bench;

        const Result<Plan> plan = bench.all.plan({execute(statement)});

        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        QCOMPARE(int(plan->steps.first().tier), tier);
        QCOMPARE(int(plan->steps.first().mark.kind), mark);
        QCOMPARE(plan->steps.first().repeat,
            tier == 1 || mark == int(Mark::Kind::Reversible) ? Repeat::Value : Repeat::Unsafe);
    }

    void plan_inputThatDoesNotFit_isRefused_data()
    {
        QTest::addColumn<QString>("verb");
        QTest::addColumn<QJsonObject>("with");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const QString &verb, const QJsonObject &with, const QString &says) {
            QTest::newRow(name) << verb << with << says;
        };
        const QString statement = u"statement"_s;
        row("a write as a query", u"query"_s, {{statement, u"DELETE FROM t"_s}}, u"sql:execute"_s);
        row("a read as a change", u"execute"_s, {{statement, u"SELECT 1"_s}}, u"sql:query"_s);
        row("two statements", u"query"_s, {{statement, u"SELECT 1; SELECT 2"_s}}, u"more than one"_s);
        row("transaction", u"execute"_s, {{statement, u"COMMIT"_s}}, u"COMMIT"_s);
        row("copy", u"execute"_s, {{statement, u"COPY t TO PROGRAM 'id'"_s}}, u"sql:copy-out"_s);
        row("value missing", u"query"_s, {{statement, u"SELECT $2"_s}, {u"parameters"_s, QJsonArray{1}}}, u"takes 2"_s);
        row("value too many", u"query"_s, {{statement, u"SELECT '$1'"_s}, {u"parameters"_s, QJsonArray{1}}},
            u"takes 0"_s);
        row("other rows kept", u"execute"_s,
            {{statement, u"DELETE FROM t WHERE id = 1"_s}, {u"capture"_s, u"SELECT * FROM t WHERE id = 2"_s}},
            u"SELECT * FROM t WHERE id = 1"_s);
        row("nothing to keep", u"execute"_s, {{statement, u"INSERT INTO t VALUES (1)"_s}, {u"capture"_s, true}},
            u"DELETE or UPDATE"_s);
        row("typo", u"query"_s, {{u"statment"_s, u"SELECT 1"_s}}, u"statement"_s);
        row("open password", u"query"_s, {{statement, u"SELECT 1"_s}, {u"password"_s, u"hunter22"_s}},
            u"a secret only"_s);
        row("table and statement", u"copy-out"_s,
            {{statement, u"SELECT 1"_s}, {u"table"_s, u"t"_s}, {u"file"_s, u"/tmp/x"_s}}, u"not both"_s);
        row("no table", u"copy-in"_s, {{u"table"_s, u"t; DROP TABLE t"_s}, {u"file"_s, u"/tmp/x"_s}},
            u"name of a table"_s);
    }
    void plan_inputThatDoesNotFit_isRefused()
    {
        QFETCH(QString, verb);
        QFETCH(QJsonObject, with);
        QFETCH(QString, says);
        const Bench bench;

        const Result<Plan> plan = bench.all.plan({sql(verb, with)});

        QVERIFY(!plan);
        QCOMPARE(plan.error().kind(), Error::Kind::Invalid);
        QVERIFY2(plan.error().message().contains(says), qPrintable(plan.error().message()));
        QVERIFY(!plan.error().message().contains("hunter22"_L1));
    }

    void plan_commandLine_runsInPsql()
    {
        const Bench bench;
        const QString value = u"a'b\"c\\d $HOME `id` :'sm2'\n;DROP TABLE texts"_s;

        const Result<Plan> plan = bench.all.plan(
            {query(u"SELECT length($1), $2::int + 1, $3::text IS NULL, '$1'"_s, {value, 41, QJsonValue()})});

        QProcess shell;
        shell.start(u"sh"_s, {u"-c"_s, plan->steps.first().cli});
        QVERIFY(shell.waitForFinished(20'000));
        const QString printed = QString::fromUtf8(shell.readAllStandardOutput() + shell.readAllStandardError());
        const QString row = u" %1 |       42 | t        | $1"_s.arg(value.size());
        QVERIFY2(printed.contains(row), qPrintable(printed + plan->steps.first().cli));
        QCOMPARE(psql(u"SELECT count(*) FROM texts"_s), u"0"_s);
    }

    void plan_shownCaptureOfARunbook_isTheDefault()
    {
        const Bench bench;
        const QString where = u"created_at < $1::timestamptz - make_interval(days => $2)"_s;

        const Result<Plan> plan = bench.all.plan({execute(u"DELETE FROM cost_cache WHERE "_s + where,
            {u"2026-06-01"_s, 7}, {{u"capture"_s, u"select *\n FROM cost_cache WHERE "_s + where}})});

        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        QCOMPARE(plan->steps.first().mark.kind, Mark::Kind::Partly);
        QCOMPARE(plan->steps.first().resource, u"cost_cache"_s);
    }

    void query_givesRowsByColumn()
    {
        Bench bench;

        const auto event
            = bench.all.runStep(query(u"SELECT id, source FROM cost_cache WHERE id < $1 ORDER BY id"_s, {3}));

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(event.output.value(u"columns"_s), QJsonValue(QJsonArray{u"id"_s, u"source"_s}));
        QCOMPARE(event.output.value(u"rows"_s)[1], QJsonValue(QJsonObject{{u"id"_s, 2}, {u"source"_s, QJsonValue()}}));
        QCOMPARE(event.output.value(u"truncated"_s), QJsonValue(false));
    }

    void query_moreRowsThanWanted_isTruncated()
    {
        Bench bench;
        Step step = query(u"SELECT * FROM generate_series(1, 100000)"_s);
        step.operation.with.insert(u"rows"_s, 10);

        const auto event = bench.all.runStep(step);

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(event.output.value(u"rows"_s).toArray().size(), 10);
        QCOMPARE(event.output.value(u"truncated"_s), QJsonValue(true));
    }

    void query_hiddenWrite_isRefusedByTheServer()
    {
        Bench bench;
        psql(u"CREATE OR REPLACE FUNCTION innocent() RETURNS int LANGUAGE sql AS "
             "'INSERT INTO texts VALUES (1, $$x$$) RETURNING 1'"_s);

        const auto event = bench.all.runStep(query(u"SELECT innocent()"_s));

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"25006"_s);
        QCOMPARE(psql(u"SELECT count(*) FROM texts"_s), u"0"_s);
    }

    void delete_plan_showsWhatIsHit()
    {
        Bench bench;

        const Result<Plan> plan = bench.all.observed({execute(oldRows, cutOff)});

        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        const Step step = plan->steps.first();
        QCOMPARE(step.before[u"rows"_s], QJsonValue(2));
        QCOMPARE(step.before[u"oldest"_s], QJsonValue(u"2026-01-01 12:00:00+00"_s));
        QCOMPARE(step.before[u"newest"_s], QJsonValue(u"2026-02-01 12:00:00+00"_s));
        QCOMPARE(step.before[u"key"_s], QJsonValue(QJsonArray{u"id"_s}));
        QCOMPARE(step.changes.first().from, u"2"_s);
        QVERIFY(step.changes.first().to.isEmpty());
    }

    void delete_undone_isAsBefore()
    {
        Bench bench;
        const QString before = contents();

        const auto event = bench.all.runStep(execute(oldRows, cutOff));
        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(event.output.value(u"affected"_s), QJsonValue(2));
        QCOMPARE(psql(u"SELECT count(*) FROM cost_cache"_s), u"1"_s);
        const auto back = bench.all.takeBack(event.journalEntry);

        QVERIFY2(back.state == StepState::Done, qPrintable(why(back)));
        QCOMPARE(contents(), before);
        QCOMPARE(bench.all.entry(event.journalEntry).undoneBy, back.journalEntry);
    }

    void delete_rowsThatCameSince_doNotHinderUndo()
    {
        Bench bench;
        const auto event = bench.all.runStep(execute(oldRows, cutOff));

        psql(u"INSERT INTO cost_cache (source, created_at) VALUES ('late', '2026-01-05')"_s);
        const auto back = bench.all.takeBack(event.journalEntry);

        QVERIFY2(back.state == StepState::Done, qPrintable(why(back)));
        QCOMPARE(psql(u"SELECT count(*) FROM cost_cache"_s), u"4"_s);
    }

    void delete_keyTakenSince_undoIsRefused()
    {
        Bench bench;
        const auto event = bench.all.runStep(execute(oldRows, cutOff));
        psql(u"INSERT INTO cost_cache (id, source, created_at) OVERRIDING SYSTEM VALUE VALUES (1, 'other', now())"_s);
        const QString before = contents();

        const auto back = bench.all.takeBack(event.journalEntry);

        QCOMPARE(back.state, StepState::Failed);
        QCOMPARE(back.error->code(), u"ChangedSince"_s);
        QCOMPARE(contents(), before);
    }

    void delete_keyTakenWhileUndoing_putsNothingIn()
    {
        Bench bench;
        const auto event = bench.all.runStep(execute(oldRows, cutOff));
        const auto undo = bench.all.undo(event.journalEntry);
        QVERIFY(undo);

        const auto back = bench.all.runPlan(undo->plan,
            [] { psql(u"INSERT INTO cost_cache (id, created_at) OVERRIDING SYSTEM VALUE VALUES (2, now())"_s); });

        QCOMPARE(back.state, StepState::Failed);
        QCOMPARE(back.error->kind(), Error::Kind::Conflict);
        QCOMPARE(back.error->changed(), Error::Changed::No);
        QCOMPARE(psql(u"SELECT count(*) FROM cost_cache"_s), u"2"_s);
    }

    void delete_withoutPrimaryKey_isUndoneToo()
    {
        Bench bench;
        psql(u"CREATE TABLE nokey (day date, n int); INSERT INTO nokey VALUES ('2026-01-01', 1), ('2026-01-01', 1),"
             " ('2026-02-01', 2)"_s);
        const QString before = contents(u"nokey"_s);

        const auto event = bench.all.runStep(execute(u"DELETE FROM nokey WHERE day < '2026-01-15'"_s));
        const auto back = bench.all.takeBack(event.journalEntry);

        QVERIFY2(back.state == StepState::Done, qPrintable(why(back)));
        QCOMPARE(contents(u"nokey"_s), before);
    }

    void update_undone_isAsBefore()
    {
        Bench bench;
        const QString before = contents();

        const auto event = bench.all.runStep(
            execute(u"UPDATE cost_cache AS c SET source = $3, cost = c.cost + $1, detail = '{}' WHERE c.id < $2"_s,
                {5, 3, u"x"_s}));
        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(psql(u"SELECT count(*) FROM cost_cache WHERE source = 'x'"_s), u"2"_s);
        const auto back = bench.all.takeBack(event.journalEntry);

        QVERIFY2(back.state == StepState::Done, qPrintable(why(back)));
        QCOMPARE(contents(), before);
    }

    void change_ofATableWithAKeyOfSeveral_undone_isAsBefore_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::newRow("delete") << u"DELETE FROM \"Odd name\" WHERE \"a b\" > 'a'"_s;
        QTest::newRow("update") << u"UPDATE public.\"Odd name\" SET v = v || '!', j = NULL WHERE j->>'x' = '1'"_s;
    }
    void change_ofATableWithAKeyOfSeveral_undone_isAsBefore()
    {
        QFETCH(QString, statement);
        Bench bench;
        psql(u"DROP TABLE IF EXISTS \"Odd name\"; DROP TYPE IF EXISTS \"Mood's\";"
             "CREATE TYPE \"Mood's\" AS ENUM ('so so', 'good');"
             "CREATE TABLE \"Odd name\" (v varchar(9), \"a b\" char(5), \"Odd name\" \"Mood's\", day date, j json,"
             " n int GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (day, \"a b\"));"
             "INSERT INTO \"Odd name\" VALUES ('one', 'a', 'good', '2026-01-01', '{\"x\":  1}'),"
             " ('two', 'b', 'so so', '2026-01-01', '{\"x\": 1}'), ('', 'c', NULL, 'infinity', NULL)"_s);
        const QString before = contents(u"\"Odd name\""_s);

        const auto event = bench.all.runStep(execute(statement));
        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QVERIFY(contents(u"\"Odd name\""_s) != before);
        const auto back = bench.all.takeBack(event.journalEntry);

        QVERIFY2(back.state == StepState::Done, qPrintable(why(back)));
        QCOMPARE(contents(u"\"Odd name\""_s), before);
    }

    void change_ofRowsThatASecretTells_isNotGuessedAtLater()
    {
        Bench bench;
        psql(u"CREATE TABLE nokey (token text); INSERT INTO nokey VALUES ('canary-token'), ('other')"_s);
        Step step = execute(u"DELETE FROM nokey WHERE token = $1"_s, {u"$TOKEN"_s});
        step.operation.secrets.insert(u"TOKEN"_s, Secret(u"canary-token"_s));

        const auto event = bench.all.runStep(step);
        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(psql(u"SELECT token FROM nokey"_s), u"other"_s);
        const auto verdict = bench.all.reconcile(event.journalEntry);
        const auto back = bench.all.takeBack(event.journalEntry);

        QVERIFY(verdict);
        QCOMPARE(verdict->kind, operations::Verdict::Kind::Unknown);
        QCOMPARE(back.state, StepState::Failed);
        QCOMPARE(bench.all.filesWith("canary-token"), QStringList());
    }

    void update_changedByAnotherHand_undoIsRefused()
    {
        Bench bench;
        const auto event = bench.all.runStep(execute(u"UPDATE cost_cache SET source = 'x' WHERE id < 3"_s));
        psql(u"UPDATE cost_cache SET cost = 99 WHERE id = 2"_s);
        const QString before = contents();

        const auto back = bench.all.takeBack(event.journalEntry);

        QCOMPARE(back.state, StepState::Failed);
        QCOMPARE(back.error->code(), u"ChangedSince"_s);
        QCOMPARE(contents(), before);
    }

    void change_planOfAnotherState_isStale()
    {
        Bench bench;
        const Result<Plan> plan = bench.all.observed({execute(oldRows, cutOff)});
        psql(u"INSERT INTO cost_cache (source, created_at) VALUES ('late', '2026-01-05')"_s);

        const auto event = bench.all.runPlan(*plan);

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"PlanStale"_s);
        QCOMPARE(psql(u"SELECT count(*) FROM cost_cache"_s), u"4"_s);
    }

    void change_hitsOtherRowsThanSeen_isTakenBackByTheServer_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::addColumn<QString>("meanwhile");
        const QString remove = u"DELETE FROM cost_cache WHERE id < 3 /* all */ -- of them"_s;
        QTest::newRow("one more")
            << remove << u"INSERT INTO cost_cache (id, created_at) OVERRIDING SYSTEM VALUE VALUES (0, now())"_s;
        QTest::newRow("one less") << remove << u"DELETE FROM cost_cache WHERE id = 1"_s;
        QTest::newRow("as many others") << remove << u"UPDATE cost_cache SET cost = 7 WHERE id = 2"_s;
        QTest::newRow("update") << u"UPDATE cost_cache SET source = 'x' WHERE id < 3"_s
                                << u"DELETE FROM cost_cache WHERE id = 1"_s;
    }
    void change_hitsOtherRowsThanSeen_isTakenBackByTheServer()
    {
        QFETCH(QString, statement);
        QFETCH(QString, meanwhile);
        Bench bench;
        QString before;

        const auto event = bench.all.runStep(execute(statement), [&] {
            psql(meanwhile);
            before = contents();
        });

        QVERIFY2(event.state == StepState::Failed, qPrintable(why(event)));
        QCOMPARE(event.error->code(), u"CountChanged"_s);
        QCOMPARE(event.error->changed(), Error::Changed::No);
        QCOMPARE(contents(), before);
    }

    void change_moreThanAllowed_isRefused()
    {
        Bench bench;

        const auto event = bench.all.runStep(execute(oldRows, cutOff, {{u"atMost"_s, 1}}));

        QCOMPARE(event.error->code(), u"TooMany"_s);
        QCOMPARE(psql(u"SELECT count(*) FROM cost_cache"_s), u"3"_s);
    }

    void change_moreThanCanBeKept_asksForADecision()
    {
        Bench bench({std::chrono::seconds(60), 1});

        const auto refused = bench.all.runStep(execute(oldRows, cutOff));
        const auto done = bench.all.runStep(execute(oldRows, cutOff, {{u"capture"_s, false}}));

        QCOMPARE(refused.error->code(), u"TooMany"_s);
        QVERIFY2(done.state == StepState::Done, qPrintable(why(done)));
        QCOMPARE(bench.all.takeBack(done.journalEntry).error->code(), u"NotReversible"_s);
    }

    void change_ofNothing_sendsNothing()
    {
        Bench bench;

        const auto event = bench.all.runStep(execute(u"DELETE FROM cost_cache WHERE id = $1"_s, {77}));

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(event.output.value(u"affected"_s), QJsonValue(0));
    }

    void delete_thatTakesOthersWithIt_saysSo()
    {
        Bench bench;
        psql(u"CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE line (parent int REFERENCES parent ON DELETE "
             u"CASCADE);"
             "INSERT INTO parent VALUES (1); INSERT INTO line VALUES (1)"_s);

        const Result<Plan> plan = bench.all.observed({execute(u"DELETE FROM parent WHERE id = 1"_s)});

        QCOMPARE(plan->steps.first().before[u"also"_s], QJsonValue(QJsonArray{u"line"_s}));
        QCOMPARE(plan->steps.first().changes.last().from, u"line"_s);
    }

    void vacuum_runsOutsideOfATransaction()
    {
        Bench bench;

        const auto event = bench.all.runStep(execute(u"VACUUM (ANALYZE) cost_cache"_s));

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
    }

    void hostileValues_stayValues()
    {
        Bench bench;
        const QStringList values = hostileValues();
        QStringList places;
        for (int at = 1; at <= values.size(); ++at)
            places << u"$%1::text"_s.arg(at);
        QStringList rows;
        for (int at = 1; at <= values.size(); ++at)
            rows << u"(%1, $%1)"_s.arg(at);

        const auto read = bench.all.runStep(
            query(u"SELECT ARRAY[%1]::text[] = ARRAY[%1]::text[] AS same, "_s.arg(places.join(u", "_s))
                    + places.join(u", "_s),
                QJsonArray::fromStringList(values)));
        const auto written = bench.all.runStep(
            execute(u"INSERT INTO texts VALUES "_s + rows.join(u", "_s), QJsonArray::fromStringList(values)));

        QVERIFY2(read.state == StepState::Done, qPrintable(why(read)));
        QJsonArray back;
        const QJsonObject row = read.output.value(u"rows"_s)[0].toObject();
        QVERIFY(row.value(u"same"_s).toBool());
        QVERIFY2(written.state == StepState::Done, qPrintable(why(written)));
        QCOMPARE(written.output.value(u"affected"_s), QJsonValue(values.size()));
        const auto kept = bench.all.runStep(query(u"SELECT value FROM texts ORDER BY id"_s));
        for (int at = 0; at < values.size(); ++at)
            QCOMPARE(kept.output.value(u"rows"_s)[at][u"value"_s].toString(), values.at(at));
    }

    void hostileValues_areDeletedOneByOneAndComeBack()
    {
        Bench bench;
        const QStringList values = hostileValues();
        QStringList rows;
        for (int at = 1; at <= values.size(); ++at)
            rows << u"(%1, $%1)"_s.arg(at);
        QVERIFY(bench.all
                    .runStep(execute(
                        u"INSERT INTO texts VALUES "_s + rows.join(u", "_s), QJsonArray::fromStringList(values)))
                    .state
            == StepState::Done);
        const QString before = contents(u"texts"_s);
        QStringList distinct = values;
        distinct.removeDuplicates();

        for (int at = 0; at < distinct.size(); at += 10) {
            const auto event = bench.all.runStep(execute(u"DELETE FROM texts WHERE value = $1"_s, {distinct.at(at)}));
            QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
            QCOMPARE(event.output.value(u"affected"_s).toInteger(), values.count(distinct.at(at)));
            const auto back = bench.all.takeBack(event.journalEntry);
            QVERIFY2(back.state == StepState::Done, qPrintable(why(back)));
        }

        QCOMPARE(contents(u"texts"_s), before);
    }

    void lostConnection_leavesTheStepInDoubt_andTheWorldSettlesIt()
    {
        for (const bool wasDone : {false, true}) {
            init();
            Bench bench;
            psql(u"CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
                 "'BEGIN PERFORM pg_sleep(30); RETURN OLD; END'; CREATE TRIGGER slow BEFORE DELETE ON cost_cache "
                 "FOR EACH STATEMENT EXECUTE FUNCTION slow()"_s);
            QTimer killer;
            QObject::connect(&killer, &QTimer::timeout, &killer, [&killer] {
                const QString ended = psql(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                                           "WHERE application_name = 'stationmaster' AND wait_event = 'PgSleep'"_s);
                if (!ended.isEmpty())
                    killer.stop();
            });
            killer.start(20);

            const auto event = bench.all.runStep(execute(oldRows, cutOff));
            psql(u"DROP TRIGGER slow ON cost_cache; DROP FUNCTION slow()"_s);
            if (wasDone)
                psql(u"DELETE FROM cost_cache WHERE id < 3"_s);
            const auto verdict = bench.all.reconcile(event.journalEntry);

            QVERIFY2(event.state == StepState::InDoubt, qPrintable(why(event)));
            QVERIFY2(verdict, verdict ? "" : qPrintable(verdict.error().message()));
            QCOMPARE(verdict->kind, wasDone ? operations::Verdict::Kind::Done : operations::Verdict::Kind::NotDone);
        }
    }

    void signIn_passwordOfTheStep_isNowhereKept()
    {
        Bench bench;
        const QString canary = server->password();
        Step step = withPassword(query(u"SELECT $1::text AS echo, current_user::text AS who"_s, {u"$TOKEN"_s}), canary);
        step.operation.secrets.insert(u"TOKEN"_s, Secret(u"canary-of-a-parameter"_s));

        const Result<Plan> plan = bench.all.plan({step});
        const auto event = bench.all.runPlan(*plan);

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(event.output.value(u"rows"_s)[0][u"who"_s], QJsonValue(u"tester"_s));
        QVERIFY(plan->steps.first().cli.contains("$TOKEN"_L1));
        for (const QString &secret : {canary, u"canary-of-a-parameter"_s}) {
            QVERIFY(!plan->cli().contains(secret));
            QVERIFY(!QString::fromUtf8(toCompactJson(event.output)).contains(secret));
            QCOMPARE(bench.all.filesWith(secret.toUtf8()), QStringList());
        }
        QCOMPARE(bench.all.entry(event.journalEntry).input.value(u"password"_s), QJsonValue(u"$PASSWORD"_s));
    }

    void signIn_withoutPassword_saysWhereOneIsLookedFor()
    {
        qputenv("PGPASSFILE", "/nonexistent/pgpass");
        Bench bench;
        Step step = query(u"SELECT 1"_s);
        step.operation.with.insert(u"database"_s, u"main"_s);

        const auto none = bench.all.runStep(step);
        const auto wrong = bench.all.runStep(withPassword(step, u"wrong-canary"_s));

        QCOMPARE(none.error->kind(), Error::Kind::Denied);
        QVERIFY2(none.error->message().contains(".pgpass"_L1), qPrintable(why(none)));
        QCOMPARE(wrong.error->kind(), Error::Kind::Denied);
        QVERIFY2(wrong.error->message().contains("PASSWORD"_L1), qPrintable(why(wrong)));
        QVERIFY(!wrong.error->message().contains("wrong-canary"_L1));
        qunsetenv("PGPASSFILE");
    }

    void signIn_passwordFile_isUsed()
    {
        Bench bench;
        const QString path = bench.folder.filePath(u"pgpass"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly, QFile::ReadOwner | QFile::WriteOwner));
        file.write("127.0.0.1:*:*:tester:" + server->password().toUtf8() + '\n');
        file.close();
        qputenv("PGPASSFILE", path.toUtf8());
        Step step = query(u"SELECT current_user::text AS who"_s);
        step.operation.with.insert(u"database"_s, u"main"_s);

        const auto event = bench.all.runStep(step);
        qunsetenv("PGPASSFILE");

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(event.output.value(u"rows"_s)[0][u"who"_s], QJsonValue(u"tester"_s));
    }

    void connection_isSharedAndClosedWhenIdle()
    {
        Bench bench({std::chrono::milliseconds(300)});
        const auto open = [] {
            return psql(u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'stationmaster'"_s).toInt();
        };

        for (int time = 0; time < 3; ++time)
            QVERIFY(bench.all.runStep(query(u"SELECT 1"_s)).state == StepState::Done);

        QVERIFY(open() <= 1);
        QTRY_COMPARE(open(), 0);
        const auto again = bench.all.runStep(query(u"SELECT 1"_s));
        QVERIFY2(again.state == StepState::Done, qPrintable(why(again)));
    }

    void connection_thatTheServerClosed_isMadeAnew()
    {
        Bench bench;
        QVERIFY(bench.all.runStep(query(u"SELECT 1"_s)).state == StepState::Done);
        psql(u"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stationmaster'"_s);

        const auto event = bench.all.runStep(execute(u"INSERT INTO texts VALUES (1, 'x')"_s));

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
    }

    void copy_outAndIn_movesRows()
    {
        Bench bench;
        const QString path = bench.folder.filePath(u"rows.csv"_s);
        psql(u"INSERT INTO texts VALUES (1, 'a,\"b'), (2, NULL)"_s);

        const auto out = bench.all.runStep(sql(u"copy-out"_s, {{u"table"_s, u"texts"_s}, {u"file"_s, path}}));
        psql(u"TRUNCATE texts"_s);
        const auto in = bench.all.runStep(sql(u"copy-in"_s,
            {{u"table"_s, u"public.texts"_s}, {u"columns"_s, QJsonArray{u"id"_s, u"value"_s}}, {u"file"_s, path}}));
        const auto again = bench.all.runStep(sql(u"copy-out"_s, {{u"table"_s, u"texts"_s}, {u"file"_s, path}}));

        QVERIFY2(out.state == StepState::Done, qPrintable(why(out)));
        QCOMPARE(out.output.value(u"rows"_s), QJsonValue(2));
        QVERIFY2(in.state == StepState::Done, qPrintable(why(in)));
        QCOMPARE(contents(u"texts"_s), u"(1,\"a,\"\"b\")\n(2,)"_s);
        QCOMPARE(again.error->code(), u"Exists"_s);
        QCOMPARE(QFile::permissions(path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void copyOut_thatFails_leavesNoFile()
    {
        Bench bench;
        const QString path = bench.folder.filePath(u"rows.csv"_s);

        const auto event = bench.all.runStep(sql(u"copy-out"_s,
            {{u"statement"_s, u"SELECT 1 / (3 - n) FROM generate_series(1, 3) AS n"_s}, {u"file"_s, path}}));

        QCOMPARE(event.state, StepState::Failed);
        QVERIFY(!QFile::exists(path));
    }
};

QTEST_GUILESS_MAIN(TestSqlExecutor)
#include "tst_sqlexecutor.moc"
