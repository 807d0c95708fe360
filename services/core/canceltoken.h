// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <functional>
#include <memory>

namespace sm {

namespace detail {
class CancelState;
}

/// Says whether the answer is still wanted. Copy it freely; a default-constructed token is never cancelled.
///
/// Cancelling stops the waiting, not the remote act: what was sent may still happen, and the Runner looks into the
/// journal for it.
class CancelToken
{
public:
    CancelToken() = default;

    bool isCancelled() const;

    /// Calls \p action once, queued, after the token is cancelled, unless \p context is gone by then. A token that is
    /// already cancelled calls it on the next turn of the event loop. Never calls synchronously: a synchronous abort
    /// resumes a coroutine inside its owner's destructor.
    void whenCancelled(QObject *context, std::function<void()> action) const;

private:
    friend class CancelSource;
    explicit CancelToken(std::shared_ptr<detail::CancelState> state);
    std::shared_ptr<detail::CancelState> m_state;
};

/// Owns a token; cancels it when destroyed.
class CancelSource
{
public:
    CancelSource();
    /// Also cancelled when \p parent is.
    explicit CancelSource(const CancelToken &parent);
    ~CancelSource();
    CancelSource(CancelSource &&) noexcept = default;
    CancelSource &operator=(CancelSource &&other) noexcept;
    CancelSource(const CancelSource &) = delete;
    CancelSource &operator=(const CancelSource &) = delete;

    CancelToken token() const;
    void cancel();

private:
    std::shared_ptr<detail::CancelState> m_state;
};

} // namespace sm
