// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "waiter.h"

#include <core/result.h>

#include <QCoroTask>
#include <QElapsedTimer>
#include <QFuture>

#include <libpq-fe.h>

#include <memory>

namespace sm::postgres {

struct Clear
{
    void operator()(PGresult *result) const { PQclear(result); }
};
using ResultPointer = std::unique_ptr<PGresult, Clear>;

/// One libpq connection and its waits. Whoever runs something holds a Turn; there is one at a time.
///
/// When the waiting is stopped, the server is asked to give up and then has a grace to answer: its answer, not ours,
/// says what became of the statement. Without an answer the connection is given up.
class Link
{
public:
    PGconn *raw() const { return m_raw.get(); }
    Waiter &waiter() { return m_waiter; }
    const Waiter &waiter() const { return m_waiter; }
    void adopt(PGconn *connection) { m_raw.reset(connection); }
    bool isUsable() const;
    /// Ends whatever is under way, with Stop::Closed.
    void close() { m_waiter.close(); }
    void breakOff();

    /// Sends what libpq has buffered; false: the connection is lost.
    QCoro::Task<bool> flush();
    /// Takes in what has come, after waiting for it; false: the connection is lost.
    QCoro::Task<bool> receive();
    /// The next result of what was sent; null: there are no more, or the connection is lost.
    QCoro::Task<ResultPointer> next();
    /// Asks the server to give up what it is doing; false: it did not hear in time. Once a turn.
    QCoro::Task<bool> giveUp();
    bool hasGivenUp() const { return m_gaveUp; }
    /// Runs \p sql, which is ours and holds no values.
    QCoro::Task<Result<void>> command(QByteArray sql);
    /// Brings the connection back to where a statement can begin, or gives it up.
    QCoro::Task<void> settle();

private:
    friend class Turn;
    struct Finish
    {
        void operator()(PGconn *connection) const { PQfinish(connection); }
    };
    QFuture<bool> sendCancel() const;

    std::unique_ptr<PGconn, Finish> m_raw;
    Waiter m_waiter; // after m_raw, so gone before it: its notifiers watch the socket
    bool m_busy = false;
    bool m_gaveUp = false;
};

/// The right to use a link, from construction to destruction.
class Turn
{
public:
    /// \param limit for everything until the end, unless the waiter is told of progress
    Turn(std::shared_ptr<Link> link, const CancelToken &token, std::chrono::milliseconds limit);
    ~Turn();
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;

    /// \error Kind::Conflict code "Busy"; Kind::Network code "Broken"
    Result<void> granted() const;
    std::chrono::milliseconds taken() const { return std::chrono::milliseconds(m_elapsed.elapsed()); }

private:
    std::shared_ptr<Link> m_link;
    QElapsedTimer m_elapsed;
    bool m_mine;
};

} // namespace sm::postgres
