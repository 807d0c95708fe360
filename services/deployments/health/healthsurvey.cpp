// SPDX-License-Identifier: GPL-3.0-or-later
#include "healthsurvey.h"

#include "healthverdict.h"

#include <core/json.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Health", text); }

QByteArray keyOf(const MetricQuery &metric)
{
    return toCompactJson(QJsonArray{metric.metricNamespace, metric.name, metric.dimensions, metric.statistic});
}

/// Those that CloudWatch has kept alike, asked in one call.
struct Group
{
    TimeSpan span;
    QList<MetricQuery> metrics;
    QHash<QByteArray, qsizetype> places; ///< of a metric among them
    QList<qsizetype> questions;

    void add(qsizetype number, const HealthQuestion &question)
    {
        span.from = questions.isEmpty() ? question.live.from : std::min(span.from, question.live.from);
        span.to = questions.isEmpty() ? question.live.to : std::max(span.to, question.live.to);
        questions << number;
        for (const MetricQuery &metric : question.query.metrics) {
            if (places.contains(keyOf(metric)))
                continue;
            places.insert(keyOf(metric), metrics.size());
            metrics << metric;
        }
    }
    Measured measured(const HealthQuestion &question, const QList<MetricSeries> &series, qint64 period) const
    {
        Measured made{question.query, {}, {}, period};
        for (const MetricQuery &metric : question.query.metrics)
            made.series << MetricSeries{metric, series.value(places.value(keyOf(metric))).points};
        return made;
    }
};

QMap<qint64, Group> groupsOf(const QList<HealthQuestion> &questions, const QDateTime &now)
{
    QMap<qint64, Group> groups;
    for (qsizetype i = 0; i < questions.size(); ++i) {
        const HealthQuestion &each = questions.at(i);
        const bool isMeasured = !each.query.metrics.isEmpty() && each.live.from < each.live.to;
        const qint64 period = isMeasured ? periodFor(each.live.from, each.live.to, now, each.query.metrics.size()) : 0;
        if (period > 0)
            groups[period].add(i, each);
    }
    return groups;
}

QDateTime firstOf(const QList<HealthQuestion> &questions)
{
    QDateTime first = questions.constFirst().live.from;
    for (const HealthQuestion &each : questions)
        first = std::min(first, each.live.from);
    return first;
}

/// All of a unit have the same.
AlarmChoice alarmsOf(const QList<HealthQuestion> &questions)
{
    AlarmChoice choice;
    for (const HealthQuestion &each : questions) {
        for (auto it = each.query.alarmDimensions.begin(); it != each.query.alarmDimensions.end(); ++it)
            choice.dimensions.insert(it.key(), it.value());
    }
    return choice;
}

} // namespace

QCoro::Task<Result<QList<HealthRecord>>> healthSurvey(const AwsReads *reads, QList<HealthQuestion> questions,
    const DeploymentPlaces *places, QDateTime now, CancelToken token)
{
    if (questions.isEmpty())
        co_return QList<HealthRecord>();
    const auto alarms = co_await alarmRings(reads, alarmsOf(questions), firstOf(questions), token);
    if (!alarms)
        co_return alarms.error();
    QList<Measured> measured;
    for (const HealthQuestion &each : std::as_const(questions))
        measured << Measured{each.query, {}, {}, 60};
    const QMap<qint64, Group> groups = groupsOf(questions, now);
    for (auto it = groups.begin(); it != groups.end(); ++it) {
        const qint64 period = it.key();
        const Group &group = it.value();
        // However many they are: those of a version have points only while it was live.
        const auto series = co_await metricSeries(reads, group.metrics, group.span, period, token);
        if (!series)
            co_return series.error();
        for (const qsizetype number : group.questions)
            measured[number] = group.measured(questions.at(number), *series, period);
    }
    QList<HealthRecord> records;
    for (qsizetype i = 0; i < questions.size(); ++i) {
        measured[i].rings = alarms->rings;
        HealthRecord record = verdictOf(measured.at(i), questions.at(i).live, *places);
        if (measured.at(i).series.isEmpty() && !questions.at(i).query.metrics.isEmpty() && record.alarms.isEmpty())
            record.why = tr("CloudWatch keeps nothing that old.");
        records << record;
    }
    const QList<HealthRecord> all = records;
    co_return all;
}

} // namespace sm::deployments
