// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "billlayout.h"
#include "blockreader.h"

#include <costs/costservice.h>

#include <QElapsedTimer>
#include <QMutex>

#include <atomic>

namespace sm::costs::bill {

/// The blocks of several files, one after the other, for several threads.
class BillStream
{
public:
    /// \param onProgress called at most 20 times a second, and once at the end; from whichever thread reads
    BillStream(QStringList files, std::size_t blockBytes, std::function<void(const BillProgress &)> onProgress,
        CancelToken token);

    /// Opens all files: what can not be opened is said before anything is read.
    /// \error as ReadOnce::open()
    Result<void> open();
    /// Fills \p block; false at the end, after stop() and after an error, which error() has. Any thread.
    bool next(Block &block);
    /// Whoever waits for blocks gets none any more.
    void stop() { m_stopped = true; }

    const std::optional<Error> &error() const { return m_error; }
    /// What tells these files from others: SHA-256 over the fingerprint of each, in whatever order they were named.
    QByteArray digest() const;
    /// When the newest of them changed.
    QDateTime changed() const;
    QStringList files() const { return m_files; }
    /// The one that is read, or the number of files when all are.
    int file() const { return m_file; }
    std::optional<LedgerKind> kind() const { return m_kind; }
    /// Of a file; nothing before its first block.
    std::shared_ptr<const BillLayout> layout(int file) const { return m_layouts.value(file); }
    bool isSmall() const;
    /// How many columns the header of a file has more than its rows; 0 for most.
    int lackingColumns() const { return m_lacking; }

private:
    Result<bool> nextBlock(Block &block);
    Result<void> beginFile(Block &block);
    Result<void> endFile();
    Result<bool> readHeader(Block &block, qint64 &blanks);
    void measure(Block &block);
    Result<void> checkKind(const BillLayout &layout);
    Error wrong(const QString &reason) const;
    void report(bool isLast);

    QStringList m_files;
    std::size_t m_blockBytes;
    std::function<void(const BillProgress &)> m_onProgress;
    CancelToken m_token;
    std::vector<std::unique_ptr<ReadOnce>> m_opened;
    QList<std::shared_ptr<const BillLayout>> m_layouts;
    QList<QByteArray> m_fingerprints;
    qint64 m_total = 0;
    qint64 m_before = 0; ///< bytes of the files that are done
    QElapsedTimer m_sinceReport;

    QMutex m_mutex; ///< guards all below
    std::unique_ptr<BlockReader> m_blocks; ///< of the file that is read
    int m_file = 0;
    qint64 m_number = 0;
    int m_width = 0; ///< of the rows of the file; 0: none came yet
    int m_lacking = 0; ///< columns, at most
    std::optional<LedgerKind> m_kind;
    std::optional<Error> m_error;
    std::atomic_bool m_stopped = false;
};

} // namespace sm::costs::bill
