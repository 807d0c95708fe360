// SPDX-License-Identifier: GPL-3.0-or-later
#include "canceltoken.h"

#include <QMetaObject>

#include <atomic>

namespace sm {

namespace detail {

class CancelState : public QObject
{
    Q_OBJECT
public:
    bool isCancelled() const { return m_cancelled; }
    void cancel()
    {
        if (m_cancelled.exchange(true))
            return;
        Q_EMIT cancelled();
    }

Q_SIGNALS:
    void cancelled();

private:
    std::atomic_bool m_cancelled = false; // asked for on other threads too
};

} // namespace detail

CancelToken::CancelToken(std::shared_ptr<detail::CancelState> state)
    : m_state(std::move(state))
{
}

bool CancelToken::isCancelled() const { return m_state && m_state->isCancelled(); }

void CancelToken::whenCancelled(QObject *context, std::function<void()> action) const
{
    if (!m_state)
        return;
    if (m_state->isCancelled()) {
        QMetaObject::invokeMethod(context, std::move(action), Qt::QueuedConnection);
        return;
    }
    QObject::connect(m_state.get(), &detail::CancelState::cancelled, context, std::move(action), Qt::QueuedConnection);
}

CancelSource::CancelSource()
    : m_state(std::make_shared<detail::CancelState>())
{
}

CancelSource::CancelSource(const CancelToken &parent)
    : CancelSource()
{
    if (!parent.m_state)
        return;
    if (parent.isCancelled())
        m_state->cancel();
    else
        QObject::connect(parent.m_state.get(), &detail::CancelState::cancelled, m_state.get(),
            [state = m_state.get()] { state->cancel(); });
}

CancelSource::~CancelSource() { cancel(); }

CancelSource &CancelSource::operator=(CancelSource &&other) noexcept
{
    cancel();
    m_state = std::move(other.m_state);
    return *this;
}

CancelToken CancelSource::token() const { return CancelToken(m_state); }

void CancelSource::cancel()
{
    if (m_state)
        m_state->cancel();
}

} // namespace sm

#include "canceltoken.moc"
