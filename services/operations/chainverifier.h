// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chainhead.h"

#include <crypto/ed25519.h>
#include <operations/journalrecords.h>
#include <store/connection.h>

#include <QHash>

namespace sm::operations {

/// Looks at every row of a journal, some thousands at a time, so that others get their turn in between.
class ChainVerifier
{
public:
    ChainVerifier(const QString &journal, crypto::Ed25519 key);

    /// Looks at the next rows. False: it has seen everything, or found something.
    /// \error Kind::Storage the file can not be read at all
    Result<bool> next(store::Connection &connection);
    const JournalVerification &found() const { return m_found; }

private:
    Result<bool> walk(store::Connection &connection);
    /// Some row can not be read: goes on one by one, to find which.
    Result<bool> narrow(const Error &error);
    Result<bool> finish(store::Connection &connection);
    Result<bool> facets(store::Connection &connection);
    bool accept(const store::Row &row);
    void blame(const QString &table, qint64 row, qint64 seq, const QString &why);
    /// The row before was the last that fitted: either it got another signature, or the row after it was changed.
    void blameMismatch(const QString &table, qint64 row, qint64 seq, const QByteArray &hash, const QByteArray &bytes);
    Result<void> checkBreaks(store::Connection &connection);
    Result<void> checkHead(store::Connection &connection);
    Result<void> checkCounts(store::Connection &connection);
    Result<void> blameFirstBadlySigned(store::Connection &connection, const QString &why);

    struct Known
    {
        QString table;
        qint64 row = 0;
        ChainHead head;
    };

    ChainHeadFile m_file;
    crypto::Ed25519 m_key;
    std::optional<ChainHeadFile::Content> m_kept;
    bool m_hasKept = false;
    bool m_walked = false;
    int m_atOnce = 5'000; ///< rows: some hundredths of a second
    Known m_last; ///< the row that was accepted last
    QHash<QString, qint64> m_counts; ///< rows seen, by table
    qint64 m_facet = 0; ///< the entry whose facets were looked at last
    qint64 m_latest = 0; ///< the latest time up to it
    JournalVerification m_found;
};

} // namespace sm::operations
