// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace sm::backups {

/// Notices when nothing grows in a folder any more: a program that copies one big table says nothing for hours.
class Growth : public QObject
{
public:
    /// \p stop is cancelled, once, when nothing was written for \p limit. It outlives this.
    Growth(QString folder, std::chrono::milliseconds limit, CancelSource &stop);

    /// Something moved otherwise.
    void moved() { m_since.restart(); }
    bool hasStalled() const { return m_hasStalled; }
    qint64 bytes() const { return m_bytes; }

private:
    void look();

    QString m_folder;
    std::chrono::milliseconds m_limit;
    CancelSource &m_stop;
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_bytes = 0;
    bool m_hasStalled = false;
};

/// Of all files in \p folder and below.
qint64 bytesIn(const QString &folder);

} // namespace sm::backups
