// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison.h"
#include "differingitems.h"
#include "tableprogress.h"
#include "tablewalk.h"

namespace sm::backups {

/// Compares two tables item by item, whatever order they come in and however many they are: both are walked side by
/// side, once for sums, and where those differ once more for the items.
class FullComparison
{
public:
    /// All outlive it. Both tables have the same key attributes.
    FullComparison(TableWalk &source, TableWalk &copy, TableProgress &progress);

    /// Without capacity and time, which are the walks'.
    /// \error as TableWalk::run()
    QCoro::Task<Result<Comparison>> run(CancelToken token);

private:
    using Add = std::function<void(const ItemDigest &item)>;

    QCoro::Task<Result<void>> sumUp(BucketSums *source, BucketSums *copy, CancelToken token);
    QCoro::Task<Result<void>> lookAt(DifferingItems *items, CancelToken token);
    QCoro::Task<Result<void>> walkBoth(ItemChoice choice, Add source, Add copy, CancelToken token);
    QCoro::Task<Result<void>> walkOne(
        TableWalk *walk, ItemChoice choice, Add add, CancelSource *both, CancelToken token);

    TableWalk &m_source;
    TableWalk &m_copy;
    TableProgress &m_progress;
};

} // namespace sm::backups
