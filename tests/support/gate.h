// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <net/wakeup.h>

#include <QCoroTask>

namespace sm::test {

/// Where the calls of a fake service wait: they go through on the next turn of the event loop, or, while held, one by
/// one when the test lets them. Cancelling opens it for the call that was cancelled.
class Gate
{
public:
    /// From now on calls whose name begins with \p prefix wait.
    void hold(const QString &prefix = {}) { m_held = prefix.isNull() ? QStringLiteral("") : prefix; }
    /// Lets the one through that has waited longest.
    void letOne()
    {
        if (!m_waiting.isEmpty())
            m_waiting.takeFirst()->wake();
    }
    void open()
    {
        m_held = QString();
        while (!m_waiting.isEmpty())
            letOne();
    }
    qsizetype waiting() const { return m_waiting.size(); }
    /// Calls that have come and not yet gone.
    int inside() const { return m_inside; }
    /// Names of all that came.
    const QStringList &calls() const { return m_calls; }
    qsizetype countOf(const QString &name) const { return m_calls.count(name); }

    /// False: \p token was cancelled.
    QCoro::Task<bool> pass(QString name, CancelToken token)
    {
        m_calls.append(name);
        ++m_inside;
        net::Wakeup wakeup;
        token.whenCancelled(&wakeup, [this, &wakeup] {
            m_waiting.removeOne(&wakeup);
            wakeup.wake();
        });
        if (!m_held.isNull() && name.startsWith(m_held))
            m_waiting.append(&wakeup);
        else
            wakeup.wake();
        co_await wakeup;
        --m_inside;
        co_return !token.isCancelled();
    }

private:
    QString m_held; ///< null: nothing
    QList<net::Wakeup *> m_waiting;
    QStringList m_calls;
    int m_inside = 0;
};

} // namespace sm::test
