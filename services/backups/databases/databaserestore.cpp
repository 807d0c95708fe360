// SPDX-License-Identifier: GPL-3.0-or-later
#include "databaserestore.h"

#include "clientrun.h"
#include "dumparchive.h"
#include "dumpprogress.h"
#include "silencealarm.h"

#include <keeping/keeping.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Database", text); }

Error exists(const QString &name)
{
    return Error(Error::Kind::Conflict,
        tr("There is a database “%1” already, and it is left as it is. Choose another name, or drop it first.")
            .arg(name))
        .withCode(u"Exists"_s)
        .withChanged(Error::Changed::No);
}

} // namespace

DatabaseRestore::DatabaseRestore(DatabaseTools tools, DatabaseInput input)
    : m_tools(std::move(tools))
    , m_input(std::move(input))
{
}

QString DatabaseRestore::archive() const { return m_kept.folder + u'/' + archiveName(); }

void DatabaseRestore::note(const QString &line)
{
    m_notes << line;
    m_tools.tell(line);
}

QCoro::Task<Result<Applied>> DatabaseRestore::run(WritePermit permit, CancelToken token)
{
    QElapsedTimer time;
    time.start();
    if (const Result<void> ready = co_await prepare(token); !ready)
        co_return ready.error().withChanged(Error::Changed::No);
    auto connection = co_await m_tools.places.openBeside(m_input, token);
    if (!connection)
        co_return connection.error().withChanged(Error::Changed::No);
    ServerDatabases server(**connection);
    if (const Result<void> free = co_await expectPlace(&server, token); !free)
        co_return free.error().withChanged(Error::Changed::No);
    if (const Result<void> chosen = co_await chooseOwners(&server, token); !chosen)
        co_return chosen.error().withChanged(Error::Changed::No);
    Result<void> done = co_await makeEmpty(permit, &server, token);
    connection->reset(); // it would be idle for as long as the restore takes
    if (done)
        done = co_await fill(permit, token);
    if (done)
        done = co_await giveName(permit, token);
    if (!done)
        co_return co_await dropAgain(permit, done.error());
    QJsonObject output{{u"asset"_s, m_mark.asset}, {u"backup"_s, m_mark.backup}, {u"database"_s, m_input.into},
        {u"seconds"_s, time.elapsed() / 1000}, {u"tables"_s, m_tables}, {u"owners"_s, m_withOwners},
        {u"notes"_s, QJsonArray::fromStringList(m_notes)}};
    if (!m_mark.replaced.isEmpty())
        output.insert(u"replaced"_s, m_mark.replaced);
    co_return Applied{output, {}, {}};
}

QCoro::Task<Result<void>> DatabaseRestore::prepare(CancelToken token)
{
    m_tools.tell(tr("reading all of the backup"));
    const Result<Vault::Kept> kept
        = co_await wholeBackup(&m_tools.vault, m_input.asset, m_input.backup, AssetKind::Database, token);
    if (!kept)
        co_return kept.error();
    m_kept = *kept;
    const QJsonObject source = m_kept.manifest.source;
    m_facts = ServerFacts::fromJson(source);
    m_mark = {m_input.asset, m_kept.manifest.id, QDateTime::currentDateTimeUtc().toString(Qt::ISODate), {}};
    m_work = workNameOf(m_input.into, m_mark.backup);
    const int written = source.value(u"client"_s).toString().section(u'.', 0, 0).toInt();
    const QStringList folders = m_tools.limits.folders.isEmpty() ? clientFolders() : m_tools.limits.folders;
    const Result<ClientProgram> client = co_await findClient(u"pg_restore"_s, written, folders, token);
    if (!client)
        co_return client.error();
    m_client = *client;
    const Result<int> tables = co_await checkArchive(m_client, archive(), source.value(u"tables"_s).toInt(), token);
    if (!tables)
        co_return tables.error();
    m_tables = *tables;
    co_return ok();
}

QCoro::Task<Result<void>> DatabaseRestore::expectPlace(ServerDatabases *server, CancelToken token)
{
    const Result<QJsonValue> there = co_await server->state(m_input.into, token);
    if (!there)
        co_return there.error();
    if (there->isNull())
        co_return ok();
    if (!m_input.overwrite)
        co_return exists(m_input.into);
    m_mark.replaced = replacedNameOf(m_input.into, m_mark.backup);
    const Result<QJsonValue> third = co_await server->state(m_mark.replaced, token);
    if (!third)
        co_return third.error();
    if (!third->isNull())
        co_return exists(m_mark.replaced);
    co_return co_await server->expectUnused(m_input.into, token);
}

