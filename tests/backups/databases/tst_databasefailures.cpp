// SPDX-License-Identifier: GPL-3.0-or-later
// What ends a backup or a restore half-way, and that nothing of it is left.
#include "databasebench.h"
#include "restoredmark.h"
#include "shopdatabase.h"

using namespace sm;
using namespace sm::test;

namespace {

std::unique_ptr<PostgresServer> server;

/// A folder with programs of its own making; the real ones are under $REAL.
class Programs
{
public:
    void add(const QString &name, const QByteArray &script)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("#!/bin/sh\nREAL=" + postgresPrograms().toUtf8() + "\n" + script);
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    void addReal(const QString &name) { add(name, "exec $REAL/" + name.toUtf8() + " \"$@\"\n"); }
    QString path(const QString &name) const { return m_folder.filePath(name); }
    backups::DatabaseLimits limits() const
    {
        backups::DatabaseLimits limits;
        limits.folders = {m_folder.path()};
        return limits;
    }

private:
    QTemporaryDir m_folder;
};

/// Begins as the real pg_dump, which says its version.
QByteArray afterVersion(const QByteArray &rest)
{
    return "case \"$1\" in --version) exec $REAL/pg_dump --version;; esac\n"
           "for each in \"$@\"; do case \"$each\" in --file=*) FILE=${each#--file=};; esac; done\n"
        + rest;
}

/// Begins as the real pg_restore, which says its version and what is in an archive.
QByteArray afterQuestions(const QByteArray &rest)
{
    return "case \"$1\" in --version|--list) exec $REAL/pg_restore \"$@\";; esac\n" + rest;
}

QString databases() { return psql(*server, u"SELECT string_agg(datname, ',' ORDER BY datname) FROM pg_database"_s); }

const QString asItWas = u"postgres,shop,template0,template1"_s;

} // namespace

class TestDatabaseFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString reason = PostgresServer::whyUnavailable(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
        server = std::make_unique<PostgresServer>();
        QVERIFY2(server->failure().isEmpty(), qPrintable(server->failure()));
        psql(*server, u"CREATE DATABASE shop OWNER tester; ALTER ROLE tester CREATEDB"_s);
        psql(*server, u"SET ROLE tester;"_s + shopSql(), u"shop"_s);
    }
    void cleanup()
    {
        if (server)
            psql(*server,
                u"SELECT format('DROP DATABASE %I WITH (FORCE);', datname) FROM pg_database WHERE datname NOT IN "
                "('postgres', 'template0', 'template1', 'shop') \\gexec"_s);
    }
    void cleanupTestCase() { server.reset(); }

    void cancelledDump_leavesNothing()
    {
        DatabaseBench bench(*server, u"shop"_s);
        CancelSource source;
        bench.onLine = [&source](const QString &) { source.cancel(); };
        const auto plan = bench.all.plan({DatabaseBench::step(u"dump"_s, {{u"asset"_s, u"shop"_s}})});

        const auto report = bench.all.run(*plan, source.token());

        QCOMPARE(report->steps.first().error->kind(), Error::Kind::Cancelled);
        QCOMPARE(report->steps.first().error->changed(), Error::Changed::No);
        QCOMPARE(bench.filesOfVault(), QStringList());
        QCOMPARE(bench.verdict(report->steps.first().journalEntry), operations::Verdict::Kind::NotDone);
    }

    void cancelledRestore_dropsWhatItMade()
    {
        DatabaseBench bench(*server, u"shop"_s);
        bench.dump();
        CancelSource source;
        bool wasThere = false;
        bench.onLine = [&](const QString &line) {
            if (!line.startsWith(u"table "))
                return;
            wasThere = wasThere || databases().contains(u"copy-restoring-"_s);
            source.cancel();
        };
        const auto plan = bench.all.plan({DatabaseBench::step(
            u"restore"_s, {{u"asset"_s, u"shop"_s}, {u"backup"_s, u"newest"_s}, {u"into"_s, u"copy"_s}})});

        const auto report = bench.all.run(*plan, source.token());

        QVERIFY(wasThere);
        QCOMPARE(report->steps.first().error->kind(), Error::Kind::Cancelled);
        QCOMPARE(report->steps.first().error->changed(), Error::Changed::No);
        QCOMPARE(databases(), asItWas);
    }

    void whatACrashLeft_isClearedAway_byTheNextAttempt()
    {
        DatabaseBench bench(*server, u"shop"_s);
        const QString backup = bench.dump().output[u"backup"_s].toString();
        const QString work = backups::workNameOf(u"copy"_s, backup);
        const QString comment = backups::RestoredMark{u"shop"_s, backup, {}, {}}.toComment();
        psql(*server, u"CREATE DATABASE \"%1\"; COMMENT ON DATABASE \"%1\" IS '%2'"_s.arg(work, comment));
        psql(*server, u"CREATE TABLE half (i int)"_s, work);

        const auto restored = bench.restore(u"copy"_s);

        QVERIFY2(restored.state == StepState::Done, qPrintable(why(restored)));
        QCOMPARE(bench.compare(u"copy"_s).state, StepState::Done);
        QVERIFY(!databases().contains(work));
    }

    void aDatabaseUnderTheWorkName_thatIsNotOurs_isLeftAlone()
    {
        DatabaseBench bench(*server, u"shop"_s);
        const QString work = backups::workNameOf(u"copy"_s, bench.dump().output[u"backup"_s].toString());
        psql(*server, u"CREATE DATABASE \"%1\""_s.arg(work));

        const auto restored = bench.restore(u"copy"_s);

        QCOMPARE(restored.error->code(), u"Exists"_s);
        QVERIFY(databases().contains(work));
    }

    void withoutItsPassword_aStepOfTheJournal_saysWhatIsMissing()
    {
        DatabaseBench bench(*server, u"shop"_s);
        Step step = DatabaseBench::step(u"restore"_s,
            {{u"asset"_s, u"shop"_s}, {u"backup"_s, u"newest"_s}, {u"into"_s, u"copy"_s},
                {u"password"_s, u"$PASSWORD"_s}},
            u"main"_s);

        const auto seen = await(bench.executor.observe(step, {}));
        step.operation.secrets.insert(u"PASSWORD"_s, Secret(server->password()));
        const auto known = await(bench.executor.observe(step, {}));

        QVERIFY(seen && !*seen);
        QCOMPARE(seen->error().kind(), Error::Kind::Denied);
        QVERIFY2(
            seen->error().message().contains(u"The journal keeps no password"), qPrintable(seen->error().message()));
        QVERIFY(known && *known);
        QVERIFY((*known)->state.isNull());
    }

    void wrongPassword_isSaidBeforeAnythingStarts()
    {
        DatabaseBench bench(*server, u"shop"_s);
        Step step = DatabaseBench::step(u"dump"_s, {{u"asset"_s, u"shop"_s}}, u"main"_s);
        step.operation.secrets.insert(u"PASSWORD"_s, Secret(u"wrong-canary"_s));

        const auto dumped = bench.all.runStep(step);

        QCOMPARE(dumped.error->kind(), Error::Kind::Denied);
        QCOMPARE(bench.filesOfVault(), QStringList());
        QCOMPARE(bench.all.filesWith("wrong-canary"), QStringList());
    }

    void password_withAnyCharacters_isNeitherInArgumentsNorInFiles()
    {
        Programs programs;
        programs.add(u"pg_dump"_s,
            afterVersion(
                "{ printf '%s\\n' \"$@\"; env; stat -L -c 'mode=%a of %F' $PGPASSFILE < $PGPASSFILE; } > $(dirname "
                "$0)/seen\nexec $REAL/pg_dump \"$@\"\n"));
        programs.addReal(u"pg_restore"_s);
        const QString password = u"can:ary\\of 'the' \"te$ter\" \u00e4#"_s;
        psql(*server, u"ALTER ROLE tester PASSWORD $sm$%1$sm$"_s.arg(password));
        DatabaseBench bench(*server, u"shop"_s, programs.limits());
        Step step = DatabaseBench::step(u"dump"_s, {{u"asset"_s, u"shop"_s}, {u"fingerprint"_s, true}}, u"main"_s);
        step.operation.secrets.insert(u"PASSWORD"_s, Secret(password));

        const auto dumped = bench.all.runStep(step);

        QFile file(programs.path(u"seen"_s));
        QVERIFY2(dumped.state == StepState::Done, qPrintable(why(dumped)));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString seen = QString::fromUtf8(file.readAll());
        QVERIFY(!seen.contains(u"can:ary") && !seen.contains(u"ary\\of"));
        QVERIFY2(seen.contains(u"PGSSLMODE=verify-full"), qPrintable(seen));
        QVERIFY2(seen.contains(u"\nmode=600 of regular file"), qPrintable(seen));
        QCOMPARE(bench.all.filesWith("ary"), QStringList());
    }

    void serverNewerThanAllPrograms_namesThePackage_andStartsNothing()
    {
        Programs programs;
        programs.add(u"pg_dump"_s, "echo 'pg_dump (PostgreSQL) 14.9'; echo $# $1 >> $0.log\n");
        DatabaseBench bench(*server, u"shop"_s, programs.limits());

        const auto dumped = bench.dump();

        QFile log(programs.path(u"pg_dump.log"_s));
        QVERIFY(log.open(QIODevice::ReadOnly));
        QCOMPARE(dumped.error->code(), u"Client"_s);
        QVERIFY2(dumped.error->message().contains(u"postgresql-client-15"), qPrintable(dumped.error->message()));
        QVERIFY(dumped.error->message().contains(u"14.9"));
        QCOMPARE(log.readAll().replace("1 --version\n", ""), QByteArray());
        QCOMPARE(bench.filesOfVault(), QStringList());
    }

    void noDump_orHalfADump_isNoSuccess_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("code");
        QTest::newRow("nothing") << QByteArray("exit 0") << u"DumpIncomplete"_s;
        QTest::newRow("empty") << QByteArray(": > \"$FILE\"") << u"DumpIncomplete"_s;
        QTest::newRow("beginning only") << QByteArray("$REAL/pg_dump \"$@\" && truncate -s 3000 \"$FILE\"")
                                        << u"DumpIncomplete"_s;
        QTest::newRow("last byte missing")
            << QByteArray("$REAL/pg_dump \"$@\" && truncate -s -1 \"$FILE\"") << u"DumpIncomplete"_s;
        QTest::newRow("half") << QByteArray("$REAL/pg_dump \"$@\" && truncate -s 200000 \"$FILE\"")
                              << u"DumpIncomplete"_s;
        QTest::newRow("a table left out")
            << QByteArray("$REAL/pg_dump --exclude-table-data=orders \"$@\"") << u"DumpIncomplete"_s;
        QTest::newRow("fails") << QByteArray("$REAL/pg_dump \"$@\"; exit 3") << u"Exit3"_s;
        QTest::newRow("killed") << QByteArray("$REAL/pg_dump \"$@\"; kill -9 $$") << u"Signal9"_s;
    }
    void noDump_orHalfADump_isNoSuccess()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, code);
        Programs programs;
        programs.add(u"pg_dump"_s, afterVersion(script + "\n"));
        programs.addReal(u"pg_restore"_s);
        DatabaseBench bench(*server, u"shop"_s, programs.limits());

        const auto dumped = bench.dump();

        QCOMPARE(dumped.state, StepState::Failed);
        QCOMPARE(dumped.error->code(), code);
        QCOMPARE(bench.filesOfVault(), QStringList());
    }

    void fileOfATable_missingInADirectory_isNoticed()
    {
        Programs programs;
        programs.add(u"pg_dump"_s, afterVersion("$REAL/pg_dump \"$@\" && rm $(ls -S \"$FILE\"/*.dat.gz | head -1)\n"));
        programs.addReal(u"pg_restore"_s);
        DatabaseBench bench(*server, u"shop"_s, programs.limits());

        const auto dumped = bench.dump({{u"format"_s, u"directory"_s}});

        QCOMPARE(dumped.error->code(), u"DumpIncomplete"_s);
        QCOMPARE(bench.filesOfVault(), QStringList());
    }

    void dumpThatStalls_isEnded()
    {
        Programs programs;
        programs.add(u"pg_dump"_s, afterVersion("exec sleep 60\n"));
        programs.addReal(u"pg_restore"_s);
        backups::DatabaseLimits limits = programs.limits();
        limits.stall = std::chrono::milliseconds(300);
        DatabaseBench bench(*server, u"shop"_s, limits);

        const auto dumped = bench.dump();

        QCOMPARE(dumped.error->code(), u"Stalled"_s);
        QCOMPARE(bench.filesOfVault(), QStringList());
    }

    void restoreThatSaysNothing_isTold_andGoesOn()
    {
        Programs programs;
        programs.addReal(u"pg_dump"_s);
        programs.add(
            u"pg_restore"_s, afterQuestions("until [ -e $0.told ]; do :; done; exec $REAL/pg_restore \"$@\"\n"));
        backups::DatabaseLimits limits = programs.limits();
        limits.alarm = std::chrono::milliseconds(50);
        DatabaseBench bench(*server, u"shop"_s, limits);
        bench.dump();
        bench.onLine = [&programs](const QString &line) {
            if (line.contains(u"has said nothing"_s))
                QVERIFY(QFile(programs.path(u"pg_restore.told"_s)).open(QIODevice::WriteOnly));
        };

        const auto restored = bench.restore(u"copy"_s);

        QVERIFY2(restored.state == StepState::Done, qPrintable(why(restored)));
        QVERIFY(!bench.lines.filter(u"pg_restore has said nothing"_s).isEmpty());
        QCOMPARE(bench.compare(u"copy"_s).state, StepState::Done);
    }

    void restoreThatSaysNothingForTooLong_isEnded_andDropsWhatItMade()
    {
        Programs programs;
        programs.addReal(u"pg_dump"_s);
        programs.add(u"pg_restore"_s, afterQuestions("exec sleep 60\n"));
        backups::DatabaseLimits limits = programs.limits();
        limits.silence = std::chrono::milliseconds(300);
        DatabaseBench bench(*server, u"shop"_s, limits);
        bench.dump();

        const auto restored = bench.restore(u"copy"_s);

        QCOMPARE(restored.error->code(), u"Silence"_s);
        QCOMPARE(restored.error->changed(), Error::Changed::No);
        QCOMPARE(databases(), asItWas);
    }

    void restoreThatFails_saysWhy_andDropsWhatItMade()
    {
        Programs programs;
        programs.addReal(u"pg_dump"_s);
        programs.add(u"pg_restore"_s,
            afterQuestions("echo 'pg_restore: processing data for table \"public.orders\"' >&2\n"
                           "echo 'pg_restore: error: could not execute query: ERROR:  no room' >&2; exit 1\n"));
        DatabaseBench bench(*server, u"shop"_s, programs.limits());
        bench.dump();

        const auto restored = bench.restore(u"copy"_s);

        QCOMPARE(restored.error->code(), u"Exit1"_s);
        QVERIFY2(restored.error->message().contains(u"no room"), qPrintable(restored.error->message()));
        QCOMPARE(restored.error->changed(), Error::Changed::No);
        QCOMPARE(databases(), asItWas);
    }

    void rolesThatAreMissing_areSaid_andTheRestIsRestored()
    {
        psql(*server, u"CREATE ROLE passing; GRANT SELECT ON orders TO passing; ALTER TABLE t OWNER TO passing"_s,
            u"shop"_s);
        DatabaseBench bench(*server, u"shop"_s);
        bench.dump();
        psql(*server, u"REASSIGN OWNED BY passing TO tester; DROP OWNED BY passing; DROP ROLE passing"_s, u"shop"_s);

        const auto restored = bench.restore(u"copy"_s);

        QVERIFY2(restored.state == StepState::Done, qPrintable(why(restored)));
        QCOMPARE(restored.output[u"owners"_s].toBool(true), false);
        QVERIFY(!bench.lines.filter(u"passing"_s).isEmpty());
        QCOMPARE(bench.compare(u"copy"_s).state, StepState::Done);
    }
};

QTEST_GUILESS_MAIN(TestDatabaseFailures)
#include "tst_databasefailures.moc"
