// SPDX-License-Identifier: GPL-3.0-or-later
#include "chainverifier.h"

#include "chain.h"
#include "chainrows.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QJsonObject>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;
using crypto::Ed25519;

namespace {

constexpr int FacetRows = 20'000;

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::ChainVerifier", text); }

} // namespace

ChainVerifier::ChainVerifier(const QString &journal, Ed25519 key)
    : m_file(journal)
    , m_key(std::move(key))
{
}

void ChainVerifier::blame(const QString &table, qint64 row, qint64 seq, const QString &why)
{
    m_found.firstBad = JournalVerification::BadRow{table, row, seq, why};
}

Result<bool> ChainVerifier::next(store::Connection &connection)
{
    // Before the first row: the head of a journal that somebody else writes to at this moment runs ahead.
    if (!m_hasKept)
        m_kept = m_file.read();
    m_hasKept = true;
    if (m_walked)
        return facets(connection);
    // One view of all tables, whoever writes meanwhile.
    if (const auto begun = connection.execute(u"BEGIN"_s); !begun)
        return begun.error();
    const Result<bool> more = walk(connection);
    static_cast<void>(connection.execute(u"ROLLBACK"_s));
    return more;
}

Result<bool> ChainVerifier::walk(store::Connection &connection)
{
    static const QString sql = u"SELECT chain.seq, chain.kind, chain.row, chain.hash, chain.signature, %1 FROM chain "
                               "WHERE chain.seq > ? ORDER BY chain.seq LIMIT ?"_s.arg(chainedRowSql());
    const Result<QList<store::Row>> rows = connection.select(sql, {m_last.head.seq, m_atOnce});
    if (!rows)
        return narrow(rows.error());
    for (const store::Row &row : *rows) {
        if (!accept(row))
            return false;
    }
    if (rows->size() == m_atOnce)
        return true;
    m_walked = true;
    return finish(connection);
}

Result<bool> ChainVerifier::narrow(const Error &error)
{
    if (m_atOnce == 1) {
        blame(u"chain"_s, m_last.head.seq + 1, m_last.head.seq + 1, error.message());
        return false;
    }
    m_atOnce = 1;
    return true;
}

bool ChainVerifier::accept(const store::Row &row)
{
    const qint64 seq = row.value(0).toLongLong();
    const QString table = row.value(1).toString();
    const qint64 number = row.value(2).toLongLong();
    const QByteArray hash = row.value(3).toByteArray();
    const QByteArray bytes = row.value(5).toByteArray();
    if (seq != m_last.head.seq + 1)
        blame(u"chain"_s, m_last.head.seq + 1, m_last.head.seq + 1, tr("The chain has a gap here."));
    else if (row.value(5).isNull())
        blame(table, number, seq, tr("The row is missing."));
    else if (chainHash(m_last.head, seq, table, bytes) != hash)
        blameMismatch(table, number, seq, hash, bytes);
    if (m_found.firstBad)
        return false;
    m_last = {table, number, {seq, hash, row.value(4).toByteArray()}};
    ++m_counts[table];
    ++m_found.rows;
    return true;
}

void ChainVerifier::blameMismatch(
    const QString &table, qint64 row, qint64 seq, const QByteArray &hash, const QByteArray &bytes)
{
    ChainHead otherwise = m_last.head;
    for (const QByteArray &signature : {m_key.sign(m_last.head.message()), QByteArray()}) {
        otherwise.signature = signature;
        if (signature != m_last.head.signature && chainHash(otherwise, seq, table, bytes) == hash)
            return blame(m_last.table, m_last.row, m_last.head.seq, tr("Its signature was changed."));
    }
    blame(table, row, seq, tr("The row or its hash was changed."));
}

Result<bool> ChainVerifier::finish(store::Connection &connection)
{
    using Check = Result<void> (ChainVerifier::*)(store::Connection &);
    for (const Check check : {&ChainVerifier::checkBreaks, &ChainVerifier::checkHead, &ChainVerifier::checkCounts}) {
        if (const auto done = (this->*check)(connection); !done)
            return done.error();
        if (m_found.firstBad)
            return false;
    }
    return true;
}

Result<void> ChainVerifier::checkBreaks(store::Connection &connection)
{
    const Result<QList<store::Row>> notes = connection.select(
        u"SELECT notes.id, notes.body, chain.seq FROM notes JOIN chain ON chain.kind = 'notes' AND chain.row = "
        "notes.id WHERE notes.kind = 'broken' ORDER BY notes.id LIMIT 1"_s);
    if (!notes)
        return notes.error();
    if (notes->isEmpty())
        return ok();
    const store::Row &note = notes->first();
    const QJsonObject body = parseJson(note.value(1).toString().toUtf8()).value_or(QJsonValue()).toObject();
    blame(u"notes"_s, note.value(0).toLongLong(), note.value(2).toLongLong(), body[u"why"].toString());
    return ok();
}

