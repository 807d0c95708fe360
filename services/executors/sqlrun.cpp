// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlrun.h"

#include "keptrows.h"
#include "rowsql.h"

#include <store/capturebytes.h>

#include <QCoreApplication>
#include <QFile>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using postgres::CopyCount;
using postgres::QueryResult;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Sql", text); }

Error storage(const QString &file, const QString &why)
{
    return Error(Error::Kind::Storage, tr("%1 can not be used: %2.").arg(file, why));
}

Error exists(const QString &file)
{
    return Error(Error::Kind::Conflict, tr("%1 is there already. Choose another name, or move it away.").arg(file))
        .withCode(u"Exists"_s);
}

Error countChanged(qint64 expected, qint64 found)
{
    return Error(Error::Kind::Conflict,
        tr("The statement hit %1 rows, or others than the %2 that were looked at, so the server took it back: nothing "
           "was "
           "changed. Look again, then decide.")
            .arg(found)
            .arg(expected))
        .withCode(u"CountChanged"_s)
        .withChanged(Error::Changed::No);
}

QJsonObject outputOf(const QueryResult &result)
{
    QJsonArray columns;
    for (const postgres::Column &column : result.columns)
        columns << column.name;
    return {{u"columns"_s, columns}, {u"rows"_s, result.objects()}, {u"affected"_s, result.affectedRows},
        {u"truncated"_s, result.truncated}};
}

Applied affected(qint64 rows) { return {{{u"affected"_s, rows}}, {}, {}}; }

/// Gives \p bytes piece by piece.
postgres::CopySource sourceOf(QByteArray bytes)
{
    return [bytes = std::move(bytes), at = qsizetype(0)]() mutable {
        constexpr qsizetype piece = 64 * 1024;
        const QByteArray next = bytes.mid(at, piece);
        at += next.size();
        return Result<QByteArray>(next);
    };
}

} // namespace

SqlRun::SqlRun(postgres::Connection &connection, const store::CaptureStore &captures, const SqlInput &input)
    : m_connection(connection)
    , m_captures(captures)
    , m_input(input)
{
}

QCoro::Task<Result<Applied>> SqlRun::query(CancelToken token)
{
    const Result<QueryResult> result = co_await m_connection.read(m_input.statement, token);
    if (!result)
        co_return result.error();
    co_return Applied{outputOf(*result), {}, {}};
}

QCoro::Task<Result<Applied>> SqlRun::execute(WritePermit permit, CancelToken token)
{
    const bool isGuarded = m_input.change && m_input.matched.contains(u"rows"_s);
    if (!isGuarded) {
        const Result<QueryResult> result = co_await m_connection.write(permit, m_input.statement, token);
        if (!result)
            co_return result.error();
        co_return Applied{outputOf(*result), {}, {}};
    }
    if (m_input.matched.value(u"rows"_s).toInteger() == 0)
        co_return affected(0);
    const Result<SqlTable> described = co_await table(token);
    if (!described)
        co_return described.error();
    postgres::Statement statement = m_input.statement;
    statement.sql = guardedSql(*m_input.change, *described, m_input.matched);
    co_return co_await guarded(permit, statement, token);
}

QCoro::Task<Result<Applied>> SqlRun::guarded(WritePermit permit, postgres::Statement statement, CancelToken token)
{
    const Result<QueryResult> result = co_await m_connection.write(permit, statement, token);
    if (result)
        co_return affected(result->rows.first().toArray().first().toInteger());
    const std::optional<qint64> other = otherCountIn(result.error());
    if (other)
        co_return countChanged(m_input.matched.value(u"rows"_s).toInteger(), *other);
    co_return result.error();
}

QCoro::Task<Result<Applied>> SqlRun::copyOut(CancelToken token)
{
    QFile file(m_input.file);
    if (file.exists())
        co_return exists(m_input.file);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        co_return storage(m_input.file, file.errorString());
    const postgres::CopyQuery query{m_input.statement.sql, m_input.format};
    const Result<CopyCount> count = co_await m_connection.copyOut(query, postgres::copyTo(&file), token);
    const bool isWhole = count && file.flush();
    const QString why = file.errorString();
    file.close();
    if (isWhole)
        co_return Applied{{{u"file"_s, m_input.file}, {u"rows"_s, count->rows}, {u"bytes"_s, count->bytes}}, {}, {}};
    QFile::remove(m_input.file);
    co_return count ? storage(m_input.file, why) : count.error();
}

QCoro::Task<Result<Applied>> SqlRun::copyIn(WritePermit permit, CancelToken token)
{
    return m_input.file.isEmpty() ? copyKept(permit, token) : copyFile(permit, token);
}

QCoro::Task<Result<Applied>> SqlRun::copyKept(WritePermit permit, CancelToken token)
{
    if (m_input.matched.value(u"rows"_s).toInteger() == 0)
        co_return affected(0);
    const Result<QByteArray> bytes = co_await keptBytes(&m_captures, *m_input.kept(), token);
    if (!bytes)
        co_return bytes.error();
    const Result<KeptRows> kept = KeptRows::decoded(*bytes);
    if (!kept)
        co_return kept.error();
    const postgres::CopyTarget target{
        m_input.table->schema, m_input.table->table, kept->columns, postgres::CopyFormat::Text};
    const Result<CopyCount> count
        = co_await m_connection.copyIn(permit, target, sourceOf(KeptRows::copyText(*bytes)), token);
    co_return count ? Result<Applied>(affected(count->rows)) : count.error();
}

QCoro::Task<Result<Applied>> SqlRun::copyFile(WritePermit permit, CancelToken token)
{
    QFile file(m_input.file);
    if (!file.exists())
        co_return Error(Error::Kind::NotFound, tr("There is no file %1.").arg(m_input.file));
    if (!file.open(QIODevice::ReadOnly))
        co_return storage(m_input.file, file.errorString());
    const postgres::CopyTarget target{m_input.table->schema, m_input.table->table, m_input.columns, m_input.format};
    const Result<CopyCount> count = co_await m_connection.copyIn(permit, target, postgres::copyFrom(&file), token);
    co_return count ? Result<Applied>(affected(count->rows)) : count.error();
}

QCoro::Task<Result<Applied>> SqlRun::putBack(WritePermit permit, CancelToken token)
{
    const Result<SqlTable> described = co_await table(token);
    if (!described)
        co_return described.error();
    const Result<QByteArray> bytes = co_await keptBytes(&m_captures, *m_input.kept(), token);
    if (!bytes)
        co_return bytes.error();
    const Result<KeptRows> kept = KeptRows::decoded(*bytes);
    if (!kept)
        co_return kept.error();
    QStringList columns;
    const QList<SqlTable::Column> written = described->written();
    for (const SqlTable::Column &column : written)
        columns << column.name;
    postgres::Statement statement{
        putBackSql(*described, kept->rows.size()), QJsonArray{QJsonValue(kept->only(columns))}};
    statement.limit = m_input.statement.limit;
    co_return co_await guarded(permit, statement, token);
}

QCoro::Task<Result<SqlTable>> SqlRun::table(CancelToken token)
{
    const bool removes = m_input.change && m_input.change->removes;
    return SqlTable::describe(&m_connection, m_input.changedTable(), removes, token);
}

} // namespace sm::executors
