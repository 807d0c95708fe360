// SPDX-License-Identifier: GPL-3.0-or-later
#include "suggestion.h"

#include <aws/nearestname.h>

#include <QHash>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype LongestName = 80;

/// The letters that two names share in their order, in the longest pieces (Ratcliff and Obershelp).
qsizetype shared(QStringView one, QStringView other)
{
    qsizetype best = 0;
    qsizetype atOne = 0;
    qsizetype atOther = 0;
    for (qsizetype i = 0; i + best < one.size(); ++i) {
        for (qsizetype j = 0; j + best < other.size(); ++j) {
            qsizetype size = 0;
            while (i + size < one.size() && j + size < other.size() && one[i + size] == other[j + size])
                ++size;
            if (size > best) {
                best = size;
                atOne = i;
                atOther = j;
            }
        }
    }
    if (best == 0)
        return 0;
    return best + shared(one.first(atOne), other.first(atOther))
        + shared(one.sliced(atOne + best), other.sliced(atOther + best));
}

double likeness(const QString &one, const QString &other)
{
    return 2.0 * double(shared(one, other)) / double(std::max<qsizetype>(1, one.size() + other.size()));
}

} // namespace

Suggestion suggestion(const QString &wanted, const QStringList &names)
{
    constexpr double near = 0.6;
    constexpr double sure = 0.7;
    const QString short_ = wanted.left(LongestName);
    Suggestion found;
    double best = near;
    for (const QString &name : names) {
        const double like = likeness(short_, name);
        if (like > best) {
            best = like;
            found = {name, like >= sure};
        }
    }
    if (!found.name.isEmpty())
        return found;
    const QString nearest = aws::nearestName(short_, names);
    return {nearest, false};
}

QString withOtherVerb(const QString &wanted, const QStringList &commands)
{
    static const QList<QStringList> sames{{u"describe"_s, u"get"_s, u"list"_s, u"show"_s},
        {u"modify"_s, u"update"_s, u"put"_s, u"set"_s, u"change"_s, u"edit"_s},
        {u"create"_s, u"put"_s, u"add"_s, u"start"_s, u"register"_s, u"run"_s, u"new"_s},
        {u"delete"_s, u"remove"_s, u"terminate"_s, u"deregister"_s, u"destroy"_s},
        {u"stop"_s, u"cancel"_s, u"abort"_s, u"terminate"_s}};
    const QString verb = wanted.section(u'-', 0, 0);
    const QString object = wanted.section(u'-', 1);
    for (const QStringList &same : sames) {
        if (!same.contains(verb))
            continue;
        for (const QString &other : same) {
            for (const QString &ending : {u""_s, u"s"_s}) {
                const QString name = u"%1-%2%3"_s.arg(other, object, ending);
                if (name != wanted && commands.contains(name))
                    return name;
            }
        }
    }
    return {};
}

QString usualService(const QString &written)
{
    static const QHash<QString, QString> names{{u"codedeploy"_s, u"deploy"_s}, {u"config"_s, u"configservice"_s},
        {u"sfn"_s, u"stepfunctions"_s}, {u"states"_s, u"stepfunctions"_s}, {u"step-functions"_s, u"stepfunctions"_s},
        {u"eventbridge"_s, u"events"_s}, {u"cloudwatch-logs"_s, u"logs"_s}, {u"cloudwatchlogs"_s, u"logs"_s},
        {u"cognito"_s, u"cognito-idp"_s}, {u"costexplorer"_s, u"ce"_s}, {u"cost-explorer"_s, u"ce"_s},
        {u"elasticloadbalancing"_s, u"elbv2"_s}, {u"elasticloadbalancingv2"_s, u"elbv2"_s}, {u"alb"_s, u"elbv2"_s},
        {u"secrets-manager"_s, u"secretsmanager"_s}, {u"secretmanager"_s, u"secretsmanager"_s},
        {u"parameter-store"_s, u"ssm"_s}, {u"systems-manager"_s, u"ssm"_s}, {u"timestream"_s, u"timestream-query"_s},
        {u"appautoscaling"_s, u"application-autoscaling"_s}, {u"access-analyzer"_s, u"accessanalyzer"_s},
        {u"performance-insights"_s, u"pi"_s}, {u"api-gateway"_s, u"apigateway"_s}, {u"monitoring"_s, u"cloudwatch"_s}};
    return names.value(written);
}

std::optional<QString> usualOption(const QString &service, const QString &command, const QString &option)
{
    static const QHash<QString, QString> others{
        {u"cognito-idp admin-set-user-password temporary"_s, u"no-permanent"_s},
        {u"apigateway update-stage patch-ops"_s, u"patch-operations"_s},
    };
    const auto found = others.constFind(u"%1 %2 %3"_s.arg(service, command, option));
    return found == others.constEnd() ? std::nullopt : std::optional(*found);
}

} // namespace sm::commandline
