// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of a real Redis into a vault and back, through Runner, journal and undo.
#include <executors/systembench.h>

#include <caches/cacheexecutor.h>
#include <caches/cacheplanner.h>
#include <core/clock.h>
#include <steps/backupexecutor.h>
#include <steps/backupplanner.h>
#include <support/corruptions.h>
#include <support/rediscli.h>
#include <support/redisserver.h>

#include <QJsonArray>

using namespace sm;
using namespace sm::test;

namespace {

const QByteArray canary = "canary-of-redis";

QString redisCli(quint16 port, const QStringList &words) { return test::redisCli(port, canary, words); }

SystemInfo systemAt(quint16 port)
{
    SystemInfo system;
    system.id = {u"shop"_s};
    system.environment = Environment::Development;
    system.caches
        = {{u"main"_s, u"redis://127.0.0.1:%1/0"_s.arg(port)}, {u"spare"_s, u"redis://127.0.0.1:%1/1"_s.arg(port)}};
    return system;
}

struct Bench
{
    explicit Bench(quint16 serverPort)
        : port(serverPort)
    {
        all.system = systemAt(port);
    }
    QString cli(const QStringList &words) const { return redisCli(port, words); }
    QString spare(const QStringList &words) const { return redisCli(port, QStringList{u"-n"_s, u"1"_s} + words); }

    quint16 port;
    QTemporaryDir folder;
    SystemClock clock;
    Knowledge known;
    QStringList lines;
    backups::Vault vault{folder.filePath(u"vault"_s)};
    executors::LiveOutput live = [this](const Step &, const QString &line) { lines << line; };
    backups::CacheExecutor executor{systemAt(port), vault, live};
    backups::CachePlanner planner{known.catalog};
    operations::Planner reads{known.catalog, known.models, {&planner}};
    backups::BackupExecutor backup{{systemAt(port), vault, clock}, operations::Executors({&executor}), reads};
    backups::BackupPlanner backupPlanner{known.catalog, reads};
    InstantSleeper sleeper;
    SystemBench all{known, {&executor, &backup}, {&planner, &backupPlanner}, sleeper};
};

Step cache(const QString &verb, const QJsonObject &with, const QString &name = u"main"_s)
{
    QJsonObject whole{{u"asset"_s, u"reports"_s}, {u"cache"_s, name}};
    for (auto it = with.begin(); it != with.end(); ++it)
        whole.insert(it.key(), it.value());
    return stepOf(u"cache:"_s + verb, whole, {{u"PASSWORD"_s, Secret(QByteArrayView(canary))}});
}

#define QVERIFY_DONE(event) QVERIFY2((event).state == StepState::Done, qPrintable(why(event)))

} // namespace

