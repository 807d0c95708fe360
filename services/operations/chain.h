// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chainhead.h"

#include <crypto/ed25519.h>
#include <store/connection.h>

#include <QJsonObject>

namespace sm::operations {

/// Binds every row of the journal to all rows before it: each hash is made over the one before, and each commit signs
/// the newest. Belongs to the one writer.
class Chain
{
public:
    Chain(const QString &journal, crypto::Ed25519 key);

    QByteArray publicKey() const { return m_key.publicKey(); }

    /// All of \p work or nothing; whatever row it adds it has to append(). Afterwards the head is written to its file.
    Result<void> transact(store::Connection &connection, const std::function<Result<void>()> &work);
    /// Chains row \p row of \p table, which was just added.
    Result<void> append(store::Connection &connection, const QString &table, qint64 row);

    /// Chains the rows that a journal of format 1 has, oldest first.
    Result<void> adopt(store::Connection &connection);

    /// Whether the journal goes on from where its head was. An object that says what was found means that rows were
    /// taken away or changed by somebody else.
    Result<std::optional<QJsonObject>> check(store::Connection &connection) const;

private:
    enum class Signing { Yes, No };
    struct Link
    {
        QString table;
        qint64 row = 0;
        QByteArray bytes; ///< as rowSql() gives them
    };
    Result<void> add(store::Connection &connection, const Link &link, Signing signing);
    Result<void> adoptTables(store::Connection &connection);

    ChainHeadFile m_file;
    crypto::Ed25519 m_key;
    ChainHead m_pending;
};

/// The newest row of the chain.
Result<ChainHead> newestOfChain(store::Connection &connection);
/// The hash at \p seq; empty when there is no such row.
Result<QByteArray> hashInChain(store::Connection &connection, qint64 seq);

/// What is wrong with the journal's \p newest row, going by the head that was \p kept apart; empty: nothing. \p at is
/// the hash of the journal's own row with the number of the kept head.
QString headProblem(const ChainHead &newest, const std::optional<ChainHeadFile::Content> &kept, const QByteArray &at,
    const QByteArray &publicKey);

} // namespace sm::operations
