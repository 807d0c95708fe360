// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

void reportLatestDefinition(const Page &page, Report &report)
{
    static const QString earlier = u"previous|prior|last|old|earlier"_s;
    for (const Command &command : page.commands) {
        const QString definition = command.option(u"task-definition"_s);
        if (command.isAws(u"ecs", u"DescribeTaskDefinition") && !definition.isEmpty() && !definition.contains(u':')
            && !definition.contains(u'$') && says(command.comment + page.leadOf.at(command.block), earlier))
            report.add(command.line,
                tr("A family without a revision is its latest task definition, which is the one to get away from."),
                tr("Read what ran before from describe-services (deployments, events), and name family:revision."));
    }
}

void reportPreviousRevision(const Page &page, Report &report)
{
    static const QRegularExpression previous(u":[^:]*prev"_s, QRegularExpression::CaseInsensitiveOption);
    for (const Command &command : page.commands) {
        if (command.isAws(u"ecs", u"UpdateService") && previous.match(command.option(u"task-definition"_s)).hasMatch())
            report.add(command.optionLine(u"task-definition"_s),
                tr("The revision before the newest need not be the one that ran: it may never have been deployed, or "
                   "have failed."),
                tr("Take the revision from the last deployment that was COMPLETED."));
    }
}

void reportDesiredCount(const Page &page, Report &report)
{
    const auto looks
        = [](const Command &other) { return other.aws && other.aws->writtenService == "application-autoscaling"_L1; };
    for (const Command &command : page.commands) {
        if (command.isAws(u"ecs", u"UpdateService") && command.hasOption(u"desired-count"_s)
            && !page.anyInScope(command, looks))
            report.add(command.line,
                tr("Auto scaling sets the desired count too: outside its limits this does not last, and nothing looks "
                   "at them."),
                tr("aws application-autoscaling describe-scalable-targets --service-namespace ecs; change MinCapacity "
                   "there."));
    }
}

void reportTasksAsDeployments(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (command.isAws(u"ecs", u"ListTasks")
            && says(command.comment + page.leadOf.at(command.block), u"deployments?"_s))
            report.add(command.line, tr("This lists running tasks, not deployments."),
                tr("aws ecs describe-services … --query 'services[].deployments[]'."));
    }
}

} // namespace

QList<Rule> ecsRules()
{
    return {{u"ecs-latest-definition"_s, Finding::Severity::Error, reportLatestDefinition},
        {u"ecs-previous-revision"_s, Finding::Severity::Warning, reportPreviousRevision},
        {u"ecs-desired-count"_s, Finding::Severity::Warning, reportDesiredCount},
        {u"ecs-tasks-as-deployments"_s, Finding::Severity::Error, reportTasksAsDeployments}};
}

} // namespace sm::lint
