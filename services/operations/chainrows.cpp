// SPDX-License-Identifier: GPL-3.0-or-later
#include "chainrows.h"

#include <crypto/digest.h>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

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

QString rowSql(const ChainTable &table)
{
    QStringList names = table.columns;
    names.sort();
    QStringList pairs;
    for (const QString &name : std::as_const(names))
        pairs << u"'%1', %1"_s.arg(name);
    // SQLite escapes exactly what RFC 8785 wants escaped, and takes one step for what else would be twenty.
    return u"CAST(json_object(%1) AS BLOB)"_s.arg(pairs.join(u", "_s));
}

QString chainedRowSql()
{
    QString sql = u"CASE chain.kind"_s;
    for (const ChainTable &table : chainTables())
        sql += u" WHEN '%1' THEN (SELECT %2 FROM %1 WHERE %3 = chain.row)"_s.arg(
            table.name, rowSql(table), table.key());
    return sql + u" END"_s;
}

QByteArray chainHash(const ChainHead &previous, qint64 seq, const QString &table, const QByteArray &row)
{
    // Put together by hand: a million rows are verified in one go.
    QByteArray bytes;
    bytes.reserve(row.size() + 512);
    bytes += "[\"";
    bytes += crypto::hex(previous.hash);
    bytes += "\",";
    bytes += previous.signature.isEmpty() ? QByteArrayLiteral("null") : '"' + crypto::hex(previous.signature) + '"';
    bytes += ',';
    bytes += QByteArray::number(seq);
    bytes += ",\"";
    bytes += table.toUtf8();
    bytes += "\",";
    bytes += row;
    bytes += ']';
    return crypto::sha256(bytes);
}

} // namespace sm::operations
