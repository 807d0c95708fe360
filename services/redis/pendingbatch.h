// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "batch.h"

#include <net/wakeup.h>

namespace sm::redis {

/// A batch on its way through a Channel, and the coroutine that waits for its end.
class PendingBatch
{
public:
    /// \p waiting outlives this until it is woken.
    PendingBatch(Batch batch, net::Wakeup *waiting)
        : m_batch(std::move(batch))
        , m_waiting(waiting)
    {
    }

    qsizetype window() const { return m_batch.window; }
    bool hasUnsent() const { return m_isWaited && m_sent < m_batch.count; }
    bool isAnswered() const { return m_answered == m_sent && !hasUnsent(); }
    bool hasBegun() const { return m_sent > 0; }

    void sendNext(QByteArray &out) { m_batch.format(m_sent++, out); }

    /// Takes the next answer; one that nobody waits for any more is dropped.
    void take(Reply reply)
    {
        const qsizetype index = m_answered++;
        if (!m_isWaited)
            return;
        const Result<void> taken = m_batch.receive(index, std::move(reply));
        if (!m_isWaited) // the receiver has closed the connection
            return;
        if (!taken)
            finish(taken.error().withChanged(changed()));
        else if (isAnswered())
            finish(ok());
    }

    /// Lets the coroutine go on. Nothing of it is used from here on: neither its functions nor its wakeup.
    void finish(Result<void> outcome)
    {
        m_outcome = std::move(outcome);
        m_isWaited = false;
        m_waiting->wake();
    }
    void fail(const Error &error)
    {
        if (m_isWaited)
            finish(error.withChanged(changed()));
    }

    Result<void> outcome() const { return m_outcome; }

private:
    /// Sent is sent: how much of it has left this computer is not known.
    Error::Changed changed() const
    {
        return m_batch.changes && hasBegun() ? Error::Changed::Unknown : Error::Changed::No;
    }

    Batch m_batch;
    net::Wakeup *m_waiting;
    qsizetype m_sent = 0;
    qsizetype m_answered = 0;
    bool m_isWaited = true;
    Result<void> m_outcome;
};

} // namespace sm::redis
