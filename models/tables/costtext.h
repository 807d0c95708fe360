// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/cost.h>

namespace sm::tables {

/// "1,184.20", "−0.40"; more than two decimals for what would else be zero.
QString amountText(const Decimal &amount);
/// "33.0 %"; "–" of nothing.
QString shareText(const Decimal &part, const Decimal &whole);
/// "+6.8 %", "−0.4 %", "new", "gone", "no change".
QString changeText(const Decimal &now, const Decimal &before);
/// now : before - 1, for sorting; infinite for what is new.
double relativeChange(const Decimal &now, const Decimal &before);

/// "Service", "Usage type", "Tag team".
QString dimensionTitle(const QString &dimension);
/// A group's value as it is shown: what has none says so.
QString groupName(const QString &value);
/// "3 Nov 2026", "Nov 2026".
QString periodText(const QDate &first, CostGranularity granularity);

} // namespace sm::tables
