// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <executors/systembench.h>

#include <databases/databaseexecutor.h>
#include <databases/databaseplanner.h>
#include <support/postgresserver.h>

#include <QDirIterator>
#include <QProcess>

namespace sm::test {

/// The real programs.
inline QString postgresPrograms()
{
    const QDir root(u"/usr/lib/postgresql"_s);
    return root.filePath(root.entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0)) + u"/bin"_s;
}

/// What an administrator does beside us; what it prints, a line a row.
inline QString psql(const PostgresServer &server, const QString &sql, const QString &database = u"postgres"_s)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PGDATABASE"_s, database);
    process.setProcessEnvironment(environment);
    process.start(postgresPrograms() + u"/psql"_s,
        {u"-X"_s, u"-A"_s, u"-t"_s, u"-q"_s, u"-v"_s, u"ON_ERROR_STOP=1"_s, u"-h"_s, server.folder(), u"-p"_s,
            QString::number(server.port()), u"-U"_s, u"postgres"_s});
    process.write(sql.toUtf8());
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        qWarning("%s", process.readAllStandardError().constData());
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

/// The server's databases: "admin" by none but the socket, "main" by password and TLS.
inline SystemInfo systemOf(const PostgresServer &server, const QString &database)
{
    const QString name = QString::fromLatin1(QUrl::toPercentEncoding(database));
    SystemInfo system;
    system.id = {u"shop"_s};
    system.environment = Environment::Development;
    system.databases = {{u"main"_s,
                            u"postgresql://tester@127.0.0.1:%1/%2?sslrootcert=%3"_s.arg(
                                QString::number(server.port()), name, server.certificate(u"ca.pem"_s))},
        {u"admin"_s,
            u"postgresql:///%1?host=%2&port=%3&user=postgres"_s.arg(
                name, server.folder(), QString::number(server.port()))}};
    return system;
}

/// Plans and runs steps on the databases of one server, with a vault of its own.
struct DatabaseBench
{
    DatabaseBench(const PostgresServer &server, const QString &database, const backups::DatabaseLimits &limits = {})
        : system(systemOf(server, database))
        , executor(
              system, vault,
              [this](const Step &, const QString &line) {
                  lines << line;
                  if (onLine)
                      onLine(line);
              },
              limits)
    {
        all.system = system;
    }

    static Step step(const QString &verb, const QJsonObject &with, const QString &database = u"admin"_s)
    {
        QJsonObject whole{{u"database"_s, database}};
        for (auto it = with.begin(); it != with.end(); ++it)
            whole.insert(it.key(), it.value());
        return stepOf(u"database:"_s + verb, whole);
    }
    operations::StepEvent dump(const QJsonObject &more = {})
    {
        QJsonObject with{{u"asset"_s, u"shop"_s}, {u"fingerprint"_s, true}};
        for (auto it = more.begin(); it != more.end(); ++it)
            with.insert(it.key(), it.value());
        return all.runStep(step(u"dump"_s, with));
    }
    operations::StepEvent restore(const QString &into, const QJsonObject &more = {})
    {
        QJsonObject with{{u"asset"_s, u"shop"_s}, {u"backup"_s, u"newest"_s}, {u"into"_s, into}};
        for (auto it = more.begin(); it != more.end(); ++it)
            with.insert(it.key(), it.value());
        return all.runStep(step(u"restore"_s, with));
    }
    operations::StepEvent compare(const QString &into)
    {
        return all.runStep(
            step(u"compare"_s, {{u"asset"_s, u"shop"_s}, {u"backup"_s, u"newest"_s}, {u"into"_s, into}}));
    }
    operations::StepEvent drop(const QString &into)
    {
        return all.runStep(step(u"drop-restored"_s, {{u"into"_s, into}}));
    }

    /// What the world says of the step of \p id, as if nobody knew how it ended.
    operations::Verdict::Kind verdict(qint64 id)
    {
        const JournalEntry entry = all.entry(id);
        const Step journalled = operations::stepOf(entry);
        const auto now = await(executor.observe(journalled, {}), ExecutorBench::limit);
        const bool isSeen = now && *now;
        const QJsonValue state = isSeen ? (*now)->state : QJsonValue(QJsonValue::Undefined);
        return executor.reconcile(journalled, {entry.before, state, {}, entry.intentAt}).kind;
    }

    /// Everything in the vault, by its path there.
    QStringList filesOfVault() const
    {
        QStringList files;
        QDirIterator each(vault.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (each.hasNext())
            files << QDir(vault.folder()).relativeFilePath(each.next());
        files.sort();
        return files;
    }

    QTemporaryDir folder;
    SystemInfo system;
    backups::Vault vault{folder.filePath(u"backups"_s)};
    QStringList lines;
    std::function<void(const QString &line)> onLine;
    backups::DatabaseExecutor executor;
    backups::DatabasePlanner planner{everything().catalog};
    InstantSleeper sleeper;
    SystemBench all{everything(), {&executor}, {&planner}, sleeper};
};

} // namespace sm::test
