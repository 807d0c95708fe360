// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlwords.h"
#include "table.h"

namespace sm::athena {

/// What a statement reads of a report's table.
struct PartitionChoice
{
    StatementUse use = StatementUse::Query;
    bool readsTable = false; ///< it names the table at all
    /// Each place that reads the table says which years or billing periods it wants. Only then a statement runs
    /// without a further question.
    bool isFiltered = false;
    /// Those of the known partitions that it may read, by their places in the list.
    QList<int> partitions;
};

/// Judges \p sql by its words: a WHERE clause of the same SELECT has to compare the year, the billing period, or a key
/// of another partition style with values, on every branch of its ORs. What is not understood does not count as a
/// filter, and does not leave out a partition.
///
/// Views over the table are not looked into.
/// \param parameters what stands for each ?, as literals
/// \error Kind::Invalid as SqlWords::of()
Result<PartitionChoice> choosePartitions(
    const QString &sql, const QStringList &parameters, const Table &table, const QList<Partition> &known);

} // namespace sm::athena
