// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sources/deploymentsource.h>

namespace sm::deployments {

/// What CloudWatch has of one number in one period.
struct MetricPoint
{
    QDateTime at; ///< UTC, when the period begins
    double value = 0; ///< of the whole period
};

/// One number over time. Where there was nothing to count there is no point.
struct MetricSeries
{
    MetricQuery query;
    QList<MetricPoint> points; ///< oldest first
};

/// The numbers of a stretch of time.
struct WindowNumbers
{
    std::optional<double> requests; ///< nothing: they are not counted
    std::optional<double> errors; ///< the same
    std::optional<double> latency; ///< milliseconds; nothing: nobody measured it, or nobody asked

    bool hasTraffic() const { return requests.value_or(0) > 0 || (!requests && latency); }
    /// Percent. Errors without a single request are 100.
    std::optional<double> errorRate() const;
};

/// What \p series say of [\p from, \p to): requests and errors added up. A latency is the mean of its periods, weighed
/// by the requests where they are counted; of several the worst.
WindowNumbers numbersIn(const QList<MetricSeries> &series, const QDateTime &from, const QDateTime &to);

/// The finest period that CloudWatch still keeps of what was at \p from, no finer than it has to be for \p metrics
/// numbers until \p to to fit into one page. Seconds; 0: so old that it keeps nothing.
qint64 periodFor(const QDateTime &from, const QDateTime &to, const QDateTime &now, qsizetype metrics);

} // namespace sm::deployments
