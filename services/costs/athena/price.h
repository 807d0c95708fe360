// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/decimal.h>

namespace sm::athena {

/// US dollars that a query costs which reads \p bytes: $5 for each TB, "rounded up to the nearest megabyte, with a
/// 10 MB minimum per query" (aws.amazon.com/athena/pricing, us-east-1; other regions may ask for more).
///
/// AWS does not say how many bytes its TB has. It is 2^40 here, as in AWS's own limits (1 TB is 1099511627776 in
/// workgroups) and calculators; that makes a megabyte exactly $0.00000476837158203125.
Decimal priceOf(qint64 bytes);

/// The least that is paid for.
constexpr qint64 LeastBytes = 10 * (qint64(1) << 20);

} // namespace sm::athena
