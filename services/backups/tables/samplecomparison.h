// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison.h"
#include "tableprogress.h"
#include "tablewalk.h"

namespace sm::backups {

/// Compares some items of two tables: items from all over the key space of each are looked up in the other.
class SampleComparison
{
public:
    /// A table with what its reads are paced by; all outlive the comparison.
    struct Side
    {
        TableWalk &walk;
        Pace &pace;
    };

    SampleComparison(aws::Caller &caller, Side source, Side copy, TableProgress &progress);

    /// \param items how many are read, half of them from each table
    /// \error as TableWalk::run()
    QCoro::Task<Result<Comparison>> run(qint64 items, CancelToken token);

private:
    using Digests = std::vector<ItemDigest>;

    QCoro::Task<Result<Digests>> spread(TableWalk *walk, qint64 items, CancelToken token);
    /// The items of \p wanted that are in the table of \p side.
    QCoro::Task<Result<Digests>> lookUp(Side side, Digests wanted, CancelToken token);
    QCoro::Task<Result<QJsonObject>> batch(Side side, QJsonObject keys, CancelToken token);

    aws::Caller &m_caller;
    Side m_source;
    Side m_copy;
    TableProgress &m_progress;
};

} // namespace sm::backups
