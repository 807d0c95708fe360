// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coststore/postgrescosts.h>
#include <coststore/redistexts.h>
#include <executors/executorbench.h>
#include <executors/redisexecutor.h>
#include <executors/redisplanner.h>
#include <executors/sqlexecutor.h>
#include <executors/sqlplanner.h>
#include <support/postgresserver.h>
#include <support/redisserver.h>

#include <QProcess>

namespace sm::test {

/// What an administrator of the database does beside us; what it prints, a line a row.
inline QString psql(const PostgresServer &server, const QString &sql)
{
    QProcess process;
    process.start(u"psql"_s,
        {u"-X"_s, u"-A"_s, u"-t"_s, u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-h"_s, server.folder(), u"-p"_s,
            QString::number(server.port()), u"-U"_s, u"postgres"_s, u"postgres"_s});
    process.write(sql.toUtf8());
    process.closeWriteChannel();
    if (!process.waitForFinished(20'000) || process.exitCode() != 0)
        qWarning("%s", process.readAllStandardError().constData());
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

/// A production system whose people share a database and a cache; port 9 is where nobody answers.
inline SystemInfo teamSystem(const PostgresServer *postgres, const RedisServer *redis)
{
    SystemInfo system;
    system.id = {u"shop"_s};
    system.title = u"Web shop"_s;
    system.pinnedAccount = {u"111111111111"_s};
    system.databases.insert(u"main"_s,
        postgres
            ? u"postgresql:///postgres?host=%1&port=%2&user=postgres"_s.arg(postgres->folder()).arg(postgres->port())
            : u"postgresql://nobody@127.0.0.1:9/none"_s);
    system.caches.insert(u"fast"_s, u"redis://127.0.0.1:%1/0"_s.arg(redis ? redis->port() : 9));
    return system;
}

/// One person of the team at a computer of their own.
struct Colleague
{
    explicit Colleague(const PostgresServer *postgresServer, const RedisServer *redisServer, bool readOnly = false)
        : system(teamSystem(postgresServer, redisServer))
        , runner(operations::Guard(readOnly), journal.get(), {&sql, &redis}, sleeper)
    {
    }

    JournalFile file;
    QTemporaryDir folder;
    std::unique_ptr<operations::Journal> journal = file.open();
    SystemInfo system;
    std::shared_ptr<store::CaptureStore> captures = journal->captures();
    executors::SqlPlanner sqlPlanner{everything().catalog};
    executors::RedisPlanner redisPlanner{everything().catalog};
    operations::Planner planner{everything().catalog, everything().models, {&sqlPlanner, &redisPlanner}};
    executors::SqlExecutor sql{system, *captures};
    executors::RedisExecutor redis{system, *captures};
    InstantSleeper sleeper;
    operations::Runner runner;
    std::shared_ptr<costs::PostgresCosts> store = std::make_shared<costs::PostgresCosts>(
        runner, planner, costs::PostgresCosts::Place{system, u"main"_s, {}, folder.path()});
    std::shared_ptr<costs::RedisTexts> cache
        = std::make_shared<costs::RedisTexts>(runner, planner, costs::RedisTexts::Place{system, u"fast"_s, {}});
    costs::PostgresCosts &costs = *store;
};

} // namespace sm::test
