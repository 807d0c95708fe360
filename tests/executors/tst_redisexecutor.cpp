// SPDX-License-Identifier: GPL-3.0-or-later
#include "systembench.h"

#include <core/json.h>
#include <executors/redisexecutor.h>
#include <executors/redisplanner.h>
#include <support/hostilevalues.h>
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
        = {{u"main"_s, u"redis://127.0.0.1:%1/0"_s.arg(port)}, {u"spare"_s, u"redis://127.0.0.1:%1/1"_s.arg(port)},
            {u"careless"_s, u"rediss://:hunter22@cache.example.com:6379/0"_s}};
    return system;
}

struct Bench
{
    explicit Bench(quint16 serverPort, const executors::RedisLimits &given = {})
        : port(serverPort)
        , limits(given)
    {
        all.system = systemAt(port);
    }
    QString cli(const QStringList &words) const { return redisCli(port, words); }
    /// Everything in the database, as text that tells equal contents apart from when it was read.
    QString contents() const
    {
        const QString script
            = u"local all = {} for _, k in ipairs(redis.call('keys', '*')) do local t = redis.call('type', k).ok "
              "local v if t == 'string' then v = redis.call('get', k) elseif t == 'hash' then "
              "v = redis.call('hgetall', k) elseif t == 'list' then v = redis.call('lrange', k, 0, -1) "
              "elseif t == 'set' then v = redis.call('smembers', k) elseif t == 'zset' then "
              "v = redis.call('zrange', k, 0, -1, 'withscores') else v = redis.call('xrange', k, '-', '+') end "
              "if t == 'set' then table.sort(v) elseif t == 'hash' then local p = {} for i = 1, #v, 2 do "
              "p[#p + 1] = v[i] .. '=' .. v[i + 1] end table.sort(p) v = p end "
              "all[#all + 1] = k .. '|' .. t .. '|' .. redis.call('pexpiretime', k) .. '|' .. cjson.encode(v) end "
              "table.sort(all) return table.concat(all, '\\n')"_s;
        return cli({u"--raw"_s, u"EVAL"_s, script, u"0"_s});
    }

    quint16 port;
    executors::RedisLimits limits;
    QTemporaryDir folder;
    Knowledge known;
    QStringList lines;
    store::CaptureStore captures{folder.filePath(u"captures"_s), captureSeal()};
    executors::RedisExecutor executor{
        systemAt(port), captures, [this](const Step &, const QString &line) { lines << line; }, limits};
    executors::RedisPlanner planner{known.catalog};
    InstantSleeper sleeper;
    SystemBench all{known, {&executor}, {&planner}, sleeper};
};

Step redis(const QString &verb, const QJsonObject &with, const QString &cache = u"main"_s)
{
    QJsonObject all{{u"cache"_s, cache}};
    for (auto it = with.begin(); it != with.end(); ++it)
        all.insert(it.key(), it.value());
    return stepOf(u"redis:"_s + verb, all, {{u"PASSWORD"_s, Secret(QByteArrayView(canary))}});
}

Step command(const QJsonArray &words) { return redis(u"command"_s, {{u"command"_s, words}}); }

Step removal(const QString &pattern, const QJsonObject &more = {})
{
    QJsonObject with = more;
    with.insert(u"pattern"_s, pattern);
    return redis(u"unlink"_s, with);
}

} // namespace

