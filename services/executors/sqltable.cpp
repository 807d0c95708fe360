// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqltable.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using postgres::QueryResult;

namespace {

const QString columnsSql = u"SELECT a.attname::text, pg_catalog.format_type(a.atttypid, a.atttypmod), "
                           "a.attgenerated <> '', a.atttypid IN (1082, 1114, 1184), a.attidentity = 'a', "
                           "coalesce((SELECT k.place FROM pg_catalog.pg_index AS i, "
                           "unnest(i.indkey::int2[]) WITH ORDINALITY AS k(attnum, place) "
                           "WHERE i.indrelid = c.oid AND i.indisprimary AND k.attnum = a.attnum), 0)::int, "
                           "c.relkind = 'p' OR (c.relkind = 'r' AND NOT EXISTS "
                           "(SELECT 1 FROM pg_catalog.pg_inherits AS h WHERE h.inhparent = c.oid)) "
                           "FROM pg_catalog.pg_class AS c JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid "
                           "WHERE c.oid = to_regclass($1)::oid AND a.attnum > 0 AND NOT a.attisdropped "
                           "ORDER BY a.attnum"_s;

const QString alsoSql = u"SELECT f.conrelid::regclass::text FROM pg_catalog.pg_constraint AS f "
                        "WHERE f.contype = 'f' AND f.confrelid = to_regclass($1)::oid "
                        "AND CASE WHEN $2::bool THEN f.confdeltype ELSE f.confupdtype END IN ('c', 'n', 'd') "
                        "UNION SELECT t.tgname::text FROM pg_catalog.pg_trigger AS t "
                        "WHERE t.tgrelid = to_regclass($1)::oid AND NOT t.tgisinternal AND t.tgenabled <> 'D' "
                        "AND (t.tgtype & CASE WHEN $2::bool THEN 8 ELSE 16 END) <> 0 ORDER BY 1"_s;

Error noSuchTable(const TableName &name)
{
    const QString shown = name.schema.isEmpty() ? name.table : name.schema + u'.' + name.table;
    return Error(Error::Kind::NotFound,
        QCoreApplication::translate("sm::executors::Sql", "There is no table “%1”. Check the name.").arg(shown))
        .withCode(u"42P01"_s);
}

void takeColumns(const QueryResult &result, SqlTable &table)
{
    for (const QJsonValue each : result.rows) {
        table.columns << SqlTable::Column{each[0].toString(), each[1].toString(), each[2].toBool(), each[3].toBool(),
            each[4].toBool(), each[5].toInt()};
        table.isPlain = each[6].toBool();
    }
}

} // namespace

QList<SqlTable::Column> SqlTable::written() const
{
    QList<Column> found;
    std::copy_if(columns.begin(), columns.end(), std::back_inserter(found),
        [](const Column &column) { return !column.isGenerated; });
    return found;
}

QList<SqlTable::Column> SqlTable::key() const
{
    QList<Column> found;
    std::copy_if(columns.begin(), columns.end(), std::back_inserter(found),
        [](const Column &column) { return column.keyPlace > 0; });
    std::sort(found.begin(), found.end(), [](const Column &a, const Column &b) { return a.keyPlace < b.keyPlace; });
    const bool isGenerated
        = std::any_of(found.begin(), found.end(), [](const Column &column) { return column.isGenerated; });
    return isGenerated ? QList<Column>() : found;
}

QStringList SqlTable::keyNames() const
{
    QStringList names;
    const QList<Column> parts = key();
    for (const Column &column : parts)
        names << column.name;
    return names;
}

QCoro::Task<Result<SqlTable>> SqlTable::describe(
    postgres::Connection *connection, TableName name, bool removes, CancelToken token)
{
    const Result<QString> quoted = name.quoted();
    if (!quoted)
        co_return quoted.error();
    const Result<QueryResult> columns = co_await connection->read({columnsSql, {*quoted}}, token);
    if (!columns)
        co_return columns.error();
    if (columns->rows.isEmpty())
        co_return noSuchTable(name);
    const Result<QueryResult> also = co_await connection->read({alsoSql, {*quoted, removes}}, token);
    if (!also)
        co_return also.error();
    SqlTable table;
    table.sql = *quoted;
    takeColumns(*columns, table);
    for (const QJsonValue each : also->rows)
        table.also << each[0].toString();
    co_return table;
}

} // namespace sm::executors
