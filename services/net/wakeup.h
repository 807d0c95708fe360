// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <coroutine>

namespace sm::net {

/// Parks one coroutine until wake() is called. The coroutine goes on from the event loop of the thread that made this,
/// never inside wake(): resuming it there would run it inside somebody's destructor or on the wrong thread.
///
///     Wakeup wakeup;
///     token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
///     co_await wakeup;
///
/// A local of the coroutine that awaits it, so that it lives until it has been woken.
class Wakeup : public QObject
{
    Q_OBJECT
    struct Waiting
    {
        Wakeup *wakeup;
        bool await_ready() const noexcept { return wakeup->m_woken; }
        void await_suspend(std::coroutine_handle<> coroutine) const noexcept { wakeup->m_parked = coroutine; }
        void await_resume() const noexcept { }
    };

public:
    /// Once is enough; more do nothing. May be called from any thread, as long as the coroutine is still waiting.
    void wake();

    Waiting operator co_await() noexcept { return Waiting{this}; }

private:
    void resume();

    bool m_woken = false;
    std::coroutine_handle<> m_parked;
};

} // namespace sm::net
