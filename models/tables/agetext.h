// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace sm::tables {

/// "12 min ago", "yesterday": what one wants to know of a change at a glance; a tooltip has the time. Both are UTC.
QString agoText(const QDateTime &then, const QDateTime &now = QDateTime::currentDateTimeUtc());

} // namespace sm::tables