class TestCacheExecutor : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RedisServer> m_server;

    static void fill(const Bench &bench)
    {
        bench.cli({u"SET"_s, u"report:plain"_s, u"one"_s});
        bench.cli({u"SET"_s, u"report:expiring"_s, u"two"_s, u"EX"_s, u"1000"_s});
        bench.cli({u"RPUSH"_s, u"report:list"_s, u"x"_s, u"y"_s, u"x"_s});
        bench.cli({u"ZADD"_s, u"report:ranks"_s, u"1.5"_s, u"first"_s, u"2"_s, u"second"_s});
        bench.cli({u"XADD"_s, u"report:stream"_s, u"1-1"_s, u"field"_s, u"value"_s});
        bench.cli({u"EVAL"_s,
            u"for i = 1, 3000 do redis.call('sadd', 'report:set', 'member' .. i) "
            "redis.call('hset', 'report:hash', 'f' .. i, string.rep('v', 50) .. i) "
            "redis.call('set', 'report:many:' .. i, i) end"_s,
            u"0"_s});
        bench.cli({u"SET"_s, u"session:1"_s, u"stay"_s});
    }
    static constexpr int filled = 3007;

    static operations::StepEvent dump(Bench &bench)
    {
        return bench.all.runStep(cache(u"dump"_s, {{u"pattern"_s, u"report:*"_s}}));
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (const QString reason = RedisServer::whyUnavailable(); !reason.isEmpty())
            QSKIP(qPrintable(reason));
        RedisServer::Setup setup;
        setup.password = canary;
        m_server = std::make_unique<RedisServer>(setup);
        QVERIFY2(m_server->failure().isEmpty(), qPrintable(m_server->failure()));
    }
    void cleanupTestCase() { m_server.reset(); }
    void init()
    {
        if (m_server)
            redisCli(m_server->port(), {u"FLUSHALL"_s});
    }

    void plan_badInput_saysWhat_data()
    {
        QTest::addColumn<Step>("step");
        QTest::addColumn<QString>("words");
        QTest::newRow("another verb") << cache(u"drop"_s, {}) << u"Use cache:dump"_s;
        QTest::newRow("no pattern") << cache(u"dump"_s, {}) << u"“pattern” is missing"_s;
        QTest::newRow("no prefix") << cache(u"delete-loaded"_s, {{u"backup"_s, u"newest"_s}})
                                   << u"“prefix” is missing"_s;
        QTest::newRow("another cache") << cache(u"compare"_s, {{u"backup"_s, u"newest"_s}}, u"mian"_s)
                                       << u"main, spare"_s;
        Step open = cache(u"compare"_s, {{u"backup"_s, u"newest"_s}, {u"password"_s, u"hunter22"_s}});
        QTest::newRow("a password in the open") << open << u"takes a secret only"_s;
    }
    void plan_badInput_saysWhat()
    {
        QFETCH(Step, step);
        QFETCH(QString, words);
        const Bench bench(m_server->port());

        const Result<Plan> plan = bench.all.plan({step});

        QVERIFY(!plan);
        QVERIFY2(plan.error().message().contains(words), qPrintable(plan.error().message()));
    }

    void plan_ofALoad_isDestructiveWhereItReplaces()
    {
        const Bench bench(m_server->port());
        const QJsonObject chosen{{u"backup"_s, u"newest"_s}};

        QCOMPARE(bench.all.plan({cache(u"load"_s, chosen)})->tier(), Tier::Disruptive);
        const QJsonObject replacing{{u"backup"_s, u"newest"_s}, {u"replace"_s, true}};
        QCOMPARE(bench.all.plan({cache(u"load"_s, replacing)})->tier(), Tier::Destructive);
    }

    void dump_andUndo_leaveTheVaultAsItWas()
    {
        Bench bench(m_server->port());
        fill(bench);

        const auto event = dump(bench);
        QVERIFY_DONE(event);
        QCOMPARE(event.output.value(u"items"_s), QJsonValue(filled));
        QVERIFY(event.isVerified);
        const QString folder = event.output.value(u"folder"_s).toString();
        QVERIFY(QFile::exists(folder + u"/keys.smkeys"_s));
        const auto back = bench.all.takeBack(event.journalEntry);

        QVERIFY_DONE(back);
        QVERIFY(!QFile::exists(folder));
        QCOMPARE(bench.cli({u"DBSIZE"_s}), QString::number(filled + 1));
    }

    void dump_ofTooMany_keepsNothing()
    {
        Bench bench(m_server->port());
        fill(bench);

        const auto event
            = bench.all.runStep(cache(u"dump"_s, {{u"pattern"_s, u"report:*"_s}, {u"atMost"_s, filled - 1}}));

        QCOMPARE(event.state, StepState::Failed);
        QCOMPARE(event.error->code(), u"TooMany"_s);
        QVERIFY(await(bench.vault.list({}, {}))->value().isEmpty());
        QVERIFY(await(bench.vault.drafts({}, {}))->value().isEmpty());
    }

    void load_intoAnEmptyCache_isTheSame_andGoesAgain()
    {
        Bench bench(m_server->port());
        fill(bench);
        QVERIFY_DONE(dump(bench));
        const QString expiry = bench.cli({u"PEXPIRETIME"_s, u"report:expiring"_s});

        const auto event = bench.all.runStep(cache(u"load"_s, {{u"backup"_s, u"newest"_s}}, u"spare"_s));

        QVERIFY_DONE(event);
        QCOMPARE(event.output.value(u"loaded"_s), QJsonValue(filled));
        QCOMPARE(bench.spare({u"DBSIZE"_s}), QString::number(filled));
        QCOMPARE(bench.spare({u"PEXPIRETIME"_s, u"report:expiring"_s}), expiry);
        QCOMPARE(bench.spare({u"LRANGE"_s, u"report:list"_s, u"0"_s, u"-1"_s}), u"x\ny\nx"_s);
        bench.spare({u"SET"_s, u"report:plain"_s, u"changed"_s});
        const auto back = bench.all.takeBack(event.journalEntry);
        QVERIFY_DONE(back);
        QCOMPARE(bench.spare({u"KEYS"_s, u"*"_s}), u"report:plain"_s); // what was changed stays
    }

    void load_again_loadsNothing()
    {
        Bench bench(m_server->port());
        fill(bench);
        QVERIFY_DONE(dump(bench));
        const Step load = cache(u"load"_s, {{u"backup"_s, u"newest"_s}}, u"spare"_s);
        QVERIFY_DONE(bench.all.runStep(load));
        bench.spare({u"DEL"_s, u"report:list"_s}); // as if it had broken off

        const auto again = bench.all.runStep(load);

        QVERIFY_DONE(again);
        QCOMPARE(again.output.value(u"loaded"_s), QJsonValue(1));
        QCOMPARE(again.output.value(u"there"_s), QJsonValue(filled - 1));
        QCOMPARE(bench.all.takeBack(again.journalEntry).error->code(), u"NotReversible"_s);
    }

    void load_overSomethingElse_isRefused_unlessItReplaces()
    {
        Bench bench(m_server->port());
        fill(bench);
        QVERIFY_DONE(dump(bench));
        bench.spare({u"SET"_s, u"report:list"_s, u"theirs"_s});

        const auto refused = bench.all.runStep(cache(u"load"_s, {{u"backup"_s, u"newest"_s}}, u"spare"_s));
        QCOMPARE(refused.state, StepState::Failed);
        QCOMPARE(refused.error->code(), u"Exists"_s);
        QCOMPARE(bench.spare({u"DBSIZE"_s}), u"1"_s);
        const auto replaced
            = bench.all.runStep(cache(u"load"_s, {{u"backup"_s, u"newest"_s}, {u"replace"_s, true}}, u"spare"_s));

        QVERIFY_DONE(replaced);
        QCOMPARE(replaced.output.value(u"replaced"_s), QJsonValue(1));
        QCOMPARE(bench.spare({u"LLEN"_s, u"report:list"_s}), u"3"_s);
    }

    void load_ofKeysWhoseTimeIsOver_leavesThemOut()
    {
        Bench bench(m_server->port());
        bench.cli({u"SET"_s, u"report:short"_s, u"x"_s, u"PX"_s, u"400"_s});
        bench.cli({u"SET"_s, u"report:long"_s, u"y"_s});
        QVERIFY_DONE(dump(bench));
        QTRY_COMPARE(bench.cli({u"EXISTS"_s, u"report:short"_s}), u"0"_s);

        const auto event = bench.all.runStep(cache(u"load"_s, {{u"backup"_s, u"newest"_s}}, u"spare"_s));

        QVERIFY_DONE(event);
        QCOMPARE(event.output.value(u"expired"_s), QJsonValue(1));
        QCOMPARE(bench.spare({u"KEYS"_s, u"*"_s}), u"report:long"_s);
    }

    void compare_underAPrefix_findsEachDifference_andDeleteLeavesIt()
    {
        Bench bench(m_server->port());
        fill(bench);
        QVERIFY_DONE(dump(bench));
        const QJsonObject under{{u"backup"_s, u"newest"_s}, {u"prefix"_s, u"drill:"_s}};
        QVERIFY_DONE(bench.all.runStep(cache(u"load"_s, under)));
        const auto same = bench.all.runStep(cache(u"compare"_s, under));
        QVERIFY_DONE(same);
        QCOMPARE(same.output.value(u"same"_s), QJsonValue(true));
        QCOMPARE(same.output.value(u"keys"_s)[u"same"_s], QJsonValue(filled));
        bench.cli({u"SREM"_s, u"drill:report:set"_s, u"member7"_s});
        bench.cli({u"HSET"_s, u"drill:report:hash"_s, u"f7"_s, u"other"_s});
        bench.cli({u"PERSIST"_s, u"drill:report:expiring"_s});
        bench.cli({u"DEL"_s, u"drill:report:plain"_s});

        const auto event = bench.all.runStep(cache(u"compare"_s, under));
        const auto deleted = bench.all.runStep(cache(u"delete-loaded"_s, under));

        QVERIFY_DONE(event);
        QCOMPARE(event.output.value(u"same"_s), QJsonValue(false));
        QCOMPARE(event.output.value(u"keys"_s).toObject(),
            (QJsonObject{
                {u"same"_s, filled - 4}, {u"otherTime"_s, 1}, {u"other"_s, 2}, {u"absent"_s, 1}, {u"expired"_s, 0}}));
        QVERIFY_DONE(deleted);
        QCOMPARE(deleted.output.value(u"removed"_s), QJsonValue(filled - 3));
        QCOMPARE(deleted.output.value(u"changed"_s), QJsonValue(2));
        QCOMPARE(bench.cli({u"DBSIZE"_s}), QString::number(filled + 1 + 2));
        QCOMPARE(bench.cli({u"EXISTS"_s, u"drill:report:set"_s, u"drill:report:hash"_s}), u"2"_s);
    }

    void load_plan_showsWhatIsThere()
    {
        Bench bench(m_server->port());
        fill(bench);
        QVERIFY_DONE(dump(bench));
        bench.spare({u"SET"_s, u"report:list"_s, u"theirs"_s});

        const Result<Plan> plan = bench.all.observed({cache(u"load"_s, {{u"backup"_s, u"newest"_s}}, u"spare"_s)});

        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        QCOMPARE(plan->steps.first().changes.at(0).to, QString::number(filled));
        QCOMPARE(plan->steps.first().changes.at(2).from, u"1"_s);
    }

    void password_isNowhere()
    {
        Bench bench(m_server->port());
        fill(bench);
        QVERIFY_DONE(dump(bench));
        const Step load = cache(u"load"_s, {{u"backup"_s, u"newest"_s}}, u"spare"_s);
        QVERIFY_DONE(bench.all.runStep(load));
        const Result<Plan> plan = bench.all.plan({load});

        QCOMPARE(bench.all.filesWith(canary), QStringList());
        QVERIFY(!plan->cli().contains(QString::fromUtf8(canary)));
        QVERIFY(!bench.lines.join(u' ').contains(QString::fromUtf8(canary)));
        QDirIterator files(bench.folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile each(files.next());
            QVERIFY(each.open(QIODevice::ReadOnly) && !each.readAll().contains(canary));
            QCOMPARE(each.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        }
    }

    void backup_corrupted_isDetectedBeforeTheCacheIsTouched_data()
    {
        QTest::addColumn<QString>("kind");
        for (const QString &kind : corruptions().keys())
            QTest::newRow(qPrintable(kind)) << kind;
    }
    void backup_corrupted_isDetectedBeforeTheCacheIsTouched()
    {
        QFETCH(QString, kind);
        constexpr int positions = 12;
        Bench bench(m_server->port());
        for (int number = 0; number < 30; ++number)
            bench.cli({u"SET"_s, u"report:%1"_s.arg(number), u"value %1"_s.arg(number)});
        const auto kept = dump(bench);
        QVERIFY_DONE(kept);
        const DamagedFolder backup(kept.output.value(u"folder"_s).toString(), bench.folder.filePath(u"aside"_s));
        const QJsonObject chosen{{u"backup"_s, kept.output.value(u"backup"_s)}};
        for (int number = 0; number < positions; ++number) {
            const DamagedPlace at = placeOf(backup, number, positions);
            corruptions().value(kind)(backup, at);

            const auto event = bench.all.runStep(cache(u"load"_s, chosen, u"spare"_s));

            QVERIFY2(event.state == StepState::Failed, qPrintable(at.file));
            QVERIFY2(event.error->code() == u"BackupDamaged", qPrintable(why(event)));
            QCOMPARE(bench.spare({u"DBSIZE"_s}), u"0"_s);
            backup.heal();
        }
        QVERIFY_DONE(bench.all.runStep(cache(u"load"_s, chosen, u"spare"_s)));
    }
};

QTEST_GUILESS_MAIN(TestCacheExecutor)
#include "tst_cacheexecutor.moc"
