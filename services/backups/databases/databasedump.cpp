// SPDX-License-Identifier: GPL-3.0-or-later
#include "databasedump.h"

#include "clientrun.h"
#include "dumparchive.h"
#include "dumpprogress.h"
#include "fingerprint.h"
#include "growth.h"

#include <keeping/keeping.h>

#include <QCoreApplication>
#include <QFileInfo>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

constexpr int firstWithMethods = 16; // of compression

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Database", text); }

Error stalled(const DatabaseLimits &limits)
{
    return Error(Error::Kind::Timeout,
        tr("pg_dump wrote nothing for %1 s, so it was ended. Look whether the server or the disk is stuck, and take "
           "the "
           "backup again.")
            .arg(std::chrono::duration_cast<std::chrono::seconds>(limits.stall).count()))
        .withCode(u"Stalled"_s);
}

Result<void> canCompress(const ClientProgram &client, const QString &compression)
{
    if (compression.size() <= 1 || client.major >= firstWithMethods)
        return ok();
    return Error(Error::Kind::Invalid,
        tr("The compression %1 needs pg_dump %2, and this one is %3. Give 0 to 9, or install postgresql-client-%2.")
            .arg(compression)
            .arg(firstWithMethods)
            .arg(client.version))
        .withCode(u"Input"_s);
}

/// It comes from the same package.
ClientProgram restoreBeside(ClientProgram dump)
{
    dump.path = QFileInfo(dump.path).path() + u"/pg_restore"_s;
    return dump;
}

} // namespace

DatabaseDump::DatabaseDump(DatabaseTools tools, DatabaseInput input)
    : m_tools(std::move(tools))
    , m_input(std::move(input))
{
}

QCoro::Task<Result<QJsonObject>> DatabaseDump::program(CancelToken token)
{
    if (const Result<void> seen = co_await look(token); !seen)
        co_return seen.error();
    co_return QJsonObject{{u"path"_s, m_client.path}, {u"version"_s, m_client.version}, {u"server"_s, m_facts.version}};
}

QCoro::Task<Result<void>> DatabaseDump::look(CancelToken token)
{
    const Result<postgres::Settings> settings = m_tools.places.settingsOf(m_input);
    if (!settings)
        co_return settings.error();
    m_settings = *settings;
    const auto connection = co_await m_tools.places.open(m_input, m_settings, token);
    if (!connection)
        co_return connection.error();
    const Result<ServerFacts> facts = co_await readFacts(connection->get(), token);
    if (!facts)
        co_return facts.error();
    m_facts = *facts;
    const QStringList folders = m_tools.limits.folders.isEmpty() ? clientFolders() : m_tools.limits.folders;
    const Result<ClientProgram> client = co_await findClient(u"pg_dump"_s, m_facts.major, folders, token);
    if (!client)
        co_return client.error();
    m_client = *client;
    co_return canCompress(m_client, m_input.compression);
}

QCoro::Task<Result<Applied>> DatabaseDump::run(WritePermit permit, Step step, CancelToken token)
{
    if (const Result<void> seen = co_await look(token); !seen)
        co_return seen.error().withChanged(Error::Changed::No);
    Manifest manifest = manifestOf(step, AssetKind::Database, m_tools.places.system());
    describe(manifest);
    Result<VaultDraft> draft = co_await beginAnew(&m_tools.vault, permit, manifest, token);
    if (!draft)
        co_return draft.error().withChanged(Error::Changed::No);
    const Result<void> written = co_await write(permit, &*draft, token);
    m_snapshot.reset();
    const VaultDraft whole = *draft;
    const Result<Applied> applied = co_await concluded(&m_tools.vault, permit, whole, written, token);
    if (!applied)
        co_return applied.error().withChanged(Error::Changed::No);
    Applied answer = *applied;
    answer.output.remove(u"contents"_s); // a line for each table, which the manifest has
    answer.output.insert(u"tables"_s, whole.manifest.source.value(u"tables"_s));
    answer.output.insert(u"program"_s, m_client.path);
    answer.output.insert(u"version"_s, m_client.version);
    answer.output.insert(u"server"_s, m_facts.version);
    co_return std::move(answer);
}

