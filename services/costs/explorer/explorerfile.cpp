// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorerfile.h"

#include <store/database.h>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;
using store::Connection;

namespace {

constexpr int DaysOpen = 90;

store::Schema answersSchema()
{
    constexpr quint32 ApplicationId = 0x534d6365; // "SMce"
    const QStringList version1{
        u"CREATE TABLE answers(name TEXT PRIMARY KEY, text BLOB NOT NULL, closed INTEGER NOT NULL, "
        "written INTEGER NOT NULL) STRICT"_s,
        u"CREATE INDEX answers_by_age ON answers(closed, written)"_s,
    };
    return {u"CostExplorerAnswers"_s, ApplicationId, {version1}};
}

Result<void> done(const Result<qint64> &executed) { return executed ? ok() : executed.error(); }

} // namespace

ExplorerFile::ExplorerFile(std::unique_ptr<store::Database> database, const Clock *clock)
    : m_database(std::move(database))
    , m_clock(clock)
{
}

ExplorerFile::~ExplorerFile() = default;

QCoro::Task<Result<std::unique_ptr<ExplorerFile>>> ExplorerFile::open(QString file, const Clock *clock)
{
    Result<std::unique_ptr<store::Database>> database = co_await store::Database::open(file, answersSchema());
    if (!database)
        co_return database.error();
    co_return std::unique_ptr<ExplorerFile>(new ExplorerFile(std::move(*database), clock));
}

QCoro::Task<Result<std::optional<ExplorerArchive::Kept>>> ExplorerFile::read(QString name, CancelToken)
{
    return m_database->run<std::optional<Kept>>([name](Connection &connection) -> Result<std::optional<Kept>> {
        const Result<QVariant> text = connection.value(u"SELECT text FROM answers WHERE name = ?"_s, {name});
        if (!text)
            return text.error();
        if (!text->isValid())
            return std::optional<Kept>();
        return std::optional<Kept>(Kept{qUncompress(text->toByteArray()), CostOrigin::Store});
    });
}

QCoro::Task<Result<void>> ExplorerFile::write(QString name, QByteArray text, Keep keep, CancelToken)
{
    const qint64 now = m_clock->nowUtc().toSecsSinceEpoch();
    return m_database->run<void>([name, text, keep, now](Connection &connection) -> Result<void> {
        const auto kept = connection.execute(
            u"INSERT INTO answers(name, text, closed, written) VALUES (?, ?, ?, ?) ON CONFLICT(name) DO UPDATE SET "
            "text = excluded.text, closed = excluded.closed, written = excluded.written"_s,
            {name, qCompress(text), keep == Keep::ForEver ? 1 : 0, now});
        if (!kept)
            return kept.error();
        const qint64 oldest = now - qint64(DaysOpen) * 24 * 3600;
        return done(connection.execute(u"DELETE FROM answers WHERE closed = 0 AND written < ?"_s, {oldest}));
    });
}

QCoro::Task<Result<void>> ExplorerFile::forget(QString scope)
{
    return m_database->run<void>([scope](Connection &connection) -> Result<void> {
        const QString prefix = scope + u'/';
        return done(connection.execute(
            u"DELETE FROM answers WHERE substr(name, 1, ?) = ?"_s, {static_cast<qint64>(prefix.size()), prefix}));
    });
}

} // namespace sm::costs
