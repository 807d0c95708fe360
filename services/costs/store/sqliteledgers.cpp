// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqliteledgers.h"

#include "packedcolumn.h"

#include <core/json.h>
#include <crypto/digest.h>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;
using store::Row;

namespace {

constexpr qsizetype TextSliceBytes = 4 * 1024 * 1024;

QString valuesPart(std::size_t dimension) { return u"values/%1"_s.arg(dimension); }
QString codesPart(std::size_t dimension) { return u"codes/%1"_s.arg(dimension); }
QString amountsPart(std::size_t metric) { return u"amounts/%1"_s.arg(metric); }

} // namespace

store::Schema costsSchema()
{
    constexpr quint32 ApplicationId = 0x534d6373; // "SMcs"
    const QStringList version1{
        u"CREATE TABLE ledgers(id INTEGER PRIMARY KEY AUTOINCREMENT, system TEXT NOT NULL, digest BLOB NOT NULL, "
        "added_at INTEGER NOT NULL DEFAULT (unixepoch()), damaged INTEGER NOT NULL DEFAULT 0, head TEXT NOT NULL, "
        "UNIQUE (system, digest)) STRICT"_s,
        u"CREATE TABLE slices(id INTEGER PRIMARY KEY, ledger INTEGER NOT NULL REFERENCES ledgers(id) ON DELETE "
        "CASCADE, part TEXT NOT NULL, slice INTEGER NOT NULL, rows INTEGER NOT NULL, sha256 BLOB NOT NULL, "
        "bytes BLOB NOT NULL) STRICT"_s,
        u"CREATE UNIQUE INDEX slices_by_part ON slices(ledger, part, slice)"_s,
    };
    return {u"Costs"_s, ApplicationId, {version1}};
}

Result<QList<SqliteLedgers::Row>> SqliteLedgers::rows(const SystemId &system)
{
    const Result<QList<store::Row>> found
        = m_connection.select(u"SELECT id, head, damaged FROM ledgers WHERE system = ? ORDER BY id"_s, {system.value});
    if (!found)
        return found.error();
    QList<Row> rows;
    for (const store::Row &each : *found) {
        const Result<QJsonValue> json = parseJson(each.at(1).toString().toUtf8());
        const std::optional<LedgerHead> head = json ? headFrom(json->toObject()) : std::nullopt;
        if (head)
            rows.append({each.at(0).toLongLong(), *head, each.at(2).toBool()});
    }
    return rows;
}

Result<qint64> SqliteLedgers::write(const SystemId &system, const Ledger &ledger, const std::atomic_bool &cancelled)
{
    const QString head = QString::fromUtf8(toCompactJson(toJson(headOf(ledger))));
    const Result<qint64> number = m_connection.execute(
        u"INSERT INTO ledgers(system, digest, head) VALUES (?, ?, ?)"_s, {system.value, ledger.digest, head});
    if (!number)
        return number;
    if (const auto texts = writeTexts(*number, ledger); !texts)
        return texts.error();
    for (std::size_t first = 0; first < ledger.rows(); first += packed::SliceRows) {
        const std::size_t rows = std::min(packed::SliceRows, ledger.rows() - first);
        if (const auto columns = writeColumns(*number, ledger, first, rows); !columns)
            return columns.error();
        if (cancelled)
            return Error::cancelled();
    }
    return number;
}

Result<void> SqliteLedgers::writeTexts(qint64 number, const Ledger &ledger)
{
    for (std::size_t i = 0; i < ledger.dimensions.size(); ++i) {
        const std::vector<QByteArray> &values = ledger.dimensions[i].values;
        std::size_t next = 0;
        for (int slice = 0; next < values.size(); ++slice) {
            const std::size_t first = next;
            const QByteArray bytes = packed::packTexts(values, next, TextSliceBytes);
            if (const auto done = writeSlice(number, valuesPart(i), slice, next - first, bytes); !done)
                return done;
        }
    }
    return ok();
}

Result<void> SqliteLedgers::writeColumns(qint64 number, const Ledger &ledger, std::size_t first, std::size_t rows)
{
    const auto slice = static_cast<int>(first / packed::SliceRows);
    const QByteArray days = packed::pack(std::span(ledger.days).subspan(first, rows));
    if (const auto done = writeSlice(number, u"days"_s, slice, rows, days); !done)
        return done;
    for (std::size_t i = 0; i < ledger.dimensions.size(); ++i) {
        const QByteArray codes = packed::pack(ledger.dimensions[i].codes, first, rows);
        if (const auto done = writeSlice(number, codesPart(i), slice, rows, codes); !done)
            return done;
    }
    for (std::size_t i = 0; i < ledger.metrics.size(); ++i) {
        if (ledger.metrics[i].sameAs >= 0)
            continue;
        const QByteArray amounts = packed::pack(std::span(ledger.metrics[i].mantissas).subspan(first, rows));
        if (const auto done = writeSlice(number, amountsPart(i), slice, rows, amounts); !done)
            return done;
    }
    return ok();
}

