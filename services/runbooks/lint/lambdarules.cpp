// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

bool updatesConfiguration(const Command &command) { return command.isAws(u"lambda", u"UpdateFunctionConfiguration"); }

bool updatesFunction(const Command &command)
{
    return updatesConfiguration(command) || command.isAws(u"lambda", u"UpdateFunctionCode");
}

void reportReplacedEnvironment(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        const QString environment = updatesConfiguration(command) ? command.option(u"environment"_s) : QString();
        if (!environment.isEmpty() && !environment.startsWith("file://"_L1) && !environment.startsWith(u'$'))
            report.add(command.line,
                tr("--environment replaces the whole map: every variable that is not named here is lost."),
                tr("Read Environment.Variables first, change the one key, and send the whole map."));
    }
}

/// Whether what \p command writes is the map of variables without what update-function-configuration wants around it.
bool writesBareVariables(const Page &page, const Command &command)
{
    const Command *start = page.startOfPipe(command);
    if (start->aws && start->aws->service != "lambda"_L1)
        return false;
    const QString filter = command.program == "jq"_L1 ? command.words.join(u' ')
        : start->aws                                  ? start->aws->query
                                                      : QString();
    return filter.contains("Environment.Variables"_L1) && !filter.contains(u'{');
}

void reportBareEnvironment(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        const QString environment = updatesConfiguration(command) ? command.option(u"environment"_s) : QString();
        if (!environment.startsWith("file://"_L1))
            continue;
        for (const Written &file : page.written) {
            if (file.path != environment.mid(7) || !writesBareVariables(page, page.commands.at(file.command)))
                continue;
            report.add(command.optionLine(u"environment"_s),
                tr("%1 was saved (line %2) as the bare map of variables, but --environment wants {\"Variables\": {…}}: "
                   "it is "
                   "refused, and nothing is restored.")
                    .arg(file.path)
                    .arg(page.commands.at(file.command).line),
                tr("Save it with jq '{Variables: .Environment.Variables}'."));
        }
    }
}

void reportLatest(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        const commandline::Word *word
            = command.aws && command.aws->service == "lambda"_L1 ? command.optionWord(u"qualifier"_s) : nullptr;
        if (word == nullptr || !word->text().endsWith("$LATEST"_L1))
            continue;
        if (word->hasSubstitution())
            report.add(command.optionLine(u"qualifier"_s), tr("The shell puts nothing in the place of $LATEST."),
                tr("Put it in single quotes: '$LATEST'."));
        if (command.aws->writtenOperation.startsWith("put-provisioned-concurrency"_L1))
            report.add(command.optionLine(u"qualifier"_s), tr("Provisioned concurrency is not allowed on $LATEST."),
                tr("Publish a version and name it, or an alias."));
    }
}

void reportOpenPermission(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (!command.isAws(u"lambda", u"AddPermission") || command.hasOption(u"source-account"_s)
            || command.hasOption(u"source-arn"_s) || command.hasOption(u"principal-org-id"_s))
            continue;
        const QString principal = command.option(u"principal"_s);
        if (principal.endsWith(".amazonaws.com"_L1))
            report.add(command.line,
                tr("Without a source this lets %1 of any AWS account invoke the function.").arg(principal),
                tr("Add --source-arn and, for S3, --source-account."));
        else if (principal == "*"_L1)
            report.add(command.line, tr("This lets everybody invoke the function."), {});
    }
}

void reportLastModified(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (!command.isAws(u"lambda", u"GetFunction") && !command.isAws(u"lambda", u"GetFunctionConfiguration"))
            continue;
        QString shown = command.aws->query;
        for (const Command *next : page.restOfPipe(command))
            shown += next->words.join(u' ');
        if (shown.contains("LastModified"_L1) && !shown.contains("CodeSha256"_L1))
            report.add(command.line,
                tr("LastModified moves with every change of configuration too: it says nothing about the code that "
                   "runs."),
                tr("Compare CodeSha256 with that of the package: openssl dgst -sha256 -binary function.zip | base64."));
    }
}

void reportGatewayTimeout(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (updatesConfiguration(command) && command.option(u"timeout"_s).toInt() > 29
            && says(page.scope(command).text, u"API Gateway|504"_s))
            report.add(command.line,
                tr("API Gateway gives up after 29 seconds by default: a longer timeout of the function does not end "
                   "its 504."),
                tr("Make the function faster or answer asynchronously; the gateway's own limit is integration "
                   "timeoutInMillis."));
    }
}

/// One of several ways out, not a step after the last.
bool isAlternative(const Command &command) { return says(command.comment, u"if|or|option|alternatively"_s); }

void reportUnfinishedUpdate(const Page &page, Report &report)
{
    for (qsizetype i = 0; i < page.commands.size(); ++i) {
        const Command &command = page.commands.at(i);
        if (!updatesFunction(command) || isAlternative(command))
            continue;
        for (qsizetype j = i - 1; j >= 0 && page.commands.at(j).scope == command.scope; --j) {
            const Command &before = page.commands.at(j);
            if (before.aws && before.aws->service == "lambda"_L1 && !updatesFunction(before))
                break; // a waiter, or a look
            if (!updatesFunction(before) || isAlternative(before)
                || before.option(u"function-name"_s) != command.option(u"function-name"_s))
                continue;
            report.add(command.line,
                tr("The update of line %1 may still be under way: Lambda refuses a second one "
                   "(ResourceConflictException).")
                    .arg(before.line),
                tr("aws lambda wait function-updated --function-name %1 between them.")
                    .arg(command.option(u"function-name"_s)));
            break;
        }
    }
}

void reportVersionCleanup(const Page &page, Report &report)
{
    const auto looks = [](const Command &other) { return other.isAws(u"lambda", u"ListAliases"); };
    for (const Command &command : page.commands) {
        const bool isMany = !command.use.standIn.isEmpty() || command.use.takesMoreWords || command.use.inLoop;
        if (command.isAws(u"lambda", u"DeleteFunction") && isMany && !page.anyInScope(command, looks))
            report.add(command.line,
                tr("Versions are deleted without a look at the aliases: those that an alias routes to are in use."),
                tr("Leave out what aws lambda list-aliases names, in FunctionVersion and RoutingConfig."));
    }
}

} // namespace

QList<Rule> lambdaRules()
{
    return {{u"lambda-environment-replaced"_s, Finding::Severity::Error, reportReplacedEnvironment},
        {u"lambda-environment-shape"_s, Finding::Severity::Error, reportBareEnvironment},
        {u"lambda-latest"_s, Finding::Severity::Error, reportLatest},
        {u"lambda-open-permission"_s, Finding::Severity::Warning, reportOpenPermission},
        {u"lambda-last-modified"_s, Finding::Severity::Warning, reportLastModified},
        {u"lambda-gateway-timeout"_s, Finding::Severity::Warning, reportGatewayTimeout},
        {u"lambda-unfinished-update"_s, Finding::Severity::Error, reportUnfinishedUpdate},
        {u"lambda-version-cleanup"_s, Finding::Severity::Warning, reportVersionCleanup}};
}

} // namespace sm::lint
