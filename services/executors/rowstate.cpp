// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowstate.h"

#include "boundsql.h"
#include "keptrows.h"
#include "rowsql.h"

#include <crypto/sha256.h>
#include <store/capturebytes.h>

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using postgres::QueryResult;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Sql", text); }

Error tooManyToKeep(qsizetype most)
{
    return Error(Error::Kind::Conflict,
        tr("The statement hits more rows than can be kept (%1, or 64 MiB of them), so nothing was changed. Write "
           "“capture: "
           "false” to go on without; then nothing brings them back.")
            .arg(most))
        .withCode(u"TooMany"_s);
}

Error tooMany(qint64 rows, int atMost)
{
    return Error(Error::Kind::Conflict,
        tr("The statement hits %1 rows, more than the %2 that “atMost” allows. Nothing was changed.")
            .arg(rows)
            .arg(atMost))
        .withCode(u"TooMany"_s);
}

Result<QJsonObject> withinLimit(const QJsonObject &state, const SqlInput &input)
{
    const qint64 rows = state.value(u"rows"_s).toInteger();
    if (input.atMost && rows > *input.atMost)
        return tooMany(rows, *input.atMost);
    return state;
}

Error notKept(const SqlTable &table)
{
    return Error(Error::Kind::Invalid,
        tr("%1 is no table of its own (a view, a foreign table, or one that others inherit from), so its rows can not "
           "be "
           "kept. Write “capture: false” to go on without.")
            .arg(table.sql))
        .withCode(u"NotKept"_s);
}

/// The first date or instant of the table that the condition speaks of.
QString timeColumnOf(const SqlTable &table, const RowChange &change)
{
    const Result<QList<postgres::SqlToken>> tokens = postgres::SqlLexer::tokens(change.condition);
    if (!tokens)
        return {};
    const SqlPiece piece{change.condition, {tokens->constData(), static_cast<size_t>(tokens->size())}};
    for (size_t at = 0; at < piece.tokens.size(); ++at) {
        const std::optional<QString> name = piece.name(at);
        for (const SqlTable::Column &column : table.columns) {
            if (name && column.isTime && column.name == *name)
                return column.name;
        }
    }
    return {};
}

void putTimes(QJsonObject &state, const QString &column, const QJsonValue &oldest, const QJsonValue &newest)
{
    if (column.isEmpty())
        return;
    state.insert(u"column"_s, column);
    state.insert(u"oldest"_s, oldest);
    state.insert(u"newest"_s, newest);
}

/// Of the texts of whole rows, as the server makes it of those that it deletes.
QString digestOf(const QJsonArray &rows)
{
    crypto::Sha256 digest;
    bool isFirst = true;
    for (const QJsonValue row : rows) {
        digest.add(isFirst ? "" : "\n");
        digest.add(row[0].toString().toUtf8());
        isFirst = false;
    }
    return QString::fromLatin1(digest.finish().toHex());
}

KeptRows keptOf(const SqlTable &table, const QJsonArray &rows)
{
    KeptRows kept;
    const QList<SqlTable::Column> written = table.written();
    for (const SqlTable::Column &column : written)
        kept.columns << column.name;
    for (const QJsonValue row : rows) {
        QJsonArray values;
        for (qsizetype at = 0; at < kept.columns.size(); ++at)
            values << row[at + 1];
        kept.rows << values;
    }
    return kept;
}

} // namespace

RowState::RowState(postgres::Connection &connection, const store::CaptureStore &captures, qsizetype mostRows)
    : m_connection(connection)
    , m_captures(captures)
    , m_mostRows(mostRows)
{
}

