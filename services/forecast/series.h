// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>

#include <vector>

namespace sm::forecast {

/// How far apart two values of a series are. It says which seasons are looked for: of a Day the week, the year and the
/// effects of the calendar month; of a Week the year; of an Hour the day and the week; of Any none.
enum class Step { Day, Week, Hour, Any };

/// Values at regular steps, oldest first, in any unit. NaN and infinities are gaps. Negative values and zeros are
/// values.
struct Series
{
    QDate start; ///< of the first value; needed for the calendar of Step::Day only, may be invalid
    std::vector<double> values;
    Step step = Step::Day;
};

} // namespace sm::forecast
