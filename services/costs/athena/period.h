// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "table.h"

#include <QDate>

namespace sm::athena {

/// A condition on partitions, and the months that have none.
struct PeriodFilter
{
    QString sql; ///< "true" for a table without partitions by month
    QStringList missing; ///< "2024-03"
};

/// Which partitions of \p table hold the days from \p from until before \p to, as they are written there: '1' or '01',
/// texts or numbers. Where no partition is known they are written as projection or custom has it.
/// \error Kind::Invalid (code "NoPartition") some are known, and none of these months
Result<PeriodFilter> partitionFilter(const Table &table, const QList<Partition> &known, QDate from, QDate to);

} // namespace sm::athena
