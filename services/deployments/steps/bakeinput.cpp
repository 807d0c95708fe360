// SPDX-License-Identifier: GPL-3.0-or-later
#include "bakeinput.h"

#include "unitinput.h"

#include <core/durationtext.h>

#include <QJsonArray>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;
using executors::Input;
using std::chrono::milliseconds;
using Role = MetricQuery::Role;

namespace {

constexpr milliseconds longest = std::chrono::hours(24);

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::BakeInput", text); }

bool isGiven(const Input &input, const QString &member)
{
    return !input.value(member).isUndefined() && !input.value(member).isNull();
}

/// A form gives a number as a text.
std::optional<double> numberOf(const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    const double number = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    return isNumber && number >= 0 ? std::optional(number) : std::nullopt;
}

double rateOf(Input &input, double otherwise)
{
    if (!isGiven(input, u"errorRate"_s))
        return otherwise;
    const std::optional<double> rate = numberOf(input.value(u"errorRate"_s));
    if (!rate || *rate > 100)
        input.refuse(u"errorRate"_s, tr("has to be a number of percent, from 0 to 100"));
    return rate.value_or(otherwise);
}

milliseconds latencyOf(Input &input, milliseconds otherwise)
{
    if (!isGiven(input, u"latency"_s))
        return otherwise;
    const QJsonValue given = input.value(u"latency"_s);
    if (const std::optional<double> number = numberOf(given))
        return milliseconds(std::llround(*number));
    const std::optional<milliseconds> duration = durationOf(given.toString());
    if (!duration)
        input.refuse(u"latency"_s, tr("has to be a number of milliseconds, or a duration such as “800ms”"));
    return duration.value_or(otherwise);
}

std::optional<Role> roleOf(const QString &word)
{
    static const QMap<QString, Role> roles{
        {u"requests"_s, Role::Requests}, {u"errors"_s, Role::Errors}, {u"latency"_s, Role::Latency}};
    return roles.contains(word) ? std::optional(roles.value(word)) : std::nullopt;
}

MetricQuery metricOf(Input &input, const QJsonObject &given)
{
    static const QStringList known{u"role"_s, u"namespace"_s, u"name"_s, u"dimensions"_s, u"statistic"_s, u"factor"_s};
    MetricQuery metric;
    const std::optional<Role> role = roleOf(given.value(u"role"_s).toString());
    metric.role = role.value_or(Role::Requests);
    metric.metricNamespace = given.value(u"namespace"_s).toString();
    metric.name = given.value(u"name"_s).toString();
    metric.dimensions = given.value(u"dimensions"_s).toObject();
    const QString statistic = metric.role == Role::Latency ? u"p95"_s : u"Sum"_s;
    metric.statistic = given.value(u"statistic"_s).toString(statistic);
    metric.factor = given.value(u"factor"_s).toDouble(1);
    if (!role || metric.metricNamespace.isEmpty() || metric.name.isEmpty())
        input.refuse(u"metrics"_s,
            tr("needs of each: role (requests, errors or latency), namespace and name; it may have dimensions, "
               "statistic and factor"));
    for (const QString &member : given.keys()) {
        if (!known.contains(member))
            input.refuse(u"metrics"_s, tr("has “%1”; known are %2").arg(member, known.join(u", "_s)));
    }
    return metric;
}

QList<MetricQuery> metricsOf(Input &input)
{
    QList<MetricQuery> metrics;
    if (isGiven(input, u"metrics"_s) && !input.value(u"metrics"_s).isArray())
        input.refuse(u"metrics"_s, tr("has to be a list"));
    const QJsonArray given = input.value(u"metrics"_s).toArray();
    for (const QJsonValue &each : given)
        metrics << metricOf(input, each.toObject());
    return metrics;
}

void readTimes(Input &input, BakeInput &bake)
{
    const std::optional<milliseconds> holdsFor = input.duration(u"for"_s);
    bake.holdsFor = holdsFor.value_or(0ms);
    bake.every = input.duration(u"every"_s).value_or(60s);
    if (!input.isComplete())
        return;
    if (!holdsFor)
        input.refuse(u"for"_s, tr("is missing"));
    else if (bake.holdsFor < 60s || bake.holdsFor > longest)
        input.refuse(u"for"_s, tr("has to be from a minute to a day: CloudWatch counts by the minute"));
    if (bake.every < 60s)
        input.refuse(u"every"_s, tr("has to be a minute at least: CloudWatch counts by the minute"));
}

} // namespace

Result<BakeInput> bakeInput(const Step &step, const DeploymentPlaces &places)
{
    Input input(step,
        {u"kind"_s, u"unit"_s, u"for"_s, u"every"_s, u"errorRate"_s, u"latency"_s, u"alarms"_s, u"metrics"_s,
            u"version"_s});
    BakeInput bake;
    bake.kind = unitKind(input);
    bake.unit = input.requiredText(u"unit"_s);
    bake.version = input.text(u"version"_s);
    readTimes(input, bake);
    bake.errorRate = rateOf(input, places.errorRate);
    bake.latency = latencyOf(input, places.latency);
    bake.alarms = input.texts(u"alarms"_s);
    bake.metrics = metricsOf(input);
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return bake;
}

} // namespace sm::deployments
