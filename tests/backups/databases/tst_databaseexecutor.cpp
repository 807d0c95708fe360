// SPDX-License-Identifier: GPL-3.0-or-later
#include "databasebench.h"
#include "shopdatabase.h"

#include <core/json.h>

using namespace sm;
using namespace sm::test;

namespace {

std::unique_ptr<PostgresServer> server;

QString databases() { return psql(*server, u"SELECT string_agg(datname, ',' ORDER BY datname) FROM pg_database"_s); }

} // namespace

class TestDatabaseExecutor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString reason = PostgresServer::whyUnavailable(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
        server = std::make_unique<PostgresServer>();
        QVERIFY2(server->failure().isEmpty(), qPrintable(server->failure()));
        psql(*server, u"CREATE DATABASE shop"_s);
        psql(*server, shopSql(), u"shop"_s);
    }
    void cleanup()
    {
        if (server)
            psql(*server,
                u"SELECT format('DROP DATABASE %I WITH (FORCE);', datname) FROM pg_database WHERE datname NOT IN "
                "('postgres', 'template0', 'template1', 'shop') \\gexec"_s);
    }
    void cleanupTestCase() { server.reset(); }

    void backup_ofADatabase_isRestoredAndTheSame_data()
    {
        QTest::addColumn<QJsonObject>("how");
        QTest::newRow("custom") << QJsonObject{{u"format"_s, u"custom"_s}, {u"compression"_s, u"1"_s}};
        QTest::newRow("directory") << QJsonObject{{u"format"_s, u"directory"_s}, {u"jobs"_s, 2}};
        QTest::newRow("uncompressed") << QJsonObject{{u"compression"_s, u"0"_s}};
    }
    void backup_ofADatabase_isRestoredAndTheSame()
    {
        QFETCH(QJsonObject, how);
        DatabaseBench bench(*server, u"shop"_s);

        const auto dumped = bench.dump(how);
        const auto restored = bench.restore(u"shop-copy"_s, {{u"jobs"_s, 2}});
        const auto compared = bench.compare(u"shop-copy"_s);

        QVERIFY2(dumped.state == StepState::Done, qPrintable(why(dumped)));
        QVERIFY2(restored.state == StepState::Done, qPrintable(why(restored)));
        QVERIFY2(compared.state == StepState::Done, qPrintable(why(compared)));
        QCOMPARE(compared.output[u"tables"_s].toInt(), shopTables);
        QCOMPARE(compared.output[u"rows"_s].toInteger(), shopRows);
        QCOMPARE(dumped.output[u"items"_s].toInteger(), shopRows);
        QCOMPARE(restored.output[u"tables"_s].toInt(), shopTables);
        QCOMPARE(bench.lines.filter(u"table %1 of %1: "_s.arg(shopTables)).size(), 2); // of the dump and of the restore
        QVERIFY(!bench.lines.filter(u": public.orders"_s).isEmpty());
    }

    void query_ofWhatWasRestored_readsWithItsValues()
    {
        DatabaseBench bench(*server, u"shop"_s);
        bench.dump();
        bench.restore(u"copy"_s);
        const QString sql = u"SELECT name FROM orders WHERE id = $1"_s;

        const auto read = bench.all.runStep(DatabaseBench::step(
            u"query"_s, {{u"into"_s, u"copy"_s}, {u"statement"_s, sql}, {u"parameters"_s, QJsonArray{7}}}));

        QVERIFY2(read.state == StepState::Done, qPrintable(why(read)));
        QCOMPARE(read.output[u"rows"_s][0][u"name"_s].toString(), u"order 7"_s);
    }

    void query_withoutInto_readsWhatIsBackedUp()
    {
        DatabaseBench bench(*server, u"shop"_s);

        const auto read = bench.all.runStep(
            DatabaseBench::step(u"query"_s, {{u"statement"_s, u"SELECT current_database() AS name"_s}}));

        QVERIFY2(read.state == StepState::Done, qPrintable(why(read)));
        QCOMPARE(read.output[u"rows"_s][0][u"name"_s].toString(), u"shop"_s);
    }

    void answersOfProbes_stayWithTheBackup()
    {
        DatabaseBench bench(*server, u"shop"_s);
        const QJsonArray answers{QJsonObject{{u"name"_s, u"orders"_s}, {u"answer"_s, 7}}};

        const auto dump = bench.dump({{u"probes"_s, answers}});
        const auto refused = bench.dump({{u"probes"_s, u"7"_s}});

        QVERIFY2(dump.state == StepState::Done, qPrintable(why(dump)));
        const auto kept = await(bench.vault.read(u"shop"_s, dump.output[u"backup"_s].toString(), {}));
        QVERIFY(kept && *kept);
        QCOMPARE((**kept).manifest.probes, answers);
        QCOMPARE(refused.error.value_or(Error::cancelled()).code(), u"Input"_s);
    }

    void oneChangedValue_isFound()
    {
        DatabaseBench bench(*server, u"shop"_s);
        bench.dump();
        bench.restore(u"copy"_s);
        psql(*server, u"UPDATE orders SET price = price + 0.01 WHERE id = 1234"_s, u"copy"_s);

        const auto compared = bench.compare(u"copy"_s);

        QCOMPARE(compared.error->code(), u"ContentsDiffer"_s);
        QVERIFY2(compared.error->message().contains(u"public.orders has 20000 rows as it should"_s),
            qPrintable(compared.error->message()));
        QVERIFY(!compared.error->message().contains(u"public.t "_s));
    }

    void rowsAndTablesThatDiffer_areNamed()
    {
        DatabaseBench bench(*server, u"shop"_s);
        bench.dump();
        bench.restore(u"copy"_s);
        psql(*server, u"DELETE FROM orders WHERE id = 9999; DROP TABLE t; CREATE TABLE extra (i int)"_s, u"copy"_s);

        const auto compared = bench.compare(u"copy"_s);

        const QString message = compared.error->message();
        QCOMPARE(compared.error->code(), u"ContentsDiffer"_s);
        QVERIFY2(message.contains(u"public.orders has 19999 rows instead of 20000"_s), qPrintable(message));
        QVERIFY2(message.contains(u"public.t is missing"_s), qPrintable(message));
        QVERIFY2(message.contains(u"public.extra is not in the backup"_s), qPrintable(message));
    }

    void writingDuringTheDump_doesNotShowInTheComparison()
    {
        DatabaseBench bench(*server, u"shop"_s);
        psql(*server, u"CREATE DATABASE busy TEMPLATE shop"_s);
        bench.system = systemOf(*server, u"busy"_s);
        DatabaseBench busy(*server, u"busy"_s);
        int writes = 0;
        busy.onLine = [&writes](const QString &) { // at each table and each checksum, so between them
            psql(*server,
                u"INSERT INTO orders (id, name, price) SELECT 1000000 + %1, 'late', 1; "
                "UPDATE orders SET name = 'late' WHERE id = %1; DELETE FROM t"_s.arg(writes++),
                u"busy"_s);
        };

        const auto dumped = busy.dump();
        busy.onLine = {};
        const auto restored = busy.restore(u"copy"_s);
        const auto compared = busy.compare(u"copy"_s);
        const auto original = busy.compare(u"busy"_s);

        QVERIFY(writes > 0);
        QVERIFY2(dumped.state == StepState::Done, qPrintable(why(dumped)));
        QVERIFY2(restored.state == StepState::Done, qPrintable(why(restored)));
        QVERIFY2(compared.state == StepState::Done, qPrintable(why(compared)));
        QCOMPARE(original.error->code(), u"ContentsDiffer"_s);
    }

    void restore_intoADatabaseThatExists_isRefused()
    {
        DatabaseBench bench(*server, u"shop"_s);
        bench.dump();
        psql(*server, u"CREATE DATABASE precious"_s);
        psql(*server, u"CREATE TABLE mine (i int)"_s, u"precious"_s);

        const auto restored = bench.restore(u"precious"_s);

        QCOMPARE(restored.state, StepState::Failed);
        QCOMPARE(restored.error->code(), u"Exists"_s);
        QCOMPARE(psql(*server, u"SELECT count(*) FROM mine"_s, u"precious"_s), u"0"_s);
    }

    void restore_intoWhatAnEarlierRestoreMade_isRefused()
    {
        DatabaseBench bench(*server, u"shop"_s);
        bench.dump();
        bench.restore(u"copy"_s);

        const auto again = bench.restore(u"copy"_s);

        QCOMPARE(again.state, StepState::Failed);
        QCOMPARE(again.error->code(), u"Exists"_s);
    }

    void overwriting_keepsTheOneBefore_andDroppingGivesItItsNameAgain()
    {
        DatabaseBench bench(*server, u"shop"_s);
        bench.dump();
        psql(*server, u"CREATE DATABASE precious"_s);
        psql(*server, u"CREATE TABLE mine (i int)"_s, u"precious"_s);
        const auto planned = bench.all.plan({DatabaseBench::step(u"restore"_s,
            {{u"asset"_s, u"shop"_s}, {u"backup"_s, u"newest"_s}, {u"into"_s, u"precious"_s},
                {u"overwrite"_s, true}})});

        const auto restored = bench.restore(u"precious"_s, {{u"overwrite"_s, true}});
        const QString replaced = restored.output[u"replaced"_s].toString();
        const auto compared = bench.compare(u"precious"_s);
        const QString kept = psql(*server, u"SELECT count(*) FROM mine"_s, replaced);
        const auto back = bench.all.takeBack(restored.journalEntry);

        QCOMPARE(planned->tier(), Tier::Destructive);
        QVERIFY2(restored.state == StepState::Done, qPrintable(why(restored)));
        QVERIFY2(compared.state == StepState::Done, qPrintable(why(compared)));
        QCOMPARE(kept, u"0"_s);
        QVERIFY2(back.state == StepState::Done, qPrintable(why(back)));
        QCOMPARE(psql(*server, u"SELECT count(*) FROM mine"_s, u"precious"_s), u"0"_s);
        QVERIFY(!databases().contains(replaced));
    }

    void undo_ofARestore_dropsIt_andOfTheDropRestoresIt()
    {
        DatabaseBench bench(*server, u"shop"_s);
        bench.dump();
        const auto restored = bench.restore(u"copy"_s);

        const auto dropped = bench.all.takeBack(restored.journalEntry);
        const bool isGone = !databases().contains(u"copy"_s);
        const auto again = bench.all.takeBack(dropped.journalEntry);

        QVERIFY2(dropped.state == StepState::Done, qPrintable(why(dropped)));
        QVERIFY(isGone);
        QVERIFY2(again.state == StepState::Done, qPrintable(why(again)));
        QCOMPARE(bench.compare(u"copy"_s).state, StepState::Done);
    }

    void inverse_ofADump_removesExactlyThatBackup()
    {
        DatabaseBench bench(*server, u"shop"_s);
        const auto dumped = bench.dump();
        const operations::Seen seen{{}, {}, dumped.output, {}};
        const Step planned = bench.all.plan({DatabaseBench::step(u"dump"_s, {{u"asset"_s, u"shop"_s}})})->steps.first();

        const Result<QList<Step>> back = bench.executor.inverse(planned, seen);

        QCOMPARE(back->first().operation.uses, u"backup:remove"_s);
        QCOMPARE(back->first().operation.with[u"backup"_s], dumped.output[u"backup"_s]);
    }

    void drop_ofADatabaseThatIsNotOurs_isRefused()
    {
        DatabaseBench bench(*server, u"shop"_s);
        psql(*server, u"CREATE DATABASE precious; COMMENT ON DATABASE precious IS 'Restored by hand'"_s);

        const auto dropped = bench.drop(u"precious"_s);
        const auto original = bench.drop(u"shop"_s);

        QCOMPARE(dropped.error->code(), u"NotOurs"_s);
        QCOMPARE(original.error->code(), u"NotOurs"_s);
        QVERIFY(databases().contains(u"precious"_s));
        QVERIFY(databases().contains(u"shop"_s));
    }

    void drop_ofADatabaseInUse_saysWhoAndWhatToDo()
    {
        DatabaseBench bench(*server, u"shop"_s);
        bench.dump();
        bench.restore(u"copy"_s);
        QProcess other;
        other.start(postgresPrograms() + u"/psql"_s,
            {u"-X"_s, u"-h"_s, server->folder(), u"-p"_s, QString::number(server->port()), u"-U"_s, u"postgres"_s,
                u"copy"_s});
        other.write("SELECT 1;\n");
        QVERIFY(other.waitForReadyRead());

        const auto dropped = bench.drop(u"copy"_s);
        other.closeWriteChannel();
        other.waitForFinished();

        QCOMPARE(dropped.error->code(), u"InUse"_s);
        QVERIFY2(dropped.error->message().contains(u"postgres"_s), qPrintable(dropped.error->message()));
        QVERIFY(dropped.error->message().contains(u"pg_terminate_backend"_s));
        QVERIFY(databases().contains(u"copy"_s));
    }

    void plan_showsTheProgramAndItsVersion()
    {
        DatabaseBench bench(*server, u"shop"_s);

        const Result<Plan> plan = bench.all.observed({DatabaseBench::step(u"dump"_s, {{u"asset"_s, u"shop"_s}})});

        QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().message()));
        const Change program = plan->steps.first().changes.last();
        QVERIFY2(program.to.contains(postgresPrograms() + u"/pg_dump, version 15."_s), qPrintable(program.to));
        QVERIFY(plan->steps.first().cli.startsWith(u"pg_dump --format=custom"_s));
    }

    void hostileNames_areNamesAndNothingElse()
    {
        for (const QString &name :
            {u"a=b"_s, u"postgresql://evil.example/x"_s, u"--help"_s, u"it's \"quoted\" \\ $(id)"_s, u"line\nbreak"_s,
                u"höhe \U0001F4A3"_s, u"dbname='x' host=evil.example"_s, u"%41 ; DROP"_s}) {
            psql(*server, u"SELECT format('CREATE DATABASE %I', $sm$%1$sm$) \\gexec"_s.arg(name));
            psql(*server,
                u"CREATE TABLE \"a\"\"b; --\" AS SELECT 1 AS \"sm_row\", 2 AS h; CREATE SCHEMA \"x.y\"; "
                "CREATE TABLE \"x.y\".\"\n\" (t int); INSERT INTO \"x.y\".\"\n\" VALUES (3)"_s,
                name);
            DatabaseBench bench(*server, name);
            const QString copy = u"copy of "_s + name;

            const auto dumped = bench.dump();
            const auto restored = bench.restore(copy);
            const auto compared = bench.compare(copy);
            const auto dropped = bench.drop(copy);

            QVERIFY2(dumped.state == StepState::Done, qPrintable(name + why(dumped)));
            QVERIFY2(restored.state == StepState::Done, qPrintable(name + why(restored)));
            QVERIFY2(compared.state == StepState::Done, qPrintable(name + why(compared)));
            QCOMPARE(compared.output[u"tables"_s].toInt(), 2);
            QVERIFY2(dropped.state == StepState::Done, qPrintable(name + why(dropped)));
        }
    }

    void resumed_dumpAndRestore_areJudgedByTheWorld()
    {
        DatabaseBench bench(*server, u"shop"_s);
        const auto dumped = bench.dump();
        const auto restored = bench.restore(u"copy"_s);

        QCOMPARE(bench.verdict(dumped.journalEntry), operations::Verdict::Kind::Done);
        QCOMPARE(bench.verdict(restored.journalEntry), operations::Verdict::Kind::Done);

        psql(*server, u"DROP DATABASE copy"_s);

        QCOMPARE(bench.verdict(restored.journalEntry), operations::Verdict::Kind::NotDone);
    }
};

QTEST_GUILESS_MAIN(TestDatabaseExecutor)
#include "tst_databaseexecutor.moc"
