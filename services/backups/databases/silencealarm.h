// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace sm::backups {

/// Tells that a program has said nothing for a while, and again as long as it does not: it may copy one big table, or
/// wait for ever. Ends nothing.
class SilenceAlarm : public QObject
{
public:
    using Tell = std::function<void(const QString &line)>;
    SilenceAlarm(QString program, std::chrono::milliseconds after, Tell tell);

    /// It said something.
    void heard();

private:
    void ring() const;

    QString m_program;
    Tell m_tell;
    QTimer m_timer;
    QElapsedTimer m_since;
};

} // namespace sm::backups
