// SPDX-License-Identifier: GPL-3.0-or-later
#include "growth.h"

#include <QDirIterator>

namespace sm::backups {

Growth::Growth(QString folder, std::chrono::milliseconds limit, CancelSource &stop)
    : m_folder(std::move(folder))
    , m_limit(limit)
    , m_stop(stop)
{
    constexpr int looks = 60; // in the time that counts
    connect(&m_timer, &QTimer::timeout, this, &Growth::look);
    m_timer.start(std::max(limit / looks, std::chrono::milliseconds(10)));
    m_since.start();
}

void Growth::look()
{
    const qint64 bytes = bytesIn(m_folder);
    if (bytes != m_bytes)
        moved();
    m_bytes = bytes;
    if (!m_since.hasExpired(m_limit.count()) || m_hasStalled)
        return;
    m_hasStalled = true;
    m_stop.cancel();
}

qint64 bytesIn(const QString &folder)
{
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

} // namespace sm::backups
