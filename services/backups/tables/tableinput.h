// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>

#include <QJsonArray>

namespace sm::backups {

/// The input of a step of the kind "table":
///
///     table:settings          {table}
///     table:compare-settings  {table, settings}
///     table:count             {table, capacity}
///     table:compare           {table, copy, mode: full | sample, sample, capacity, tolerance}
///     table:query             {table, statement, parameters, rows}
///     table:verify-export     {export, folder}
///     table:delete-restored   {table, source}
///
/// \c capacity is in read capacity units a second and table, \c tolerance in percent of the items.
struct TableInput
{
    enum class Verb { Settings, CompareSettings, Count, Compare, Query, VerifyExport, DeleteRestored };

    Verb verb = Verb::Settings;
    QString table;
    QString copy;
    bool isSample = false;
    int sample = 1000; ///< items
    int capacity = 0; ///< 0: half of what is provisioned; on demand as fast as it goes
    double tolerance = 0;
    QJsonObject settings;
    QString statement; ///< as selectOn() takes it
    QJsonArray parameters;
    int rows = 1000; ///< at most
    QString exportArn;
    QString folder; ///< where it was downloaded to; empty: it is looked at in its bucket
    QString source; ///< a table's name or ARN, or a backup's ARN
};

/// \error Kind::Invalid (code "Input")
Result<TableInput> tableInput(const Step &step);

} // namespace sm::backups
