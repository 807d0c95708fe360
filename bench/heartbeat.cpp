// SPDX-License-Identifier: GPL-3.0-or-later
#include "heartbeat.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <chrono>

namespace bench {

namespace {

using Clock = std::chrono::steady_clock;

class Beat final : public QEvent
{
public:
    Beat()
        : QEvent(User)
    {
    }
    const Clock::time_point posted = Clock::now();
};

} // namespace

Heartbeat::Heartbeat()
    : m_thread([this] {
        while (!m_stop) {
            if (!m_posted.exchange(true))
                QCoreApplication::postEvent(this, new Beat, Qt::HighEventPriority);
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    })
{
}

Heartbeat::~Heartbeat()
{
    m_stop = true;
    m_thread.join();
}

bool Heartbeat::event(QEvent *event)
{
    if (event->type() != QEvent::User)
        return QObject::event(event);
    const Clock::duration wait = Clock::now() - static_cast<Beat *>(event)->posted;
    m_waits.push_back(std::chrono::duration<double, std::milli>(wait).count());
    m_posted = false;
    return true;
}

double Heartbeat::percentile(double share) const
{
    if (m_waits.empty())
        return 0;
    std::vector<double> sorted = m_waits;
    std::sort(sorted.begin(), sorted.end());
    return sorted[static_cast<size_t>(share * static_cast<double>(sorted.size() - 1))];
}

} // namespace bench
