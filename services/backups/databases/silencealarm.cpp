// SPDX-License-Identifier: GPL-3.0-or-later
#include "silencealarm.h"

#include <QCoreApplication>

namespace sm::backups {

SilenceAlarm::SilenceAlarm(QString program, std::chrono::milliseconds after, Tell tell)
    : m_program(std::move(program))
    , m_tell(std::move(tell))
{
    connect(&m_timer, &QTimer::timeout, this, &SilenceAlarm::ring);
    m_timer.start(after);
    m_since.start();
}

void SilenceAlarm::heard()
{
    m_timer.start();
    m_since.restart();
}

void SilenceAlarm::ring() const
{
    m_tell(QCoreApplication::translate("sm::backups::Database",
        "%1 has said nothing for %2 min. It goes on: it may be at a big table or index. What it waits for is in "
        "pg_stat_activity of the server; cancel the run when it is stuck.")
            .arg(m_program)
            .arg(m_since.elapsed() / 60'000));
}

} // namespace sm::backups
