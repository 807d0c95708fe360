// SPDX-License-Identifier: GPL-3.0-or-later
#include "facts.h"
#include "rules.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

const QJsonObject &metrics()
{
    static const QJsonObject all = facts(u"metrics.json"_s);
    return all;
}

QJsonObject namespaceFacts(const QString &name) { return metrics()[u"namespaces"_s][name].toObject(); }

bool isMetricCommand(const Command &command)
{
    return command.aws && command.aws->service == "cloudwatch"_L1 && !command.option(u"namespace"_s).isEmpty();
}

/// Namespaces that begin with AWS/ are AWS's own.
void reportUnknownMetric(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        const QString space = isMetricCommand(command) ? command.option(u"namespace"_s) : QString();
        if (!space.startsWith("AWS/"_L1) || space.contains(u'$'))
            continue;
        const QJsonObject known = namespaceFacts(space);
        const QString metric = command.option(u"metric-name"_s);
        if (known.isEmpty()) {
            if (!metrics()[u"others"_s].toArray().contains(space))
                report.add(command.line,
                    tr("AWS publishes no metrics in the namespace %1: the answer is empty.").arg(space),
                    tr("Look with: aws cloudwatch list-metrics --namespace %1").arg(space));
        } else if (!metric.isEmpty() && !metric.contains(u'$') && !known[u"metrics"_s].toArray().contains(metric)) {
            report.add(command.line, tr("%1 has no metric %2: the answer is empty.").arg(space, metric),
                tr("Look with: aws cloudwatch list-metrics --namespace %1").arg(space));
        }
    }
}

void reportDimension(const Page &page, Report &report)
{
    static const QRegularExpression dimension(u"\\bName=([^,\\s\"']+)"_s);
    for (const Command &command : page.commands) {
        if (!isMetricCommand(command) || !command.hasOption(u"dimensions"_s))
            continue;
        const QJsonObject known = namespaceFacts(command.option(u"namespace"_s));
        const QString metric = command.option(u"metric-name"_s);
        const QJsonValue own = known[u"metricDimensions"_s][metric];
        const QJsonArray allowed = own.isArray() ? own.toArray() : known[u"dimensions"_s].toArray();
        if (known.isEmpty())
            continue;
        const QString given = command.words.mid(command.words.indexOf(u"--dimensions"_s) + 1).join(u' ');
        QRegularExpressionMatchIterator names = dimension.globalMatch(given);
        while (names.hasNext()) {
            const QString name = names.next().captured(1);
            if (!name.contains(u'$') && !allowed.contains(name))
                report.add(command.optionLine(u"dimensions"_s),
                    tr("%1 is not published with the dimension %2: there is no such series, and the answer is empty.")
                        .arg(metric, name),
                    allowed.isEmpty() ? tr("Leave --dimensions out: the metric is one for the account.") : QString());
        }
    }
}

void reportUserErrors(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (isMetricCommand(command) && command.option(u"namespace"_s) == "AWS/DynamoDB"_L1
            && command.option(u"metric-name"_s) == "UserErrors"_L1
            && says(page.announcement(command) + page.scope(command).text, u"throttl\\w*"_s))
            report.add(command.optionLine(u"metric-name"_s),
                tr("UserErrors counts malformed requests of the whole account and leaves throttling out: it stays 0 "
                   "while "
                   "a table throttles."),
                tr("Use ThrottledRequests, or ReadThrottleEvents and WriteThrottleEvents by TableName."));
    }
}

/// In rules of Prometheus, wherever they stand.
void reportHistogram(const Page &page, Report &report)
{
    static const QRegularExpression call(u"histogram_quantile\\s*\\(\\s*[^,]+,(.*)$"_s);
    const QStringList &lines = page.document.source.lines;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString arguments = call.match(lines.at(i)).captured(1);
        if (arguments.trimmed().isEmpty()
            || (arguments.contains("_bucket"_L1) && says(arguments, u"rate|irate|increase"_s)))
            continue;
        report.add(static_cast<int>(i) + 1,
            tr("histogram_quantile needs the rate of a histogram's buckets by le; over anything else it gives nothing, "
               "and "
               "the alert never fires."),
            tr("histogram_quantile(0.95, sum by (le) (rate(NAME_bucket[5m]))), or of a summary its own series with "
               "quantile=\"0.95\"."));
    }
}

} // namespace

QList<Rule> metricRules()
{
    return {{u"cloudwatch-unknown-metric"_s, Finding::Severity::Warning, reportUnknownMetric},
        {u"cloudwatch-dimension"_s, Finding::Severity::Warning, reportDimension},
        {u"dynamodb-user-errors"_s, Finding::Severity::Error, reportUserErrors},
        {u"prometheus-histogram"_s, Finding::Severity::Error, reportHistogram}};
}

} // namespace sm::lint
