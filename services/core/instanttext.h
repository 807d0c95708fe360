// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace sm {

enum class Detail { Minutes, Seconds };

/// \p when for people, in UTC: "3 Jan 2026, 08:05 UTC". Empty for an invalid one.
QString utcText(const QDateTime &when, Detail detail = Detail::Minutes);

/// The same in the time zone of this computer: "3 Jan 2026, 09:05 CET".
QString localText(const QDateTime &when, Detail detail = Detail::Minutes);

} // namespace sm
