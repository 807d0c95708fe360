// SPDX-License-Identifier: GPL-3.0-or-later
#include "healthreads.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype atOnce = 500; // the most queries that GetMetricData takes

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Health", text); }

QJsonObject queryOf(const MetricQuery &metric, const QString &id, qint64 period)
{
    QJsonArray dimensions;
    for (auto it = metric.dimensions.begin(); it != metric.dimensions.end(); ++it)
        dimensions << QJsonObject{{u"Name"_s, it.key()}, {u"Value"_s, it.value()}};
    const QJsonObject named{
        {u"Namespace"_s, metric.metricNamespace}, {u"MetricName"_s, metric.name}, {u"Dimensions"_s, dimensions}};
    return {{u"Id"_s, id},
        {u"MetricStat"_s, QJsonObject{{u"Metric"_s, named}, {u"Period"_s, period}, {u"Stat"_s, metric.statistic}}},
        {u"ReturnData"_s, true}};
}

aws::Call callOf(const QList<MetricQuery> &metrics, const TimeSpan &span, qint64 period)
{
    QJsonArray queries;
    for (qsizetype i = 0; i < metrics.size(); ++i)
        queries << queryOf(metrics.at(i), u'm' + QString::number(i), period);
    const QJsonObject input{{u"StartTime"_s, span.from.toString(Qt::ISODate)},
        {u"EndTime"_s, span.to.toString(Qt::ISODate)}, {u"ScanBy"_s, u"TimestampAscending"_s},
        {u"MetricDataQueries"_s, queries}};
    return {u"cloudwatch"_s, u"GetMetricData"_s, input, {}};
}

void addPoints(MetricSeries &series, const QJsonValue &part)
{
    const QJsonArray times = part[u"Timestamps"].toArray();
    const QJsonArray values = part[u"Values"].toArray();
    for (qsizetype i = 0; i < std::min(times.size(), values.size()); ++i)
        series.points << MetricPoint{instantOf(times.at(i)), values.at(i).toDouble()};
}

/// Periods begin at whole multiples of their length, or CloudWatch takes longer to answer.
TimeSpan alignedTo(const TimeSpan &span, qint64 period)
{
    const qint64 from = span.from.toSecsSinceEpoch() / period * period;
    const qint64 to = (span.to.toSecsSinceEpoch() + period - 1) / period * period;
    return {QDateTime::fromSecsSinceEpoch(from, Qt::UTC),
        QDateTime::fromSecsSinceEpoch(std::max(to, from + period), Qt::UTC)};
}

QCoro::Task<Result<QList<MetricSeries>>> seriesOfOneCall(
    const AwsReads *reads, QList<MetricQuery> metrics, TimeSpan span, qint64 period, CancelToken token)
{
    const auto answer = co_await aws::wholeList(
        &reads->caller, &reads->models, callOf(metrics, span, period), u"MetricDataResults"_s, token);
    if (!answer)
        co_return answer.error();
    QList<MetricSeries> all;
    for (const MetricQuery &metric : std::as_const(metrics))
        all << MetricSeries{metric, {}};
    for (const QJsonValue &part : *answer) {
        const qsizetype at = part[u"Id"].toString().mid(1).toLongLong();
        const QString status = part[u"StatusCode"].toString();
        if (status == "InternalError"_L1 || status == "Forbidden"_L1)
            co_return Error(Error::Kind::BadReply, tr("CloudWatch could not give %1 now.").arg(metrics.value(at).name))
                .withCode(u"PartialData"_s);
        if (at >= 0 && at < all.size())
            addPoints(all[at], part);
    }
    for (MetricSeries &series : all)
        std::ranges::sort(series.points, {}, &MetricPoint::at);
    const QList<MetricSeries> read = all;
    co_return read;
}

} // namespace

QCoro::Task<Result<QList<MetricSeries>>> metricSeries(
    const AwsReads *reads, QList<MetricQuery> metrics, TimeSpan span, qint64 period, CancelToken token)
{
    QList<MetricSeries> all;
    const TimeSpan aligned = alignedTo(span, period);
    for (qsizetype first = 0; first < metrics.size(); first += atOnce) {
        const auto some = co_await seriesOfOneCall(reads, metrics.mid(first, atOnce), aligned, period, token);
        if (!some)
            co_return some.error();
        all << *some;
    }
    const QList<MetricSeries> read = all;
    co_return read;
}

} // namespace sm::deployments
