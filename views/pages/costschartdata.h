// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charts/chartdata.h>
#include <controllers/costsfigures.h>

namespace sm::pages {

/// The key of the series that all groups without a name of their own are in.
QString otherSeries();

/// What the table shows, as a chart.
/// \param definition of the metric  \param command how to ask for the same, for exports
charts::ChartData chartDataOf(const controllers::CostsFigures &figures, const CostOutlook &outlook,
    charts::ChartKind kind, const QString &definition, const QString &command);

} // namespace sm::pages
