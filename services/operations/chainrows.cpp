// SPDX-License-Identifier: GPL-3.0-or-later
#include "chainrows.h"

#include <crypto/digest.h>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray sized(char type, const QByteArray &bytes) { return type + QByteArray::number(bytes.size()) + ':' + bytes; }

// The type is asked of the value, not of the column: a damaged file does not keep to its own rules.
QString valueSql(const QString &column)
{
    return u"CASE typeof(%1) WHEN 'null' THEN 'n;' WHEN 'integer' THEN 'i' || %1 || ';' ELSE substr(typeof(%1), 1, 1) "
           "|| length(CAST(%1 AS BLOB)) || ':' || %1 END"_s.arg(column);
}

} // namespace

const QList<ChainTable> &chainTables()
{
    static const QList<ChainTable> tables{
        {u"sessions"_s, {u"id"_s, u"began_at"_s, u"version"_s, u"public_key"_s}},
        {u"plans"_s,
            {u"id"_s, u"session"_s, u"plan"_s, u"title"_s, u"actor"_s, u"system"_s, u"body"_s, u"began_at"_s,
                u"tracked"_s, u"resumes"_s, u"runbook"_s, u"reason"_s}},
        {u"entries"_s,
            {u"id"_s, u"plan"_s, u"step"_s, u"title"_s, u"actor"_s, u"uses"_s, u"resource"_s, u"input"_s, u"cli"_s,
                u"intent_at"_s, u"sealed"_s, u"attempt"_s, u"undoes"_s, u"fingerprint"_s, u"state_before"_s}},
        {u"outcomes"_s,
            {u"entry"_s, u"outcome_at"_s, u"state"_s, u"error_code"_s, u"error_message"_s, u"request_id"_s, u"output"_s,
                u"state_after"_s}},
        {u"resolutions"_s, {u"id"_s, u"entry"_s, u"at"_s, u"state"_s, u"actor"_s, u"evidence"_s}},
        {u"notes"_s, {u"id"_s, u"run"_s, u"kind"_s, u"step"_s, u"body"_s, u"actor"_s, u"at"_s}},
    };
    return tables;
}

QString canonicalSql(const ChainTable &table)
{
    QStringList parts;
    for (const QString &column : table.columns)
        parts << u"'%1' || %2"_s.arg(QString::fromLatin1(sized('t', column.toLatin1())), valueSql(column));
    return u"CAST(%1 AS BLOB)"_s.arg(parts.join(u" || "_s));
}

QString jsonSql(const ChainTable &table)
{
    QStringList pairs;
    for (const QString &column : table.columns)
        pairs << u"json_array('%1', %1)"_s.arg(column);
    return u"json_array(%1)"_s.arg(pairs.join(u", "_s));
}

QString ofChainedRow(QString (*expression)(const ChainTable &))
{
    QString sql = u"CASE chain.kind"_s;
    for (const ChainTable &table : chainTables())
        sql += u" WHEN '%1' THEN (SELECT %2 FROM %1 WHERE %3 = chain.row)"_s.arg(
            table.name, expression(table), table.key());
    return sql + u" END"_s;
}

QByteArray chainHash(const ChainHead &previous, qint64 seq, const QString &table, const QByteArray &row)
{
    const QByteArray signature
        = previous.signature.isEmpty() ? QByteArrayLiteral("n;") : sized('b', previous.signature);
    return crypto::sha256(
        previous.hash + signature + 'i' + QByteArray::number(seq) + ';' + sized('t', table.toUtf8()) + row);
}

} // namespace sm::operations