Result<void> SqliteLedgers::writeSlice(
    qint64 number, const QString &part, int slice, std::size_t rows, const QByteArray &bytes)
{
    const Result<qint64> done = m_connection.execute(
        u"INSERT INTO slices(ledger, part, slice, rows, sha256, bytes) VALUES (?, ?, ?, ?, ?, ?)"_s,
        {number, part, slice, static_cast<qint64>(rows), crypto::sha256(bytes), bytes});
    return done ? ok() : done.error();
}

Result<std::shared_ptr<const Ledger>> SqliteLedgers::read(const Row &row)
{
    const auto ledger = std::make_shared<Ledger>(emptyLedger(row.head));
    const auto expected = static_cast<std::size_t>(row.head.info.rows);
    Result<bool> whole = readPart(row.number, u"days"_s,
        [&ledger](const QByteArray &bytes, std::size_t rows) { return packed::unpack(bytes, rows, ledger->days); });
    if (whole && *whole)
        whole = ledger->days.size() == expected;
    if (whole && *whole)
        whole = readDimensions(row.number, row.head, *ledger);
    if (whole && *whole)
        whole = readMetrics(row.number, row.head, *ledger);
    if (!whole)
        return whole.error();
    if (!*whole)
        return damaged(row.head.info);
    return std::shared_ptr<const Ledger>(ledger);
}

Result<bool> SqliteLedgers::readDimensions(qint64 number, const LedgerHead &head, Ledger &ledger)
{
    for (std::size_t i = 0; i < ledger.dimensions.size(); ++i) {
        LedgerDimension &dimension = ledger.dimensions[i];
        const quint32 values = head.dimensions.at(static_cast<qsizetype>(i)).values;
        Result<bool> whole = readPart(number, valuesPart(i), [&dimension](const QByteArray &bytes, std::size_t) {
            return packed::unpackTexts(bytes, dimension.values);
        });
        if (!whole || !*whole || dimension.values.size() != values)
            return whole ? Result<bool>(false) : whole;
        whole = readPart(number, codesPart(i), [&dimension, values](const QByteArray &bytes, std::size_t rows) {
            return packed::unpack(bytes, rows, values, dimension.codes);
        });
        if (!whole || !*whole || dimension.codes.size() != ledger.rows())
            return whole ? Result<bool>(false) : whole;
    }
    return true;
}

Result<bool> SqliteLedgers::readMetrics(qint64 number, const LedgerHead &head, Ledger &ledger)
{
    for (std::size_t i = 0; i < ledger.metrics.size(); ++i) {
        if (head.metrics.at(static_cast<qsizetype>(i)).sameAs >= 0)
            continue;
        std::vector<Int128> &mantissas = ledger.metrics[i].mantissas;
        mantissas.reserve(ledger.rows());
        const Result<bool> whole = readPart(number, amountsPart(i),
            [&mantissas](const QByteArray &bytes, std::size_t rows) { return packed::unpack(bytes, rows, mantissas); });
        if (!whole || !*whole || mantissas.size() != ledger.rows())
            return whole ? Result<bool>(false) : whole;
    }
    return true;
}

/// One slice at a time: a column may be larger than what one likes to have in memory twice.
Result<bool> SqliteLedgers::readPart(qint64 number, const QString &part, const Take &take)
{
    for (int slice = 0;; ++slice) {
        const Result<QList<store::Row>> found = m_connection.select(
            u"SELECT rows, sha256, bytes FROM slices WHERE ledger = ? AND part = ? AND slice = ?"_s,
            {number, part, slice});
        if (!found)
            return found.error();
        if (found->isEmpty())
            return true;
        const QByteArray bytes = found->first().at(2).toByteArray();
        const qint64 rows = found->first().at(0).toLongLong();
        if (crypto::sha256(bytes) != found->first().at(1).toByteArray() || rows < 0
            || !take(bytes, static_cast<std::size_t>(rows)))
            return false;
    }
}

Result<void> SqliteLedgers::remove(qint64 number)
{
    const Result<qint64> done = m_connection.execute(u"DELETE FROM ledgers WHERE id = ?"_s, {number});
    return done ? ok() : done.error();
}

void SqliteLedgers::markDamaged(qint64 number)
{
    // If this fails, the next who reads it finds out as well.
    static_cast<void>(m_connection.execute(u"UPDATE ledgers SET damaged = 1 WHERE id = ?"_s, {number}));
}

} // namespace sm::costs
