// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>

#include <QMap>
#include <QString>

#include <functional>
#include <optional>

namespace sm::backups {

/// Tells how many items of which table were read, at most every two seconds.
class TableProgress
{
public:
    using Tell = std::function<void(const QString &line)>;

    /// \p clock outlives it.
    TableProgress(const Clock &clock, Tell tell);

    void read(const QString &table, qint64 items);

private:
    const Clock &m_clock;
    Tell m_tell;
    QMap<QString, qint64> m_items;
    std::optional<std::chrono::steady_clock::time_point> m_toldAt;
};

} // namespace sm::backups
