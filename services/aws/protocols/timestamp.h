// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonValue>

namespace sm::aws {

/// An instant as the wire knows it: seconds since 1970-01-01T00:00:00Z and the nanoseconds after them.
///
/// The three formats are Smithy's date-time, http-date and epoch-seconds. Every reader refuses what is not wholly in
/// its format, and every writer refuses a year outside 0 to 9999 where the format has four digits for it:
/// \error Kind::Invalid in all functions below
struct Timestamp
{
    qint64 seconds = 0;
    int nanoseconds = 0; ///< 0 to 999'999'999

    friend bool operator==(const Timestamp &, const Timestamp &) = default;
};

/// "2015-01-25T08:00:00.123Z"; also with an offset such as "+01:00".
Result<Timestamp> parseDateTime(QStringView text);
/// "Sun, 25 Jan 2015 08:00:00 GMT"; also with a fraction of a second.
Result<Timestamp> parseHttpDate(QStringView text);
/// "1422172800.123". The fraction is what stands after the point, for negative seconds too.
Result<Timestamp> parseEpochSeconds(QStringView text);

/// Up to microseconds, without trailing zeros; what is finer is cut off.
Result<QString> toDateTime(const Timestamp &timestamp);
/// Whole seconds; what is finer is cut off.
Result<QString> toHttpDate(const Timestamp &timestamp);
/// Up to nanoseconds, without trailing zeros.
QString toEpochSeconds(const Timestamp &timestamp);

/// A timestamp as people and documents write it: a number of epoch seconds, or text in any of the three formats; a
/// date alone is its midnight, a time without offset is UTC.
Result<Timestamp> timestampFromJson(const QJsonValue &value);

} // namespace sm::aws
