// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <athena/reportdesk.h>
#include <tables/costlist.h>

namespace sm::controllers {

/// Columns and rows of a list.
struct AthenaRows
{
    QList<tables::CostList::Column> columns;
    QList<tables::CostList::Row> rows;
};

/// Each query with what it answers and what it costs at most, or why it can not run. The id of a row is the query's.
AthenaRows queryRows(const athena::Report &report);
/// What is missing in Glue first.
AthenaRows partitionRows(const athena::Report &report);
/// In the order of \p recent.
AthenaRows recentRows(const QList<athena::Execution> &recent);
/// As Athena names and writes it.
AthenaRows resultRows(const athena::ResultPage &result);

/// "cur_database.cur_table: 92 columns, 14 partitions, 1 of them missing in Glue."
QString healthText(const athena::Report &report);
/// "10.0 MiB read in 2 s, $0.000048".
QString spentText(const athena::Execution &execution);

} // namespace sm::controllers