QCoro::Task<Result<QJsonObject>> RowState::matching(SqlInput input, CancelToken token)
{
    const Result<SqlTable> table
        = co_await SqlTable::describe(&m_connection, input.change->table, input.change->removes, token);
    if (!table)
        co_return table.error();
    if (input.keepsRows && !table->isPlain)
        co_return notKept(*table);
    const BoundSql source = bound(input.change->selection(), input.statement.parameters);
    const QString timeColumn = timeColumnOf(*table, *input.change);
    if (!input.keepsRows) {
        const postgres::Statement count{countSql(source.sql, timeColumn), source.parameters, input.statement.limit};
        const Result<QJsonObject> state = co_await counted(count, timeColumn, token);
        co_return state ? withinLimit(*state, input) : state;
    }
    const Result<Found> found
        = co_await read(*table, source.sql, source.parameters, timeColumn, input.statement.limit, token);
    if (!found)
        co_return found.error();
    if (const auto fits = withinLimit(found->state, input); !fits)
        co_return fits.error();
    QJsonObject state = found->state;
    state.insert(u"key"_s, QJsonArray::fromStringList(table->keyNames()));
    state.insert(u"also"_s, QJsonArray::fromStringList(table->also));
    if (!found->isEmpty) {
        const Result<store::CaptureId> kept = co_await keepBytes(&m_captures, found->content);
        if (!kept)
            co_return kept.error();
    }
    co_return state;
}

QCoro::Task<Result<QJsonObject>> RowState::ofKept(SqlInput input, CancelToken token)
{
    const QJsonObject matched = input.matched;
    const bool removes = input.change && input.change->removes;
    const Result<SqlTable> table = co_await SqlTable::describe(&m_connection, input.changedTable(), removes, token);
    if (!table)
        co_return table.error();
    QJsonArray keys;
    if (matched.value(u"rows"_s).toInteger() > 0) {
        const Result<QByteArray> bytes = co_await keptBytes(&m_captures, *input.kept(), token);
        if (!bytes)
            co_return bytes.error();
        const Result<KeptRows> kept = KeptRows::decoded(*bytes);
        if (!kept)
            co_return kept.error();
        keys = kept->only(input.key());
    }
    const Result<Found> found = co_await read(*table, byKeySql(*table), QJsonArray{QJsonValue(keys)},
        matched.value(u"column"_s).toString(), input.statement.limit, token);
    if (!found)
        co_return found.error();
    QJsonObject state = found->state;
    state.insert(u"key"_s, matched.value(u"key"_s));
    state.insert(u"also"_s, matched.value(u"also"_s));
    co_return state;
}

QCoro::Task<Result<QJsonObject>> RowState::counted(postgres::Statement statement, QString timeColumn, CancelToken token)
{
    const Result<QueryResult> result = co_await m_connection.read(statement, token);
    if (!result)
        co_return result.error();
    const QJsonValue row = result->rows.first();
    QJsonObject state{{u"rows"_s, row[0]}};
    putTimes(state, timeColumn, row[1], row[2]);
    co_return state;
}

QCoro::Task<Result<RowState::Found>> RowState::read(SqlTable table, QString source, QJsonArray parameters,
    QString timeColumn, std::chrono::milliseconds limit, CancelToken token)
{
    const postgres::Statement statement{rowsSql(table, source, timeColumn), parameters, limit, m_mostRows};
    const Result<QueryResult> result = co_await m_connection.read(statement, token);
    if (!result)
        co_return result.error();
    if (result->truncated)
        co_return tooManyToKeep(m_mostRows);
    Found found;
    found.isEmpty = result->rows.isEmpty();
    found.content = keptOf(table, result->rows).encoded();
    found.state = QJsonObject{{u"rows"_s, result->rows.size()}, {u"digest"_s, digestOf(result->rows)},
        {u"capture"_s, toJson(store::captureIdOf(found.content))}};
    const qsizetype times = result->columns.size() - 2;
    const QJsonValue first = result->rows.isEmpty() ? QJsonValue() : QJsonValue(result->rows.first());
    putTimes(found.state, timeColumn, first.isArray() ? first[times] : QJsonValue(),
        first.isArray() ? first[times + 1] : QJsonValue());
    co_return found;
}

} // namespace sm::executors
