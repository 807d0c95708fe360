// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalexport.h"

#include "chainrows.h"
#include "journalrows.h"

#include <core/csv.h>
#include <core/json.h>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int PageRows = 1'000;

QString hex(const QByteArray &bytes) { return QString::fromLatin1(bytes.toHex()); }

QString time(const QDateTime &at) { return at.isValid() ? at.toUTC().toString(Qt::ISODateWithMs) : QString(); }

QString json(const QJsonValue &value)
{
    return value.isUndefined() ? QString() : QString::fromUtf8(toCompactJson(value));
}

QString environment(Environment environment)
{
    return environment == Environment::Production ? u"production"_s
        : environment == Environment::Staging     ? u"staging"_s
                                                  : u"development"_s;
}

} // namespace

QByteArray jsonExportBeginning(const ChainHead &head, const QByteArray &publicKey)
{
    const QJsonObject beginning{{u"format"_s, u"stationmaster-journal-1"_s}, {u"hash"_s, u"SHA-256"_s},
        {u"signature"_s, u"Ed25519"_s}, {u"publicKey"_s, hex(publicKey)},
        {u"head"_s,
            QJsonObject{{u"seq"_s, head.seq}, {u"hash"_s, hex(head.hash)}, {u"signature"_s, hex(head.signature)}}}};
    return toCompactJson(beginning).chopped(1) + ",\"rows\":[";
}

Result<ExportPage> jsonExportRows(store::Connection &connection, qint64 after, qint64 end)
{
    static const QString sql
        = u"SELECT seq, CAST('{\"seq\":' || seq || ',\"table\":' || json_quote(kind) || ',\"row\":' || row || "
          "',\"hash\":\"' || lower(hex(hash)) || '\",\"signature\":' || coalesce('\"' || lower(hex(signature)) || "
          "'\"', 'null') || ',\"columns\":' || coalesce(%1, 'null') || '}' AS BLOB) FROM chain WHERE seq > ? AND seq "
          "<= ? ORDER BY seq LIMIT ?"_s.arg(chainedRowSql());
    const Result<QList<store::Row>> rows = connection.select(sql, {after, end, PageRows});
    if (!rows)
        return rows.error();
    ExportPage page;
    for (const store::Row &row : *rows) {
        page.last = row.value(0).toLongLong();
        page.lines += (page.last == 1 ? "\n" : ",\n") + row.value(1).toByteArray();
    }
    return page;
}

QByteArray jsonExportEnd() { return "\n]}\n"; }

QByteArray csvExportHeader()
{
    QList<csv::Cell> cells;
    for (const char *name : {"entry", "run", "plan", "plan title", "step", "attempt", "title", "intent at",
             "outcome at", "state", "actor", "system", "environment", "account", "region", "operation", "resource",
             "input", "cli", "error code", "error", "request id", "output", "before", "after", "sealed", "resolution",
             "resolved at", "resolved by", "evidence", "undoes", "undone by"})
        cells << csv::text(QString::fromLatin1(name));
    return csv::byteOrderMark + csv::record(cells);
}

QByteArray csvExportRecord(const JournalEntry &entry)
{
    return csv::record({csv::number(entry.id), csv::number(entry.run), csv::text(entry.plan.value),
        csv::text(entry.planTitle), csv::number(entry.step + 1), csv::number(entry.attempt), csv::text(entry.title),
        csv::text(time(entry.intentAt)), csv::text(time(entry.outcomeAt)),
        csv::text(entry.state == StepState::Running ? u"running"_s : stateWord(entry.state)), csv::text(entry.actor),
        csv::text(entry.system.title), csv::text(environment(entry.system.environment)),
        csv::text(entry.system.pinnedAccount.value), csv::text(entry.system.region.value), csv::text(entry.uses),
        csv::text(entry.resource), csv::text(json(entry.input)), csv::text(entry.cli), csv::text(entry.errorCode),
        csv::text(entry.errorMessage), csv::text(entry.requestId), csv::text(json(entry.output)),
        csv::text(json(entry.before)), csv::text(json(entry.after)), csv::text(entry.sealed ? u"yes"_s : u"no"_s),
        csv::text(entry.resolution), csv::text(time(entry.resolvedAt)), csv::text(entry.resolvedBy),
        csv::text(entry.evidence.isEmpty() ? QString() : json(entry.evidence)), csv::number(entry.undoes),
        csv::number(entry.undoneBy)});
}

} // namespace sm::operations