QCoro::Task<Result<void>> DatabaseRestore::chooseOwners(ServerDatabases *server, CancelToken token)
{
    const Result<QStringList> owners = co_await server->missingRoles(m_facts.owners, true, token);
    if (!owners)
        co_return owners.error();
    const Result<QStringList> roles = co_await server->missingRoles(m_facts.roles, false, token);
    if (!roles)
        co_return roles.error();
    m_withOwners = owners->isEmpty();
    m_withPrivileges = roles->isEmpty();
    if (!m_withOwners)
        note(tr("Everything belongs to whoever restores it: %1 can not own it here.").arg(owners->join(u", "_s)));
    if (!m_withPrivileges)
        note(tr("Rights are not restored: there are no roles %1 here.").arg(roles->join(u", "_s)));
    if (!m_facts.configuration.isEmpty())
        note(tr("Settings of the database itself are not restored: %1.").arg(m_facts.configuration.join(u", "_s)));
    co_return ok();
}

QCoro::Task<Result<void>> DatabaseRestore::makeEmpty(WritePermit permit, ServerDatabases *server, CancelToken token)
{
    const Result<QJsonValue> left = co_await server->state(m_work, token);
    if (!left)
        co_return left.error();
    if (left->isObject() && !(*left)[u"mark"_s].isObject())
        co_return exists(m_work);
    if (left->isObject()) { // of an attempt that a crash ended
        if (const Result<void> gone = co_await server->drop(permit, m_work, true, token); !gone)
            co_return gone.error();
    }
    co_return co_await server->create(permit, m_work, m_facts, m_mark, token);
}

QStringList DatabaseRestore::arguments() const
{
    QStringList arguments{u"--exit-on-error"_s, u"--jobs="_s + QString::number(m_input.jobs)};
    if (!m_withOwners)
        arguments << u"--no-owner"_s;
    if (!m_withPrivileges)
        arguments << u"--no-privileges"_s;
    return arguments + QStringList{u"--"_s, archive()};
}

QCoro::Task<Result<void>> DatabaseRestore::fill(WritePermit permit, CancelToken token)
{
    Result<postgres::Settings> settings = m_tools.places.intoOf(m_input);
    if (!settings)
        co_return settings.error();
    settings->database = m_work;
    const auto progress = std::make_shared<DumpProgress>(m_tables, m_tools.tell);
    const auto alarm = std::make_shared<SilenceAlarm>(u"pg_restore"_s, m_tools.limits.alarm, m_tools.tell);
    const auto lines = [progress, alarm](const QByteArray &line) {
        alarm->heard();
        progress->line(line);
    };
    const postgres::Settings work = *settings;
    co_return co_await runClient(permit, m_client, arguments(), work, lines, m_tools.limits.silence, token);
}

/// From here on there is no way back half-way: it takes milliseconds.
QCoro::Task<Result<void>> DatabaseRestore::giveName(WritePermit permit, CancelToken token)
{
    if (token.isCancelled())
        co_return Error::cancelled();
    const auto connection = co_await m_tools.places.openBeside(m_input, {});
    if (!connection)
        co_return connection.error();
    ServerDatabases server(**connection);
    if (!m_mark.replaced.isEmpty()) {
        const Result<void> aside = co_await server.rename(permit, m_input.into, m_mark.replaced, {});
        if (!aside)
            co_return aside.error();
    }
    const Result<void> named = co_await server.rename(permit, m_work, m_input.into, {});
    if (!named && !m_mark.replaced.isEmpty()) {
        if (const Result<void> back = co_await server.rename(permit, m_mark.replaced, m_input.into, {}); !back)
            co_return Error(named.error().kind(),
                tr("%1 The database before is whole and is called “%2” now; rename it to “%3”.")
                    .arg(named.error().message(), m_mark.replaced, m_input.into));
    }
    co_return named;
}

QCoro::Task<Error> DatabaseRestore::dropAgain(WritePermit permit, Error why)
{
    const auto connection = co_await m_tools.places.openBeside(m_input, {});
    if (connection) {
        ServerDatabases server(**connection);
        const Result<QJsonValue> left = co_await server.state(m_work, {});
        if (left && !(*left)[u"mark"_s].isObject())
            co_return why.withChanged(Error::Changed::No);
        if (left) {
            if (const Result<void> gone = co_await server.drop(permit, m_work, true, {}); gone)
                co_return why.withChanged(Error::Changed::No);
        }
    }
    co_return Error(why.kind(),
        tr("%1 What was made so far, the database “%2”, could not be dropped; it is dropped with the next attempt.")
            .arg(why.message(), m_work))
        .withCode(why.code())
        .withChanged(Error::Changed::Unknown);
}

} // namespace sm::backups
