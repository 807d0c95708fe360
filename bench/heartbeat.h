// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <atomic>
#include <thread>
#include <vector>

namespace bench {

/// How long the event loop of the thread that makes this keeps events waiting: another thread posts one each
/// millisecond and notes how long it lay there. What a person feels as a window that does not answer.
class Heartbeat : public QObject
{
public:
    Heartbeat();
    ~Heartbeat() override;

    /// Forgets what was measured so far.
    void reset() { m_waits.clear(); }
    double percentile(double share) const; ///< milliseconds; 1 is the longest wait
    size_t beats() const { return m_waits.size(); }

    bool event(QEvent *event) override;

private:
    std::vector<double> m_waits; ///< milliseconds
    std::atomic_bool m_posted = false;
    std::atomic_bool m_stop = false;
    std::thread m_thread;
};

} // namespace bench
