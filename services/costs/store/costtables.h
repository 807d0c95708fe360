// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/cost.h>

#include <QStringList>

namespace sm::costs {

/// The tables in a team's PostgreSQL.
///
///     cost_cache     answers of sources, a row each time one is asked; the newest counts
///     api_metrics    how long a source took to answer
///     cost_ledgers   bills, a row a delivery; one that is named in "replaces" of a later row counts no more
///     cost_charges   their charges; those of a delivery that no row of cost_ledgers names count not yet
///
/// Rows are only added. What counts no more may be deleted at any time.
namespace costtables {

/// Element n holds the statements that bring version n to version n + 1. Never changed once released.
QList<QStringList> migrations();
/// Of cost_schema, when all of migrations() have run.
int newestVersion();

/// The column of cost_charges that has \p dimension; empty: it is in "others", by its name.
QString columnOf(const QString &dimension);
/// The column that has \p metric.
QString columnOf(CostMetric metric);
QStringList dimensionColumns();
QStringList metricColumns();

} // namespace costtables

} // namespace sm::costs