Result<void> ChainVerifier::checkHead(store::Connection &connection)
{
    const Result<QByteArray> at = hashInChain(connection, m_kept ? m_kept->head.seq : 0);
    if (!at)
        return at.error();
    if (m_found.rows == 0 && !m_file.exists())
        return ok();
    const QString problem = headProblem(m_last.head, m_kept, *at, m_key.publicKey());
    if (problem.isEmpty())
        return ok();
    if (m_kept && m_kept->head.seq > m_last.head.seq)
        blame(u"chain"_s, m_last.head.seq + 1, m_last.head.seq + 1, problem);
    else if (m_kept && m_last.head.seq > 0
        && !Ed25519::verify(m_key.publicKey(), m_last.head.message(), m_last.head.signature))
        return blameFirstBadlySigned(connection, problem);
    else
        blame(u"chain"_s, m_last.head.seq, m_last.head.seq, problem);
    return ok();
}

Result<void> ChainVerifier::blameFirstBadlySigned(store::Connection &connection, const QString &why)
{
    // Hashes can be made anew by anybody, signatures can not: from the first changed row on all of them are wrong.
    qint64 good = 0;
    qint64 bad = m_last.head.seq;
    while (bad - good > 1) {
        const Result<QList<store::Row>> rows
            = connection.select(u"SELECT seq, hash, signature FROM chain WHERE seq > ? AND seq < ? AND signature IS "
                                "NOT NULL ORDER BY seq LIMIT 1"_s,
                {(good + bad - 1) / 2, bad});
        if (!rows)
            return rows.error();
        if (rows->isEmpty()) {
            bad = (good + bad - 1) / 2 + 1;
            continue;
        }
        const ChainHead head{rows->first().value(0).toLongLong(), rows->first().value(1).toByteArray(),
            rows->first().value(2).toByteArray()};
        (Ed25519::verify(m_key.publicKey(), head.message(), head.signature) ? good : bad) = head.seq;
    }
    const Result<QList<store::Row>> row = connection.select(u"SELECT kind, row FROM chain WHERE seq = ?"_s, {bad});
    if (!row)
        return row.error();
    blame(row->value(0).value(0).toString(), row->value(0).value(1).toLongLong(), bad, why);
    return ok();
}

Result<void> ChainVerifier::checkCounts(store::Connection &connection)
{
    for (const ChainTable &table : chainTables()) {
        const Result<QVariant> count = connection.value(u"SELECT count(*) FROM "_s + table.name);
        if (!count)
            return count.error();
        if (count->toLongLong() == m_counts.value(table.name))
            continue;
        const Result<QVariant> extra
            = connection.value(u"SELECT min(%1) FROM %2 WHERE %1 NOT IN (SELECT row FROM chain WHERE kind = ?)"_s.arg(
                                   table.key(), table.name),
                {table.name});
        if (!extra)
            return extra.error();
        blame(table.name, extra->toLongLong(), 0, tr("The row was added by something else than Stationmaster."));
        return ok();
    }
    return ok();
}

Result<bool> ChainVerifier::facets(store::Connection &connection)
{
    const Result<QList<store::Row>> seen = connection.select(
        u"SELECT max(id), max(latest), min(iif(same AND kept = latest, NULL, id)) FROM (SELECT entries.id, "
        "facets.latest AS kept, max(?, max(entries.intent_at) OVER (ORDER BY entries.id)) AS latest, facets.at = "
        "entries.intent_at AND facets.actor = entries.actor AND facets.uses = entries.uses AND facets.resource = "
        "entries.resource AND facets.system = coalesce(plans.system ->> '$.id', '') AND facets.state = "
        "coalesce((SELECT state FROM resolutions WHERE entry = entries.id ORDER BY id DESC LIMIT 1), outcomes.state, "
        "'open') AS same FROM entries JOIN plans ON plans.id = entries.plan LEFT JOIN outcomes ON outcomes.entry = "
        "entries.id LEFT JOIN facets ON facets.entry = entries.id WHERE entries.id > ? ORDER BY entries.id LIMIT ?)"_s,
        {m_latest, m_facet, FacetRows});
    if (!seen)
        return seen.error();
    const store::Row page = seen->value(0);
    const QVariant bad = page.value(2);
    if (!bad.isNull())
        blame(u"facets"_s, bad.toLongLong(), 0, tr("A filter would not find this entry as what it is."));
    m_facet = page.value(0).toLongLong();
    m_latest = page.value(1).toLongLong();
    return m_facet > 0 && bad.isNull();
}

} // namespace sm::operations
