// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowsql.h"

#include <postgres/identifier.h>

#include <QRegularExpression>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Names of the server's own are never too long.
QString quoted(const QString &name) { return postgres::quoteIdentifier(name).value_or(QString()); }

/// Not the name of the table alone, which a column of the same name would hide. Every type has a text; not every type
/// has an order.
QString wholeRow(const SqlTable &table, const QString &reference)
{
    QStringList columns;
    for (const SqlTable::Column &column : table.columns)
        columns << reference + u'.' + quoted(column.name);
    return u"(ROW(%1)::text COLLATE \"C\")"_s.arg(columns.join(u", "_s));
}

/// The one that fails does so by a cast, whose error quotes what it was given.
QString countOrFail(const QString &isRight)
{
    return u"SELECT CASE WHEN %1 THEN count(*) ELSE ('rows-hit:' || count(*))::bigint END FROM changed"_s.arg(isRight);
}

QString firstAndLast(const QString &column, const QString &over)
{
    return column.isEmpty() ? u"NULL, NULL"_s : u"(min(%1)%2)::text, (max(%1)%2)::text"_s.arg(column, over);
}

} // namespace

QString rowsSql(const SqlTable &table, const QString &source, const QString &timeColumn)
{
    QStringList texts;
    const QList<SqlTable::Column> written = table.written();
    for (const SqlTable::Column &column : written)
        texts << u"r.%1::text"_s.arg(quoted(column.name));
    const QString time = timeColumn.isEmpty() ? QString() : u"r."_s + quoted(timeColumn);
    return u"SELECT %1, %2, %3 FROM (%4) AS r ORDER BY 1"_s.arg(
        wholeRow(table, u"r"_s), texts.join(u", "_s), firstAndLast(time, u" OVER ()"_s), source);
}

QString countSql(const QString &source, const QString &timeColumn)
{
    const QString time = timeColumn.isEmpty() ? QString() : u"r."_s + quoted(timeColumn);
    return u"SELECT count(*), %1 FROM (%2) AS r"_s.arg(firstAndLast(time, {}), source);
}

QString byKeySql(const SqlTable &table)
{
    QStringList columns;
    QStringList values;
    const QList<SqlTable::Column> key = table.key();
    for (const SqlTable::Column &column : key) {
        columns << u"k."_s + quoted(column.name);
        values << u"(e->>%1)::%2"_s.arg(values.size()).arg(column.type);
    }
    return u"SELECT * FROM %1 AS k WHERE (%2) IN (SELECT %3 FROM json_array_elements($1::json) AS e)"_s.arg(
        table.sql, columns.join(u", "_s), values.join(u", "_s));
}

QString guardedSql(const RowChange &change, const SqlTable &table, const QJsonObject &expected)
{
    const QString digest = expected.value(u"digest"_s).toString();
    // What an UPDATE returns are the rows as they are afterwards.
    static const QRegularExpression hexadecimal(u"\\A[0-9a-f]{64}\\z"_s);
    const bool knowsRows = change.removes && hexadecimal.match(digest).hasMatch();
    const QString row = knowsRows ? wholeRow(table, change.reference) : u"1"_s;
    QString isRight = u"count(*) = %1"_s.arg(expected.value(u"rows"_s).toInteger());
    if (knowsRows)
        isRight += u" AND encode(sha256(convert_to(coalesce(string_agg(x, chr(10) ORDER BY x), ''), 'UTF8')), 'hex') = "
                   "'%1'"_s.arg(digest);
    // On a line of its own: a comment may stand at the end of the statement.
    return u"WITH changed AS ("_s + change.body + u"\nRETURNING %1 AS x) "_s.arg(row) + countOrFail(isRight);
}

QString putBackSql(const SqlTable &table, qint64 rows)
{
    QStringList given;
    QStringList assigned;
    QStringList same;
    const QList<SqlTable::Column> written = table.written();
    for (const SqlTable::Column &column : written) {
        const QString value = u"c%1"_s.arg(given.size());
        given << u"(e->>%1)::%2 AS %3"_s.arg(given.size()).arg(column.type, value);
        if (column.keyPlace == 0 && !column.isFixed)
            assigned << u"%1 = g.%2"_s.arg(quoted(column.name), value);
        if (column.keyPlace > 0)
            same << u"k.%1 = g.%2"_s.arg(quoted(column.name), value);
    }
    if (assigned.isEmpty()) // the row is nothing but its key
        assigned << QString(same.first()).remove(0, 2);
    return u"WITH given AS (SELECT %1 FROM json_array_elements($1::json) AS e), changed AS (UPDATE %2 AS k SET %3 "
           "FROM given AS g WHERE %4 RETURNING 1 AS x) "_s.arg(
               given.join(u", "_s), table.sql, assigned.join(u", "_s), same.join(u" AND "_s))
        + countOrFail(u"count(*) = %1"_s.arg(rows));
}

std::optional<qint64> otherCountIn(const Error &error)
{
    static const QRegularExpression form(u"\"rows-hit:(\\d+)\""_s);
    const auto found = form.match(error.message());
    return error.code() == "22P02"_L1 && found.hasMatch() ? std::optional(found.captured(1).toLongLong())
                                                          : std::nullopt;
}

} // namespace sm::executors
