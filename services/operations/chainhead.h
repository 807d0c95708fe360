// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace sm::operations {

/// The newest row of the chain: whoever knows it knows all rows before it.
struct ChainHead
{
    qint64 seq = 0; ///< 0: the chain is empty
    QByteArray hash = QByteArray(32, '\0');
    QByteArray signature; ///< empty: the row is not the last of its commit

    /// What is signed.
    QByteArray message() const;
};

/// The head as it stands in a file of its own next to the journal, with the public key.
///
/// It is written after each commit and not put on the disk: after a power cut it may be behind the journal, but the
/// journal is never behind it, unless rows were taken away.
class ChainHeadFile
{
public:
    struct Content
    {
        ChainHead head;
        QByteArray publicKey;
    };

    /// The head of the journal in \p journal.
    explicit ChainHeadFile(const QString &journal);

    bool exists() const;
    /// Nothing when it is missing or no head.
    std::optional<Content> read() const;
    /// False when it can not be written: then it stays as it was, behind.
    bool write(const Content &content) const;

private:
    QString m_file;
};

} // namespace sm::operations