void DatabaseDump::describe(Manifest &manifest) const
{
    manifest.source = m_facts.toJson();
    manifest.source.insert(u"database"_s, m_input.database);
    manifest.source.insert(u"name"_s, m_settings.database);
    manifest.source.insert(u"host"_s, m_settings.host);
    manifest.source.insert(u"client"_s, m_client.version);
    manifest.source.insert(u"format"_s, m_input.isDirectory ? u"directory"_s : u"custom"_s);
    if (!m_facts.configuration.isEmpty())
        manifest.settings.insert(u"configuration"_s, QJsonArray::fromStringList(m_facts.configuration));
}

QStringList DatabaseDump::arguments(const QString &archive) const
{
    QStringList arguments{m_input.isDirectory ? u"--format=directory"_s : u"--format=custom"_s, u"--file="_s + archive,
        u"--no-sync"_s, // the vault puts all of it on the disk
        u"--lock-wait-timeout="_s + QString::number(m_tools.limits.lockWait.count())};
    if (m_input.jobs > 1)
        arguments << u"--jobs="_s + QString::number(m_input.jobs);
    if (!m_input.compression.isEmpty())
        arguments << u"--compress="_s + m_input.compression;
    if (m_snapshot)
        arguments << u"--snapshot="_s + m_snapshot->id();
    return arguments;
}

QCoro::Task<Result<void>> DatabaseDump::write(WritePermit permit, VaultDraft *draft, CancelToken token)
{
    draft->manifest.takenAt = QDateTime::currentDateTimeUtc();
    CancelSource stop(token);
    if (m_input.fingerprint) {
        auto snapshot = co_await postgres::Snapshot::open(m_settings, token);
        if (!snapshot)
            co_return snapshot.error();
        m_snapshot = std::move(*snapshot);
    }
    QCoro::Task<Result<QJsonObject>> sums = fingerprint(&stop);
    const Result<void> dumped = co_await dump(permit, draft, &stop);
    if (!dumped)
        stop.cancel();
    const Result<QJsonObject> contents = co_await sums;
    if (!contents && contents.error().kind() != Error::Kind::Cancelled)
        co_return contents.error();
    if (!dumped)
        co_return dumped.error();
    if (!contents)
        co_return contents.error();
    if (m_input.fingerprint) {
        draft->manifest.contents = *contents;
        draft->manifest.items = contents->value(u"rows"_s).toInteger();
    }
    const QString archive = draft->folder + u'/' + archiveName();
    const int expected = int(contents->value(u"tables"_s).toArray().size());
    const Result<int> tables = co_await checkArchive(restoreBeside(m_client), archive, expected, token);
    if (!tables)
        co_return tables.error();
    draft->manifest.source.insert(u"tables"_s, *tables);
    co_return ok();
}

/// All rows as pg_dump sees them; where that fails, \p stop ends pg_dump, too.
QCoro::Task<Result<QJsonObject>> DatabaseDump::fingerprint(CancelSource *stop)
{
    if (!m_snapshot)
        co_return QJsonObject();
    const TellTable tell = [this](int number, int of, const QString &table) {
        m_tools.tell(tr("checksum %1 of %2: %3").arg(number).arg(of).arg(table));
    };
    const Result<QJsonObject> contents = co_await readFingerprint(m_snapshot.get(), tell, stop->token());
    if (!contents)
        stop->cancel();
    co_return contents;
}

QCoro::Task<Result<void>> DatabaseDump::dump(WritePermit permit, VaultDraft *draft, CancelSource *stop)
{
    Growth growth(draft->folder, m_tools.limits.stall, *stop);
    DumpProgress progress(m_facts.tables, m_tools.tell);
    const auto lines = [&growth, &progress](const QByteArray &line) {
        growth.moved();
        progress.line(line);
    };
    const QStringList given = arguments(draft->folder + u'/' + archiveName());
    const Result<void> done = co_await runClient(permit, m_client, given, m_settings, lines, {}, stop->token());
    if (!done && growth.hasStalled())
        co_return stalled(m_tools.limits);
    co_return done;
}

} // namespace sm::backups
