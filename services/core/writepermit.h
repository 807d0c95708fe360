// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace sm {

namespace operations {
class Runner;
}

/// Proof that the intent of a write is in the journal. Only the Runner can make one, so only the Runner can change
/// the world; whatever sends a write asks for it.
class WritePermit
{
public:
    /// The journal entry that holds the intent.
    qint64 journalEntry() const { return m_entry; }

private:
    friend class operations::Runner;
    explicit WritePermit(qint64 entry)
        : m_entry(entry)
    {
    }
    qint64 m_entry;
};

} // namespace sm
