// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <string_view>

namespace sm::costs::bill {

/// A second in UTC, as bills write their periods.
struct Instant
{
    qint32 day = 0; ///< since 1970-01-01
    qint32 second = 0; ///< of the day

    friend auto operator<=>(const Instant &, const Instant &) = default;
};

enum class DateStyle {
    None, ///< not a date
    Iso, ///< 2023-11-01T05:00:00.000Z, 2023-11-01 05:00:00, 2023-11-01, 2023-11-01T05:00:00+02:00; without zone: UTC
    Slashes, ///< 4/30/25, 4/30/2025 5:00: month, day, year, as spreadsheets in the USA save it
};

/// Reads \p text; fractions of a second are left out. Years 1970 to 2999, two digits mean 2000 to 2099.
DateStyle readInstant(std::string_view text, Instant &instant);

} // namespace sm::costs::bill
