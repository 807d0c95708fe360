// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <support/mockclock.h>

#include <QJsonArray>
#include <QSet>

#include <functional>
#include <optional>

namespace sm::test {

/// CloudWatch as a script: the value of a metric in each minute that is over by the test's clock.
class ScriptedCloudWatch final : public aws::Caller
{
public:
    explicit ScriptedCloudWatch(const MockClock &clock)
        : m_clock(clock)
    {
    }

    /// Of the minute that begins at \p at; nothing: nothing was counted.
    using Value = std::function<std::optional<double>(const QString &metric, const QDateTime &at)>;
    Value value = [](const QString &, const QDateTime &) { return std::nullopt; };
    QJsonArray alarms;
    QMap<QString, QJsonArray> history; ///< by the alarm's name
    QMap<int, Error> failures; ///< by the number of the call of GetMetricData, from 0
    std::optional<Error> historyFailure;
    std::function<void()> onLook; ///< before each GetMetricData
    QList<aws::Call> calls;
    int looks = 0;

    QCoro::Task<Result<aws::Answer>> read(aws::Call call, CancelToken token) override
    {
        calls << call;
        if (token.isCancelled())
            co_return Error::cancelled();
        if (call.operation == QLatin1StringView("DescribeAlarms"))
            co_return aws::Answer{{{QStringLiteral("MetricAlarms"), alarms}}, {}, 1};
        if (call.operation == QLatin1StringView("DescribeAlarmHistory")) {
            if (historyFailure)
                co_return *std::as_const(historyFailure);
            const QJsonArray items = history.value(call.input.value(QStringLiteral("AlarmName")).toString());
            co_return aws::Answer{{{QStringLiteral("AlarmHistoryItems"), items}}, {}, 1};
        }
        const int look = looks++;
        if (onLook)
            onLook();
        if (failures.contains(look))
            co_return failures.value(look, Error::cancelled());
        co_return aws::Answer{numbers(call.input), {}, 1};
    }
    QCoro::Task<Result<aws::Answer>> write(WritePermit, aws::Call call, Repeat, CancelToken) override
    {
        co_return Error(Error::Kind::Internal, call.operation);
    }
    Result<net::HttpRequest> preview(aws::Call call) const override
    {
        return Error(Error::Kind::Internal, call.operation);
    }

private:
    QJsonObject numbers(const QJsonObject &input) const
    {
        const QDateTime from
            = QDateTime::fromString(input.value(QStringLiteral("StartTime")).toString(), Qt::ISODate).toUTC();
        const QDateTime to
            = QDateTime::fromString(input.value(QStringLiteral("EndTime")).toString(), Qt::ISODate).toUTC();
        QJsonArray results;
        const QJsonArray queries = input.value(QStringLiteral("MetricDataQueries")).toArray();
        for (const QJsonValue &query : queries)
            results << series(query, from, std::min(to, m_clock.nowUtc()));
        return {{QStringLiteral("MetricDataResults"), results}};
    }
    QJsonObject series(const QJsonValue &query, const QDateTime &from, const QDateTime &to) const
    {
        const QJsonValue stat = query[QStringLiteral("MetricStat")];
        const QString metric = stat[QStringLiteral("Metric")][QStringLiteral("MetricName")].toString();
        const qint64 period = stat[QStringLiteral("Period")].toInteger();
        QJsonArray times;
        QJsonArray values;
        for (QDateTime at = from; at.addSecs(period) <= to; at = at.addSecs(period)) {
            const std::optional<double> given = value(metric, at);
            if (!given)
                continue;
            times << at.toString(Qt::ISODate);
            values << *given;
        }
        return {{QStringLiteral("Id"), query[QStringLiteral("Id")]},
            {QStringLiteral("StatusCode"), QStringLiteral("Complete")}, {QStringLiteral("Timestamps"), times},
            {QStringLiteral("Values"), values}};
    }

    const MockClock &m_clock;
};

} // namespace sm::test
