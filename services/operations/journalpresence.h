// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <store/presence.h>

#include <QSet>

namespace sm::operations {

/// Who works on a journal at this moment: which sessions are there, and which entries this process waits for.
class JournalPresence
{
public:
    /// \error Kind::Storage
    Result<void> open(const QString &file);
    /// Takes the seat of the one who may write. False: another has it; the kernel frees it however that one ends.
    /// \error Kind::Storage the file system has no locks
    Result<bool> takeSeat();
    /// Registers this process as one that may have steps under way.
    Result<void> announce(qint64 session);

    qint64 session() const { return m_session; }
    void begin(qint64 entry) { m_underWay << entry; }
    void end(qint64 entry) { m_underWay.remove(entry); }

    /// Whether the process of \p session is there, this one or another.
    bool isPresent(qint64 session) const;
    /// Whether somebody waits for the outcome of \p entry, which \p session wrote.
    bool isUnderWay(qint64 entry, qint64 session) const;
    const QSet<qint64> &underWay() const { return m_underWay; }

private:
    std::unique_ptr<store::Presence> m_presence;
    qint64 m_session = 0; ///< 0: this process only looks on
    QSet<qint64> m_underWay; ///< entries of this process that have no outcome yet
};

} // namespace sm::operations
