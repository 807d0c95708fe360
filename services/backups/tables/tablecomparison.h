// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison.h"
#include "tableinput.h"
#include "tableprogress.h"
#include "tablewalk.h"

namespace sm::backups {

/// Compares and counts whole tables, within the capacity that may be used for it.
class TableComparison
{
public:
    /// All outlive it.
    TableComparison(aws::Caller &caller, net::Sleeper &sleeper, const Clock &clock, TableProgress::Tell tell);

    /// The figures of Comparison.
    /// \error Kind::Conflict (code "KeysDiffer") the tables have other key attributes
    /// \error as judged() and TableWalk::run()
    QCoro::Task<Result<QJsonObject>> compare(TableInput input, CancelToken token);
    /// {items, capacityUnits, seconds}
    /// \error as TableWalk::run()
    QCoro::Task<Result<QJsonObject>> count(TableInput input, CancelToken token);

private:
    QCoro::Task<Result<TableFacts>> facts(QString table, CancelToken token);
    Pace paceOf(const TableFacts &facts, int capacity) const;
    qint64 secondsSince(std::chrono::steady_clock::time_point begun) const;

    aws::Caller &m_caller;
    net::Sleeper &m_sleeper;
    const Clock &m_clock;
    TableProgress m_progress;
};

} // namespace sm::backups
