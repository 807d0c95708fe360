// SPDX-License-Identifier: GPL-3.0-or-later
#include "functionreads.h"

#include <algorithm>
#include <cmath>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

/// CloudWatch wants whole minutes, and no more than 100,800 of them in an answer.
qint64 periodOf(const QDateTime &from, const QDateTime &to)
{
    constexpr qint64 day = 86400;
    const qint64 seconds = std::max<qint64>(from.secsTo(to), 60);
    return seconds > 15 * day ? day : 3600;
}

} // namespace

aws::Call lambdaCall(const QString &operation, const QJsonObject &input) { return {u"lambda"_s, operation, input, {}}; }

QCoro::Task<Result<QStringList>> listedFunctions(AwsReads reads, CancelToken token)
{
    const auto list = co_await aws::wholeList(
        &reads.caller, &reads.models, lambdaCall(u"ListFunctions"_s, {}), u"Functions"_s, token);
    if (!list)
        co_return list.error();
    QStringList names;
    for (const QJsonValue each : *list)
        names << each[u"FunctionName"_s].toString();
    const QStringList all = names;
    co_return all;
}

QCoro::Task<Result<QList<FunctionAlias>>> aliasesOf(AwsReads reads, QString function, CancelToken token)
{
    const auto list = co_await aws::wholeList(&reads.caller, &reads.models,
        lambdaCall(u"ListAliases"_s, {{u"FunctionName"_s, function}}), u"Aliases"_s, token);
    if (!list)
        co_return list.error();
    QList<FunctionAlias> aliases;
    for (const QJsonValue each : *list)
        aliases << aliasFrom(each.toObject());
    const QList<FunctionAlias> all = aliases;
    co_return all;
}

QCoro::Task<Result<QList<FunctionVersion>>> versionsOf(AwsReads reads, QString function, CancelToken token)
{
    const auto list = co_await aws::wholeList(&reads.caller, &reads.models,
        lambdaCall(u"ListVersionsByFunction"_s, {{u"FunctionName"_s, function}}), u"Versions"_s, token);
    if (!list)
        co_return list.error();
    co_return versionsFrom(*list);
}

QCoro::Task<Result<std::optional<QJsonObject>>> configurationOf(
    AwsReads reads, QString function, QString qualifier, CancelToken token)
{
    QJsonObject input{{u"FunctionName"_s, function}};
    if (!qualifier.isEmpty())
        input.insert(u"Qualifier"_s, qualifier);
    const auto answer = co_await reads.caller.read(lambdaCall(u"GetFunctionConfiguration"_s, input), token);
    if (!answer && answer.error().kind() == Error::Kind::NotFound)
        co_return std::optional<QJsonObject>();
    if (!answer)
        co_return answer.error();
    co_return std::optional(answer->output);
}

QCoro::Task<Result<QJsonArray>> eventSourcesOf(AwsReads reads, QString function, CancelToken token)
{
    const auto list = co_await aws::wholeList(
        &reads.caller, &reads.models, lambdaCall(u"ListEventSourceMappings"_s, {}), u"EventSourceMappings"_s, token);
    if (!list)
        co_return list.error();
    QJsonArray own;
    for (const QJsonValue each : *list) {
        if (each[u"FunctionArn"_s].toString().section(u':', 6, 6) == function)
            own << each;
    }
    const QJsonArray all = own;
    co_return all;
}

QCoro::Task<Result<std::optional<qint64>>> callsOf(
    AwsReads reads, QJsonObject dimensions, QDateTime from, QDateTime to, CancelToken token)
{
    QJsonArray list;
    for (auto it = dimensions.begin(); it != dimensions.end(); ++it)
        list << QJsonObject{{u"Name"_s, it.key()}, {u"Value"_s, it.value()}};
    const QJsonObject metric{
        {u"Namespace"_s, u"AWS/Lambda"_s}, {u"MetricName"_s, u"Invocations"_s}, {u"Dimensions"_s, list}};
    const QJsonObject query{{u"Id"_s, u"calls"_s},
        {u"MetricStat"_s,
            QJsonObject{{u"Metric"_s, metric}, {u"Period"_s, periodOf(from, to)}, {u"Stat"_s, u"Sum"_s}}}};
    const QJsonObject input{{u"StartTime"_s, from.toUTC().toString(Qt::ISODate)},
        {u"EndTime"_s, to.toUTC().toString(Qt::ISODate)}, {u"MetricDataQueries"_s, QJsonArray{query}}};
    const auto answer = co_await aws::wholeList(
        &reads.caller, &reads.models, {u"cloudwatch"_s, u"GetMetricData"_s, input, {}}, u"MetricDataResults"_s, token);
    if (!answer && answer.error().kind() == Error::Kind::Cancelled)
        co_return answer.error();
    if (!answer)
        co_return std::optional<qint64>(); // going back does not depend on it
    double sum = 0;
    bool isTold = false;
    for (const QJsonValue part : *answer) {
        const QJsonArray values = part[u"Values"_s].toArray();
        for (const QJsonValue &value : values) {
            sum += value.toDouble();
            isTold = true;
        }
    }
    co_return isTold ? std::optional<qint64>(std::llround(sum)) : std::nullopt;
}

} // namespace sm::deployments
