// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <chrono>
#include <optional>

namespace sm::runbooks {

/// Reads "90s", "5m", "1h30m", "7d", "250ms": days, hours, minutes, seconds, milliseconds in this order, each at most
/// once and with at most nine digits. Nothing: \p text is none.
std::optional<std::chrono::milliseconds> durationOf(const QString &text);

/// The shortest text that durationOf() reads as \p duration, which is not negative.
QString durationText(std::chrono::milliseconds duration);

} // namespace sm::runbooks
