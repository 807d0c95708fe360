// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>

#include <QSocketNotifier>
#include <QTimer>

#include <coroutine>
#include <memory>

namespace sm::postgres {

/// Where the one coroutine of a connection waits: for its socket, for a thread, or for the next turn of the event loop;
/// until its caller cancels, the limit passes or the connection is closed. It goes on queued, never inside the signal
/// that woke it: it may delete whoever sent that.
///
///     waiter.begin(token, limit);
///     while (!ready() && waiter.stop() == Waiter::Stop::None)
///         co_await waiter.readable(socket);
class Waiter : public QObject
{
    Q_OBJECT
    struct Parked
    {
        Waiter *waiter;
        bool await_ready() const noexcept { return waiter->m_stop != Stop::None; }
        void await_suspend(std::coroutine_handle<> coroutine) const noexcept { waiter->park(coroutine); }
        void await_resume() const noexcept { }
    };

public:
    enum class Stop { None, Cancelled, Limit, Closed };

    Waiter();

    void begin(const CancelToken &token, std::chrono::milliseconds limit);
    /// After a stop: so much longer, and the caller is no longer asked. Not after close().
    void grant(std::chrono::milliseconds limit);
    /// The limit begins anew.
    void progress();
    void end();
    void close();

    /// Why not to wait any longer now.
    Stop stop() const { return m_stop; }
    /// Why the waiting was stopped first; outlives grant().
    Stop reason() const { return m_reason; }

    Parked readable(qintptr socket);
    Parked writable(qintptr socket);
    Parked either(qintptr socket);
    /// Until wake().
    Parked parked() { return Parked{this}; }
    /// Until the event loop has turned.
    Parked turn();
    void wake();
    /// The socket was closed or is another one.
    void forgetSocket();

private:
    void park(std::coroutine_handle<> coroutine);
    void resume();
    void halt(Stop stop);
    void disarm();
    void watch(qintptr socket);

    Stop m_stop = Stop::None;
    Stop m_reason = Stop::None;
    bool m_waking = false;
    bool m_turning = false;
    std::coroutine_handle<> m_coroutine;
    QTimer m_timer;
    std::unique_ptr<QObject> m_caller; ///< context of the token's connection
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
};

} // namespace sm::postgres
