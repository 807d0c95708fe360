// SPDX-License-Identifier: GPL-3.0-or-later
#include "fingerprint.h"

#include <postgres/identifier.h>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using postgres::QueryResult;

namespace {

// One table takes as long as it takes; a connection that breaks is noticed in a minute.
constexpr std::chrono::hours tableLimit{12};
constexpr qsizetype mostTables = 1'000'000;

QCoro::Task<Result<QJsonObject>> checksumOf(
    postgres::Snapshot *snapshot, QString schema, QString table, CancelToken token)
{
    const Result<QString> sql = checksumSql(schema, table);
    if (!sql)
        co_return sql.error();
    const postgres::Statement statement{*sql, {}, tableLimit};
    const Result<QueryResult> sums = co_await snapshot->read(statement, token);
    if (!sums)
        co_return sums.error();
    const QJsonArray row = sums->rows.first().toArray();
    co_return QJsonObject{{u"schema"_s, schema}, {u"table"_s, table}, {u"rows"_s, row[0].toString().toLongLong()},
        {u"checksum"_s, QString(row[1].toString() + u':' + row[2].toString())}};
}

} // namespace

QString tablesSql()
{
    return u"SELECT n.nspname, c.relname FROM pg_catalog.pg_class AS c "
           "JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace WHERE c.relkind = 'r' "
           "AND c.relpersistence <> 't' AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_' "
           "AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS d WHERE d.classid = 'pg_catalog.pg_class'::regclass "
           "AND d.objid = c.oid AND d.deptype = 'e')"_s;
}

Result<QString> checksumSql(const QString &schema, const QString &table)
{
    const Result<QString> quoted = postgres::quoteTable(schema, table);
    if (!quoted)
        return quoted.error();
    // OFFSET 0, so that the digest is computed once for both sums. "sm_row.*" is the row even where a column has that
    // name.
    return u"SELECT count(*)::text, coalesce(sum(('x' || left(h, 16))::bit(64)::bigint), 0)::text, "
           "coalesce(sum(('x' || right(h, 16))::bit(64)::bigint), 0)::text "
           "FROM (SELECT md5(ROW(sm_row.*)::text) AS h FROM ONLY "_s
        + *quoted + u" AS sm_row OFFSET 0) AS digests"_s;
}

QCoro::Task<Result<QJsonObject>> readFingerprint(postgres::Snapshot *snapshot, TellTable tell, CancelToken token)
{
    postgres::Statement statement{QString(tablesSql() + u" ORDER BY 1, 2"_s)};
    statement.maxRows = mostTables;
    const Result<QueryResult> names = co_await snapshot->read(statement, token);
    if (!names)
        co_return names.error();
    QJsonArray tables;
    qint64 rows = 0;
    const QJsonArray all = names->rows;
    for (const QJsonValue each : all) {
        const QString schema = each[0].toString();
        const QString table = each[1].toString();
        tell(int(tables.size()) + 1, int(all.size()), schema + u'.' + table);
        const Result<QJsonObject> sum = co_await checksumOf(snapshot, schema, table, token);
        if (!sum)
            co_return sum.error();
        rows += sum->value(u"rows"_s).toInteger();
        tables << *sum;
    }
    co_return QJsonObject{{u"formula"_s, u"md5-sums-1"_s}, {u"rows"_s, rows}, {u"tables"_s, tables}};
}

} // namespace sm::backups
