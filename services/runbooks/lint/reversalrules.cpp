// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <array>

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

/// What switches something off, and what switches it on again.
struct Pair
{
    QStringView service;
    QStringView off;
    QStringView on;
};

constexpr std::array<Pair, 8> pairs{{
    {u"events", u"DisableRule", u"EnableRule"},
    {u"cloudwatch", u"DisableAlarmActions", u"EnableAlarmActions"},
    {u"cognito-idp", u"AdminDisableUser", u"AdminEnableUser"},
    {u"ec2", u"StopInstances", u"StartInstances"},
    {u"rds", u"StopDBInstance", u"StartDBInstance"},
    {u"kms", u"DisableKey", u"EnableKey"},
    {u"autoscaling", u"SuspendProcesses", u"ResumeProcesses"},
    {u"cloudtrail", u"StopLogging", u"StartLogging"},
}};

void reportStaysOff(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        for (const Pair &pair : pairs) {
            const auto turnsOn = [&pair](const Command &other) { return other.isAws(pair.service, pair.on); };
            if (command.isAws(pair.service, pair.off)
                && std::none_of(page.commands.begin(), page.commands.end(), turnsOn))
                report.add(command.line,
                    tr("It is switched off here, and nothing in this runbook switches it on again."),
                    tr("Note what was on before, and add the step that calls %1 for it.").arg(pair.on));
        }
    }
}

/// Whether \p command runs none of something: 0 tasks, 0 copies, 0 at a time.
bool scalesToZero(const Command &command)
{
    static const QRegularExpression replicas(u"\\bscale\\b.*--replicas[= ]0\\b"_s);
    if (command.isAws(u"ecs", u"UpdateService"))
        return command.option(u"desired-count"_s) == "0"_L1;
    if (command.isAws(u"lambda", u"PutFunctionConcurrency"))
        return command.option(u"reserved-concurrent-executions"_s) == "0"_L1;
    return command.program == "kubectl"_L1 && replicas.match(command.words.join(u' ')).hasMatch();
}

bool scalesUp(const Command &command)
{
    static const QRegularExpression replicas(u"\\bscale\\b.*--replicas[= ](?!0\\b)"_s);
    if (command.isAws(u"ecs", u"UpdateService"))
        return command.hasOption(u"desired-count"_s) && !scalesToZero(command);
    if (command.isAws(u"lambda", u"PutFunctionConcurrency") || command.isAws(u"lambda", u"DeleteFunctionConcurrency"))
        return !scalesToZero(command);
    return command.program == "kubectl"_L1 && replicas.match(command.words.join(u' ')).hasMatch();
}

void reportStaysAtZero(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        const auto takesBack = [&command](const Command &other) {
            return other.program == command.program && other.words.value(1) == command.words.value(1)
                && scalesUp(other);
        };
        if (scalesToZero(command) && std::none_of(page.commands.begin(), page.commands.end(), takesBack))
            report.add(command.line, tr("It stops everything here, and nothing in this runbook starts it again."),
                tr("Note the number before, and add the step that sets it again."));
    }
}

/// Words of a command that switch off, and the promise above it to switch on.
void reportOppositeVerb(const Page &page, Report &report)
{
    static const QRegularExpression off(u"(^|[-_/])(rollback|disable|revert|deactivate|turn-?off|stop)([-_]|$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression on(
        u"^\\s*(enable|activate|turn on|switch on)\\b"_s, QRegularExpression::CaseInsensitiveOption);
    for (const Command &command : page.commands) {
        if (command.aws || command.program.isEmpty() || command.use.pipePosition > 0
            || !on.match(command.comment).hasMatch())
            continue;
        for (const QString &word : command.words) {
            if (word.contains(u'.') || word.contains(u'/') || !off.match(word).hasMatch())
                continue; // a file's name says nothing of what it does
            report.add(command.line,
                tr("It says “%1”, but %2 is the verb that switches off.")
                    .arg(command.comment.section(u'\n', 0, 0), word),
                tr("Use the command that sets the flag to true, and read it back."));
            break;
        }
    }
}

} // namespace

QList<Rule> reversalRules()
{
    return {{u"never-switched-on"_s, Finding::Severity::Warning, reportStaysOff},
        {u"stays-at-zero"_s, Finding::Severity::Warning, reportStaysAtZero},
        {u"opposite-verb"_s, Finding::Severity::Error, reportOppositeVerb}};
}

} // namespace sm::lint