class TestRedisExecutor : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<RedisServer> m_server;

    void fill(const Bench &bench)
    {
        bench.cli({u"SET"_s, u"cost:plain"_s, u"one"_s});
        bench.cli({u"SET"_s, u"cost:expiring"_s, u"two"_s, u"EX"_s, u"1000"_s});
        bench.cli({u"HSET"_s, u"cost:hash"_s, u"a"_s, u"1"_s, u"b"_s, u"2"_s});
        bench.cli({u"RPUSH"_s, u"cost:list"_s, u"x"_s, u"y"_s, u"x"_s});
        bench.cli({u"SADD"_s, u"cost:set"_s, u"red"_s, u"green"_s, u"blue"_s});
        bench.cli({u"ZADD"_s, u"cost:ranks"_s, u"1.5"_s, u"first"_s, u"2"_s, u"second"_s});
        bench.cli({u"XADD"_s, u"cost:stream"_s, u"1-1"_s, u"field"_s, u"value"_s});
        bench.cli({u"EVAL"_s,
            u"for i = 1, 2000 do redis.call('sadd', 'cost:big', 'member' .. i) "
            "redis.call('hset', 'cost:bighash', 'f' .. i, i) end"_s,
            u"0"_s});
        bench.cli({u"SET"_s, u"session:1"_s, u"stay"_s});
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

    void plan_unknownCache_namesThoseThatThereAre()
    {
        const Bench bench(m_server->port());

        const Result<Plan> plan
            = bench.all.plan({redis(u"command"_s, {{u"command"_s, QJsonArray{u"PING"_s}}}, u"mian"_s)});

        QVERIFY(!plan);
        QVERIFY2(plan.error().message().contains("careless, main, spare"_L1), qPrintable(plan.error().message()));
    }

    void plan_passwordInTheAddress_isRefused()
    {
        const Bench bench(m_server->port());

        const Result<Plan> plan
            = bench.all.plan({redis(u"command"_s, {{u"command"_s, QJsonArray{u"PING"_s}}}, u"careless"_s)});

        QVERIFY(!plan);
        QVERIFY(plan.error().message().contains("holds a password"_L1));
        QVERIFY(!plan.error().message().contains("hunter22"_L1));
    }

    void plan_command_hasItsTierAndMark_data()
    {
        QTest::addColumn<QJsonArray>("words");
        QTest::addColumn<int>("tier");
        QTest::addColumn<int>("mark");
        const int reversible = int(Mark::Kind::Reversible);
        const int partly = int(Mark::Kind::Partly);
        const int never = int(Mark::Kind::Never);
        QTest::newRow("read") << QJsonArray{u"info"_s, u"keyspace"_s} << 0 << reversible;
        QTest::newRow("set") << QJsonArray{u"SET"_s, u"k"_s, 1} << 2 << partly;
        QTest::newRow("unknown keys") << QJsonArray{u"EVAL"_s, u"return 1"_s, 0} << 2 << never;
        QTest::newRow("flushdb") << QJsonArray{u"flushdb"_s} << 3 << never;
        QTest::newRow("flushall") << QJsonArray{u"FLUSHALL"_s} << 3 << never;
        QTest::newRow("config") << QJsonArray{u"CONFIG"_s, u"SET"_s, u"maxmemory"_s, u"1gb"_s} << 2 << never;
    }
    void plan_command_hasItsTierAndMark()
    {
        QFETCH(QJsonArray, words);
        QFETCH(int, tier);
        QFETCH(int, mark);
        const Bench bench(m_server->port());

        const Result<Plan> plan = bench.all.plan({command(words)});

        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        QCOMPARE(int(plan->steps.first().tier), tier);
        QCOMPARE(int(plan->steps.first().mark.kind), mark);
    }

    void plan_inputThatDoesNotFit_isRefused()
    {
        const Bench bench(m_server->port());
        const auto problem = [&bench](const Step &step) {
            const Result<Plan> plan = bench.all.plan({step});
            return plan ? QString() : plan.error().message();
        };

        QVERIFY(problem(command({})).contains("is missing"_L1));
        QVERIFY(problem(command({u"SELECT"_s, 1})).contains("the connection itself"_L1));
        QVERIFY(problem(command({u"SET"_s, QJsonArray{}})).contains("texts and numbers"_L1));
        QVERIFY(problem(removal(u"a*"_s, {{u"ttl"_s, u"never"_s}})).contains("any, none or some"_L1));
        QVERIFY(problem(removal(QString())).contains("pattern"_L1));
        QVERIFY(
            problem(redis(u"restore"_s, {{u"kept"_s, QJsonObject{{u"sha256"_s, u"../../x"_s}}}})).contains("kept"_L1));
        QVERIFY(problem(redis(u"command"_s, {{u"command"_s, QJsonArray{u"PING"_s}}, {u"password"_s, u"hunter22"_s}}))
                .contains("secret"_L1));
    }

    void plan_commandLine_runsInRedisCli()
    {
        const Bench bench(m_server->port());
        fill(bench);
        const auto sh = [](const QString &line) {
            QProcess shell;
            QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
            environment.insert(u"REDISCLI_AUTH"_s, QString::fromUtf8(canary));
            shell.setProcessEnvironment(environment);
            shell.start(u"sh"_s, {u"-c"_s, line});
            return shell.waitForFinished(20'000) ? QString::fromUtf8(shell.readAllStandardOutput()) : QString();
        };
        const QString value = u"a'b\"c $HOME `id`\n; FLUSHALL"_s;

        const Result<Plan> set = bench.all.plan({command({u"SET"_s, u"it's"_s, value})});
        const Result<Plan> some = bench.all.plan({removal(u"cost:*"_s, {{u"ttl"_s, u"some"_s}})});
        sh(set->cli());
        sh(some->cli());

        QCOMPARE(bench.cli({u"--raw"_s, u"GET"_s, u"it's"_s}), value);
        QCOMPARE(bench.cli({u"EXISTS"_s, u"cost:expiring"_s, u"cost:plain"_s}), u"1"_s);
        sh(bench.all.plan({removal(u"cost:*"_s)})->cli());
        QCOMPARE(bench.cli({u"DBSIZE"_s}), u"2"_s);
        QVERIFY(!set->cli().contains(QString::fromUtf8(canary)));
    }

    void command_read_givesItsReply()
    {
        Bench bench(m_server->port());
        fill(bench);

        const auto event = bench.all.runStep(command({u"LRANGE"_s, u"cost:list"_s, 0, -1}));
        const auto none = bench.all.runStep(command({u"GET"_s, u"nothing"_s}));

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(event.output.value(u"reply"_s), QJsonValue(QJsonArray{u"x"_s, u"y"_s, u"x"_s}));
        QCOMPARE(none.output.value(u"reply"_s), QJsonValue());
    }

    void command_write_undone_isAsBefore_data()
    {
        QTest::addColumn<QJsonArray>("words");
        QTest::newRow("set") << QJsonArray{u"SET"_s, u"cost:hash"_s, u"overwritten"_s};
        QTest::newRow("set expiring") << QJsonArray{u"SET"_s, u"cost:expiring"_s, u"overwritten"_s};
        QTest::newRow("new key") << QJsonArray{u"SET"_s, u"new"_s, u"x"_s};
        QTest::newRow("del") << QJsonArray{u"DEL"_s, u"cost:big"_s, u"nothing"_s, u"cost:expiring"_s};
        QTest::newRow("expire") << QJsonArray{u"EXPIRE"_s, u"cost:plain"_s, 500};
        QTest::newRow("hset") << QJsonArray{u"HSET"_s, u"cost:bighash"_s, u"f7"_s, u"other"_s, u"g"_s, u"new"_s};
        QTest::newRow("rename") << QJsonArray{u"RENAME"_s, u"cost:list"_s, u"session:1"_s};
        QTest::newRow("mset") << QJsonArray{u"MSET"_s, u"a"_s, 1, u"cost:stream"_s, 2};
        QTest::newRow("zadd") << QJsonArray{u"ZADD"_s, u"cost:ranks"_s, 9, u"first"_s};
        QTest::newRow("flushdb") << QJsonArray{u"FLUSHDB"_s};
    }
    void command_write_undone_isAsBefore()
    {
        QFETCH(QJsonArray, words);
        Bench bench(m_server->port());
        fill(bench);
        const QString before = bench.contents();

        const auto event = bench.all.runStep(command(words));
        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QVERIFY(bench.contents() != before);
        const auto back = bench.all.takeBack(event.journalEntry);

        QVERIFY2(back.state == StepState::Done, qPrintable(why(back)));
        QCOMPARE(bench.contents(), before);
    }

    void command_changedByAnotherHand_undoIsRefused()
    {
        Bench bench(m_server->port());
        fill(bench);
        const auto event = bench.all.runStep(command({u"SET"_s, u"cost:plain"_s, u"ours"_s}));
        bench.cli({u"SET"_s, u"cost:plain"_s, u"theirs"_s});

        const auto back = bench.all.takeBack(event.journalEntry);

        QCOMPARE(back.state, StepState::Failed);
        QCOMPARE(back.error->code(), u"ChangedSince"_s);
        QCOMPARE(bench.cli({u"GET"_s, u"cost:plain"_s}), u"theirs"_s);
    }

    void unlink_plan_showsWhatIsHit()
    {
        Bench bench(m_server->port());
        fill(bench);

        const Result<Plan> plan = bench.all.observed({removal(u"cost:*"_s)});

        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        const Step step = plan->steps.first();
        QCOMPARE(step.before[u"keys"_s], QJsonValue(9));
        QCOMPARE(step.changes.at(0).from, u"9"_s);
        QVERIFY(step.changes.at(1).from.contains("cost:expiring"_L1));
        QVERIFY(!step.changes.at(2).from.isEmpty());
        QCOMPARE(step.changes.at(3).to, u"yes"_s);
        QCOMPARE(step.mark.kind, Mark::Kind::Partly);
    }

    void unlink_undone_isAsBefore()
    {
        Bench bench(m_server->port());
        fill(bench);
        const QString before = bench.contents();

        const auto event = bench.all.runStep(removal(u"cost:*"_s));
        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(event.output.value(u"removed"_s), QJsonValue(9));
        QCOMPARE(bench.cli({u"DBSIZE"_s}), u"1"_s);
        QCOMPARE(bench.lines, QStringList{u"9 of 9 keys"_s});
        bench.cli({u"SET"_s, u"cost:late"_s, u"x"_s});
        const auto back = bench.all.takeBack(event.journalEntry);

        QVERIFY2(back.state == StepState::Done, qPrintable(why(back)));
        bench.cli({u"DEL"_s, u"cost:late"_s});
        QCOMPARE(bench.contents(), before);
    }

    void unlink_onlyKeysThatStay()
    {
        Bench bench(m_server->port());
        fill(bench);

        const auto event = bench.all.runStep(removal(u"cost:*"_s, {{u"ttl"_s, u"none"_s}, {u"type"_s, u"string"_s}}));

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(event.output.value(u"removed"_s), QJsonValue(1));
        QCOMPARE(bench.cli({u"EXISTS"_s, u"cost:expiring"_s, u"cost:plain"_s}), u"1"_s);
    }

    void unlink_keyThatIsThereAgain_undoIsRefused()
    {
        Bench bench(m_server->port());
        fill(bench);
        const auto event = bench.all.runStep(removal(u"cost:*"_s));
        bench.cli({u"SET"_s, u"cost:plain"_s, u"theirs"_s});

        const auto back = bench.all.takeBack(event.journalEntry);

        QCOMPARE(back.state, StepState::Failed);
        QCOMPARE(back.error->code(), u"ChangedSince"_s);
        QCOMPARE(bench.cli({u"DBSIZE"_s}), u"2"_s);
    }

    void unlink_setThatChangedSinceThePlan_isStale()
    {
        Bench bench(m_server->port());
        fill(bench);
        const Result<Plan> plan = bench.all.observed({removal(u"cost:*"_s)});
        bench.cli({u"SET"_s, u"cost:late"_s, u"x"_s});

        const auto event = bench.all.runPlan(*plan);

        QCOMPARE(event.error->code(), u"PlanStale"_s);
        QCOMPARE(bench.cli({u"DBSIZE"_s}), u"11"_s);
    }

    void unlink_keyThatCameAfterTheLook_isLeftAlone()
    {
        Bench bench(m_server->port());
        fill(bench);

        const auto event
            = bench.all.runStep(removal(u"cost:*"_s), [&bench] { bench.cli({u"SET"_s, u"cost:late"_s, u"x"_s}); });

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(event.output.value(u"removed"_s), QJsonValue(9));
        QCOMPARE(bench.cli({u"EXISTS"_s, u"cost:late"_s}), u"1"_s);
    }

    void unlink_ofNothing_sendsNothing()
    {
        Bench bench(m_server->port());
        fill(bench);

        const auto event = bench.all.runStep(removal(u"nothing:*"_s));

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(event.output.value(u"removed"_s), QJsonValue(0));
        QCOMPARE(bench.all.takeBack(event.journalEntry).error->code(), u"AlreadyBack"_s);
    }

    void unlink_moreThanAllowed_isRefused()
    {
        Bench bench(m_server->port());
        fill(bench);

        const auto event = bench.all.runStep(removal(u"cost:*"_s, {{u"atMost"_s, 8}}));

        QCOMPARE(event.error->code(), u"TooMany"_s);
        QCOMPARE(bench.cli({u"DBSIZE"_s}), u"10"_s);
    }

    void unlink_moreThanCanBeKept_isMarkedNever_data()
    {
        QTest::addColumn<qint64>("keys");
        QTest::addColumn<qint64>("bytes");
        QTest::newRow("keys") << qint64(3) << qint64(1'000'000);
        QTest::newRow("bytes") << qint64(1000) << qint64(1000);
    }
    void unlink_moreThanCanBeKept_isMarkedNever()
    {
        QFETCH(qint64, keys);
        QFETCH(qint64, bytes);
        executors::RedisLimits limits;
        limits.keptKeys = keys;
        limits.keptBytes = bytes;
        Bench bench(m_server->port(), limits);
        fill(bench);

        const Result<Plan> plan = bench.all.observed({removal(u"cost:*"_s)});
        const auto event = bench.all.runPlan(*plan);

        QVERIFY(plan->steps.first().changes.last().to.startsWith("no: they are more than can be kept"_L1));
        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(bench.cli({u"DBSIZE"_s}), u"1"_s);
        QCOMPARE(bench.all.takeBack(event.journalEntry).error->code(), u"NotReversible"_s);
    }

    void restore_fromAnEarlierStep_putsBackWhatItKept()
    {
        Bench bench(m_server->port());
        fill(bench);
        const QString before = bench.contents();
        Step remove = removal(u"cost:*"_s);
        remove.id = u"keys"_s;
        const Step back = redis(u"restore"_s, {{u"from"_s, u"keys"_s}});

        const Result<Plan> plan = bench.all.plan({remove, back});
        QVERIFY2(plan, plan ? "" : qPrintable(plan.error().message()));
        const auto report = bench.all.run(*plan);

        QVERIFY(report);
        QVERIFY2(report->steps.at(1).state == StepState::Done, qPrintable(why(report->steps.at(1))));
        QCOMPARE(report->steps.at(1).output.value(u"restored"_s), QJsonValue(9));
        QCOMPARE(bench.contents(), before);
    }

    void hostileValues_stayOneArgument()
    {
        Bench bench(m_server->port());
        fill(bench);
        const QStringList values = hostileValues();
        QJsonArray set{u"MSET"_s};
        QJsonArray get{u"MGET"_s};
        for (const QString &value : values) {
            set << QString(u"hostile:"_s + value) << value;
            get << QString(u"hostile:"_s + value);
        }
        QSet<QString> distinct(values.begin(), values.end());

        const auto written = bench.all.runStep(command(set));
        const auto read = bench.all.runStep(command(get));

        QVERIFY2(written.state == StepState::Done, qPrintable(why(written)));
        QCOMPARE(read.output.value(u"reply"_s), QJsonValue(QJsonArray::fromStringList(values)));
        QCOMPARE(bench.cli({u"DBSIZE"_s}).toInt(), 10 + distinct.size());
        const auto back = bench.all.takeBack(written.journalEntry);
        QVERIFY2(back.state == StepState::Done, qPrintable(why(back)));
        QCOMPARE(bench.cli({u"DBSIZE"_s}), u"10"_s);
    }

    void hostilePatterns_removeNothingElse()
    {
        Bench bench(m_server->port());
        fill(bench);
        const QString before = bench.contents();
        const QStringList values = hostileValues();

        for (const QString &value : values) {
            const auto event = bench.all.runStep(removal(u"nothing:"_s + value));
            QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
            QCOMPARE(event.output.value(u"removed"_s), QJsonValue(0));
        }

        QCOMPARE(bench.contents(), before);
    }

    void noAnswer_leavesTheStepInDoubt_andTheWorldSettlesIt_data()
    {
        QTest::addColumn<QJsonArray>("words");
        QTest::addColumn<int>("verdict");
        QTest::newRow("removed") << QJsonArray{u"DEL"_s, u"cost:plain"_s} << int(operations::Verdict::Kind::Done);
        QTest::newRow("set") << QJsonArray{u"SET"_s, u"cost:plain"_s, u"ours"_s}
                             << int(operations::Verdict::Kind::Done);
        QTest::newRow("as before") << QJsonArray{u"SETNX"_s, u"cost:plain"_s, u"ours"_s}
                                   << int(operations::Verdict::Kind::NotDone);
        QTest::newRow("nobody knows") << QJsonArray{u"APPEND"_s, u"cost:plain"_s, u"ours"_s}
                                      << int(operations::Verdict::Kind::Unknown);
    }
    void noAnswer_leavesTheStepInDoubt_andTheWorldSettlesIt()
    {
        QFETCH(QJsonArray, words);
        QFETCH(int, verdict);
        executors::RedisLimits limits;
        limits.stall = std::chrono::milliseconds(700);
        Bench bench(m_server->port(), limits);
        fill(bench);

        const auto event = bench.all.runStep(command(words), [this] { m_server->pause(); });
        m_server->resume();
        const auto found = bench.all.reconcile(event.journalEntry);

        QVERIFY2(event.state == StepState::InDoubt, qPrintable(why(event)));
        QVERIFY2(found, found ? "" : qPrintable(found.error().message()));
        QCOMPARE(int(found->kind), verdict);
    }

    void signIn_password_isNowhereKept()
    {
        Bench bench(m_server->port());
        Step step = command({u"SET"_s, u"token"_s, u"$TOKEN"_s});
        step.operation.secrets.insert(u"TOKEN"_s, Secret(u"canary-of-a-word"_s));

        const Result<Plan> plan = bench.all.plan({step});
        const auto event = bench.all.runPlan(*plan);

        QVERIFY2(event.state == StepState::Done, qPrintable(why(event)));
        QCOMPARE(bench.cli({u"GET"_s, u"token"_s}), u"canary-of-a-word"_s);
        for (const QByteArray &secret : {canary, QByteArray("canary-of-a-word")}) {
            QVERIFY(!plan->cli().contains(QString::fromUtf8(secret)));
            QCOMPARE(bench.all.filesWith(secret), QStringList());
        }
    }

    void signIn_withoutPassword_saysWhatToDo()
    {
        Bench bench(m_server->port());
        Step step = command({u"PING"_s});
        step.operation.secrets.clear();
        Step wrong = command({u"PING"_s});
        wrong.operation.secrets = {{u"PASSWORD"_s, Secret(u"wrong-canary"_s)}};

        const auto none = bench.all.runStep(step);
        const auto refused = bench.all.runStep(wrong);
        qputenv("REDISCLI_AUTH", canary);
        const auto environment = bench.all.runStep(step);
        qunsetenv("REDISCLI_AUTH");

        QCOMPARE(none.error->kind(), Error::Kind::Denied);
        QVERIFY2(none.error->message().contains("REDISCLI_AUTH"_L1), qPrintable(why(none)));
        QCOMPARE(refused.error->kind(), Error::Kind::Denied);
        QVERIFY2(refused.error->message().contains("PASSWORD"_L1), qPrintable(why(refused)));
        QVERIFY2(environment.state == StepState::Done, qPrintable(why(environment)));
    }

    void connection_isSharedAndClosedWhenIdle()
    {
        executors::RedisLimits limits;
        limits.idle = std::chrono::milliseconds(300);
        Bench bench(m_server->port(), limits);
        const auto open = [&bench] { return bench.cli({u"CLIENT"_s, u"LIST"_s}).count("name=stationmaster"_L1); };

        for (int time = 0; time < 3; ++time)
            QVERIFY(bench.all.runStep(command({u"PING"_s})).state == StepState::Done);

        QVERIFY(open() <= 1);
        QTRY_COMPARE(open(), 0);
    }
};

QTEST_GUILESS_MAIN(TestRedisExecutor)
#include "tst_redisexecutor.moc"
