// SPDX-License-Identifier: GPL-3.0-or-later
#include "chain.h"

#include "chainrows.h"

#include <QCoreApplication>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;
using crypto::Ed25519;

namespace {

constexpr int AdoptedAtOnce = 5'000;

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Chain", text); }

ChainHead headFrom(const store::Row &row)
{
    return {row.value(0).toLongLong(), row.value(1).toByteArray(), row.value(2).toByteArray()};
}

Result<QByteArray> canonicalRow(store::Connection &connection, const QString &table, qint64 row)
{
    for (const ChainTable &known : chainTables()) {
        if (known.name != table)
            continue;
        const Result<QVariant> bytes
            = connection.value(u"SELECT %1 FROM %2 WHERE %3 = ?"_s.arg(rowSql(known), table, known.key()), {row});
        return bytes ? Result<QByteArray>(bytes->toByteArray()) : bytes.error();
    }
    return Error(Error::Kind::Internal, u"“%1” is no table of the journal."_s.arg(table));
}

} // namespace

Chain::Chain(const QString &journal, Ed25519 key)
    : m_file(journal)
    , m_key(std::move(key))
{
}

Result<void> Chain::transact(store::Connection &connection, const std::function<Result<void>()> &work)
{
    const Result<void> done = connection.transact([&]() -> Result<void> {
        const Result<ChainHead> newest = newestOfChain(connection);
        if (!newest)
            return newest.error();
        m_pending = *newest;
        // Before the first row, so that a journal with rows never is without its head.
        if (newest->seq == 0 && !m_file.exists())
            m_file.write({{}, publicKey()});
        return work();
    });
    if (done)
        m_file.write({m_pending, publicKey()});
    return done;
}

Result<void> Chain::append(store::Connection &connection, const QString &table, qint64 row)
{
    const Result<QByteArray> bytes = canonicalRow(connection, table, row);
    return bytes ? add(connection, {table, row, *bytes}, Signing::Yes) : Result<void>(bytes.error());
}

Result<void> Chain::add(store::Connection &connection, const Link &link, Signing signing)
{
    ChainHead next{m_pending.seq + 1, {}, {}};
    next.hash = chainHash(m_pending, next.seq, link.table, link.bytes);
    if (signing == Signing::Yes)
        next.signature = m_key.sign(next.message());
    const QVariant signature = signing == Signing::Yes ? QVariant(next.signature) : QVariant();
    const auto added = connection.execute(u"INSERT INTO chain(seq, kind, row, hash, signature) VALUES(?, ?, ?, ?, ?)"_s,
        {next.seq, link.table, link.row, next.hash, signature});
    if (!added)
        return added.error();
    m_pending = next;
    return ok();
}

Result<void> Chain::adopt(store::Connection &connection)
{
    const Result<QVariant> known = connection.value(u"SELECT EXISTS(SELECT 1 FROM chain)"_s);
    if (!known)
        return known.error();
    return known->toBool() ? ok() : transact(connection, [&] { return adoptTables(connection); });
}

Result<void> Chain::adoptTables(store::Connection &connection)
{
    std::optional<Link> waiting; // the very last one is signed
    for (const ChainTable &table : chainTables()) {
        const QString sql
            = u"SELECT %1, %2 FROM %3 WHERE %1 > ? ORDER BY %1 LIMIT ?"_s.arg(table.key(), rowSql(table), table.name);
        for (qint64 last = 0;;) {
            const Result<QList<store::Row>> rows = connection.select(sql, {last, AdoptedAtOnce});
            if (!rows)
                return rows.error();
            for (const store::Row &row : *rows) {
                last = row.value(0).toLongLong();
                if (const auto added = waiting ? add(connection, *waiting, Signing::No) : ok(); !added)
                    return added;
                waiting = Link{table.name, last, row.value(1).toByteArray()};
            }
            if (rows->size() < AdoptedAtOnce)
                break;
        }
    }
    return waiting ? add(connection, *waiting, Signing::Yes) : ok();
}

Result<std::optional<QJsonObject>> Chain::check(store::Connection &connection) const
{
    const Result<ChainHead> newest = newestOfChain(connection);
    if (!newest)
        return newest.error();
    const std::optional<ChainHeadFile::Content> kept = m_file.read();
    if (newest->seq == 0 && !m_file.exists())
        return std::optional<QJsonObject>();
    const Result<QByteArray> at = hashInChain(connection, kept ? kept->head.seq : 0);
    if (!at)
        return at.error();
    const QString problem = headProblem(*newest, kept, *at, publicKey());
    if (problem.isEmpty())
        return std::optional<QJsonObject>();
    const ChainHead head = kept ? kept->head : ChainHead();
    return std::optional(QJsonObject{{u"why"_s, problem}, {u"journalSeq"_s, newest->seq}, {u"headSeq"_s, head.seq},
        {u"headHash"_s, QString::fromLatin1(head.hash.toHex())},
        {u"headSignature"_s, QString::fromLatin1(head.signature.toHex())},
        {u"headKey"_s, QString::fromLatin1(kept ? kept->publicKey.toHex() : QByteArray())}});
}

Result<ChainHead> newestOfChain(store::Connection &connection)
{
    const Result<QList<store::Row>> rows
        = connection.select(u"SELECT seq, hash, signature FROM chain ORDER BY seq DESC LIMIT 1"_s);
    if (!rows)
        return rows.error();
    return rows->isEmpty() ? ChainHead() : headFrom(rows->first());
}

Result<QByteArray> hashInChain(store::Connection &connection, qint64 seq)
{
    const Result<QVariant> hash = connection.value(u"SELECT hash FROM chain WHERE seq = ?"_s, {seq});
    return hash ? Result<QByteArray>(hash->toByteArray()) : hash.error();
}

QString headProblem(const ChainHead &newest, const std::optional<ChainHeadFile::Content> &kept, const QByteArray &at,
    const QByteArray &publicKey)
{
    if (!kept)
        return tr("The file with the journal's head is missing or damaged.");
    if (kept->publicKey != publicKey)
        return tr("The journal's head was signed with another key.");
    const bool isSigned = kept->head.seq == 0 || Ed25519::verify(publicKey, kept->head.message(), kept->head.signature);
    if (!isSigned)
        return tr("The signature of the journal's head is not right.");
    if (kept->head.seq > newest.seq)
        return tr("The journal is older than its head: rows %1 to %2 are gone.")
            .arg(newest.seq + 1)
            .arg(kept->head.seq);
    if (kept->head.seq > 0 && kept->head.hash != at)
        return tr("The journal is not the one that its head belongs to.");
    if (newest.seq > 0 && !Ed25519::verify(publicKey, newest.message(), newest.signature))
        return tr("The newest row is not signed with this journal's key.");
    return {};
}

} // namespace sm::operations
