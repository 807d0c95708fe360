// SPDX-License-Identifier: GPL-3.0-or-later
#include "waiter.h"

#include <utility>

namespace sm::postgres {

Waiter::Waiter()
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { halt(Stop::Limit); });
}

void Waiter::begin(const CancelToken &token, std::chrono::milliseconds limit)
{
    if (m_stop != Stop::Closed)
        m_stop = m_reason = Stop::None;
    m_timer.start(std::min(limit, std::chrono::milliseconds(std::numeric_limits<int>::max())));
    m_caller = std::make_unique<QObject>();
    token.whenCancelled(m_caller.get(), [this] { halt(Stop::Cancelled); });
}

void Waiter::grant(std::chrono::milliseconds limit)
{
    if (m_stop == Stop::Closed)
        return;
    m_stop = Stop::None;
    m_caller.reset();
    m_timer.start(limit);
}

void Waiter::progress() { m_timer.start(); }

void Waiter::end()
{
    m_timer.stop();
    m_caller.reset();
    disarm();
}

void Waiter::close() { halt(Stop::Closed); }

void Waiter::halt(Stop stop)
{
    if (m_stop == Stop::Closed)
        return;
    m_stop = stop;
    if (m_reason == Stop::None)
        m_reason = stop;
    wake();
}

Waiter::Parked Waiter::readable(qintptr socket)
{
    watch(socket);
    m_readable->setEnabled(true);
    return Parked{this};
}

Waiter::Parked Waiter::writable(qintptr socket)
{
    watch(socket);
    m_writable->setEnabled(true);
    return Parked{this};
}

Waiter::Parked Waiter::either(qintptr socket)
{
    watch(socket);
    m_readable->setEnabled(true);
    m_writable->setEnabled(true);
    return Parked{this};
}

Waiter::Parked Waiter::turn()
{
    m_turning = true;
    return Parked{this};
}

void Waiter::wake()
{
    disarm();
    if (!m_coroutine || std::exchange(m_waking, true))
        return;
    QMetaObject::invokeMethod(this, [this] { resume(); }, Qt::QueuedConnection);
}

void Waiter::forgetSocket()
{
    m_readable.reset();
    m_writable.reset();
}

void Waiter::park(std::coroutine_handle<> coroutine)
{
    m_coroutine = coroutine;
    if (std::exchange(m_turning, false))
        wake();
}

void Waiter::resume()
{
    m_waking = false;
    if (const auto coroutine = std::exchange(m_coroutine, {}))
        coroutine.resume(); // *this may be gone after this line
}

void Waiter::disarm()
{
    if (m_readable)
        m_readable->setEnabled(false);
    if (m_writable)
        m_writable->setEnabled(false);
}

void Waiter::watch(qintptr socket)
{
    if (m_readable && m_readable->socket() == socket)
        return;
    m_readable = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Read);
    m_writable = std::make_unique<QSocketNotifier>(socket, QSocketNotifier::Write);
    m_readable->setEnabled(false);
    m_writable->setEnabled(false);
    connect(m_readable.get(), &QSocketNotifier::activated, this, &Waiter::wake);
    connect(m_writable.get(), &QSocketNotifier::activated, this, &Waiter::wake);
}

} // namespace sm::postgres
