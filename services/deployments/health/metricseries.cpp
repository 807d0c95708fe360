// SPDX-License-Identifier: GPL-3.0-or-later
#include "metricseries.h"

#include <algorithm>

namespace sm::deployments {

namespace {

using Role = MetricQuery::Role;

constexpr qint64 pointsOnPage = 100800; // the most that GetMetricData gives at once
constexpr qint64 daySeconds = 86400;

using Weights = QHash<QDateTime, double>;

bool isWithin(const MetricPoint &point, const QDateTime &from, const QDateTime &to)
{
    return point.at >= from && point.at < to;
}

void addTo(std::optional<double> &sum, const MetricSeries &series, const QDateTime &from, const QDateTime &to)
{
    double all = 0;
    for (const MetricPoint &point : series.points) {
        if (isWithin(point, from, to))
            all += point.value * series.query.factor;
    }
    sum = sum.value_or(0) + all;
}

Weights weightsOf(const QList<MetricSeries> &all)
{
    Weights weights;
    for (const MetricSeries &series : all) {
        if (series.query.role != Role::Requests)
            continue;
        for (const MetricPoint &point : series.points)
            weights[point.at] += point.value * series.query.factor;
    }
    return weights;
}

std::optional<double> latencyOf(
    const MetricSeries &series, const Weights &weights, const QDateTime &from, const QDateTime &to)
{
    double sum = 0;
    double weight = 0;
    for (const MetricPoint &point : series.points) {
        if (!isWithin(point, from, to))
            continue;
        const double ofPoint = std::max(weights.value(point.at, 1), 1.0);
        sum += point.value * series.query.factor * ofPoint;
        weight += ofPoint;
    }
    return weight > 0 ? std::optional(sum / weight) : std::nullopt;
}

qint64 roundedUp(qint64 seconds, qint64 to) { return (seconds + to - 1) / to * to; }

} // namespace

std::optional<double> WindowNumbers::errorRate() const
{
    if (!requests || !errors)
        return {};
    if (*requests > 0)
        return *errors / *requests * 100;
    return *errors > 0 ? std::optional(100.0) : std::nullopt;
}

WindowNumbers numbersIn(const QList<MetricSeries> &series, const QDateTime &from, const QDateTime &to)
{
    WindowNumbers numbers;
    const Weights weights = weightsOf(series);
    for (const MetricSeries &each : series) {
        if (each.query.role == Role::Requests)
            addTo(numbers.requests, each, from, to);
        else if (each.query.role == Role::Errors)
            addTo(numbers.errors, each, from, to);
        else if (const auto latency = latencyOf(each, weights, from, to))
            numbers.latency = std::max(numbers.latency.value_or(0), *latency);
    }
    return numbers;
}

qint64 periodFor(const QDateTime &from, const QDateTime &to, const QDateTime &now, qsizetype metrics)
{
    const qint64 age = from.secsTo(now);
    if (from.secsTo(now) > 455 * daySeconds)
        return 0;
    const qint64 kept = age <= 15 * daySeconds ? 60 : age <= 63 * daySeconds ? 300 : 3600;
    const qint64 perMetric = std::max<qint64>(pointsOnPage / std::max<qsizetype>(metrics, 1), 1);
    const qint64 fitting = std::max<qint64>(from.secsTo(to), 1) / perMetric + 1;
    return std::max(kept, roundedUp(fitting, kept));
}

} // namespace sm::deployments
