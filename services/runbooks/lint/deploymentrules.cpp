// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

void reportRollbackStack(const Page &page, Report &report)
{
    const auto looks = [](const Command &other) { return other.isAws(u"cloudformation", u"DescribeStacks"); };
    for (const Command &command : page.commands) {
        if (command.isAws(u"cloudformation", u"RollbackStack") && !page.anyBefore(command, looks))
            report.add(command.line,
                tr("rollback-stack is refused after UPDATE_COMPLETE: it only takes back an update that failed, and it "
                   "may delete "
                   "a stack that never was stable."),
                tr("Look at StackStatus first; to go back after a success, deploy the old template."));
    }
}

void reportDeploymentGroup(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (command.isAws(u"codedeploy", u"ListDeployments")
            && command.hasOption(u"application-name"_s) != command.hasOption(u"deployment-group-name"_s))
            report.add(command.line,
                tr("CodeDeploy takes --application-name and --deployment-group-name together or not at all."),
                tr("Add --deployment-group-name; aws deploy list-deployment-groups names them."));
    }
}

void reportNoApproval(const Page &page, Report &report)
{
    static const QRegularExpression never(u"--require-approval[ =]never|--?auto-approve\\b"_s);
    for (const Command &command : page.commands) {
        if (command.aws || !never.match(command.words.join(u' ')).hasMatch())
            continue;
        const bool isPromised = says(page.scope(command).text, u"approval|approved|review\\w*"_s);
        report.add(command.line,
            isPromised
                ? tr("Nobody is asked before it changes permissions and resources, though this runbook asks for review "
                     "and approval.")
                : tr("Nobody is asked before it changes permissions and resources."),
            tr("Leave the option out, or apply what was reviewed: cdk deploy --require-approval broadening, terraform "
               "apply "
               "FILE."));
    }
}

void reportUnsavedPlan(const Page &page, Report &report)
{
    const auto plans
        = [](const Command &other) { return other.program == "terraform"_L1 && other.words.contains(u"plan"_s); };
    const auto saves
        = [&plans](const Command &other) { return plans(other) && other.words.join(u' ').contains("-out"_L1); };
    for (const Command &command : page.commands) {
        if (command.program != "terraform"_L1 || !command.words.contains(u"apply"_s))
            continue;
        if (page.anyBefore(command, plans) && !page.anyBefore(command, saves))
            report.add(command.line, tr("The plan that was read is not saved: apply makes another one and runs that."),
                tr("terraform plan -out=tfplan, then terraform apply tfplan."));
    }
}

bool restarts(const Command &command)
{
    static const QString words = u"(systemctl|service|supervisorctl|pm2|sv)\\b.*\\b(restart|reload|start)"_s;
    return says(command.words.join(u' '), words);
}

bool installs(const Command &command)
{
    static const QString words
        = u"(pip3?|npm|yarn|pnpm|bundle|poetry|uv|composer|mvn|gradle|go|cargo|make|docker|alembic|flyway|"
          "migrate|rake|dotnet)\\b.*"_s;
    return says(command.words.join(u' '), words);
}

void reportPartialRollback(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        const bool goesBack = command.program == "git"_L1 && says(command.words.value(1), u"checkout|revert|reset"_s);
        if (!goesBack || !(page.isRollback(command) || says(page.scope(command).title, u"roll-?\\s?back|revert"_s)))
            continue;
        if (page.anyAfter(command, restarts) && !page.anyInScope(command, installs))
            report.add(command.line,
                tr("It goes back with the code alone: dependencies and database migrations stay those of the new "
                   "version."),
                tr("Install the dependencies of that version, and say what becomes of the migrations, before the "
                   "restart."));
    }
}

void reportSlowEmergency(const Page &page, Report &report)
{
    static const QRegularExpression waits(
        u"\\b(manual approval|approval (is )?required|approve or cancel|requires approval)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    const auto pushes
        = [](const Command &other) { return other.program == "git"_L1 && other.words.value(1) == "push"_L1; };
    const bool isApproved = waits.match(page.document.source.lines.join(u'\n')).hasMatch();
    for (const Command &command : page.commands) {
        if (isApproved && command.program == "git"_L1 && command.words.value(1) == "revert"_L1
            && says(page.announcement(command), u"emergency|urgent|immediate\\w*"_s) && page.anyAfter(command, pushes))
            report.add(command.line,
                tr("The revert goes through the pipeline that waits for a manual approval: that is no emergency "
                   "rollback."),
                tr("Name a way past it, and who may take it, or call it what it is."));
    }
}

/// What the command takes from somewhere to bring an old state back: a key in S3, a local file.
QString artifactOf(const Command &command)
{
    if (command.isAws(u"lambda", u"UpdateFunctionCode") && !command.option(u"s3-key"_s).isEmpty())
        return command.option(u"s3-key"_s);
    for (const QString &word : command.words) {
        if (word.startsWith("file://"_L1) || word.startsWith("fileb://"_L1))
            return word.section(u"//"_s, 1);
    }
    return {};
}

/// An artifact that is called old is one that somebody has to have kept.
void reportMissingArtifact(const Page &page, Report &report)
{
    static const QRegularExpression old(
        u"previous|backup|last[-_]?good|known[-_]?good|rollback|(^|[-_/.])(old|prev|saved)([-_/.]|$)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression open(u"[$<{]"_s);
    for (const Command &command : page.commands) {
        const QString artifact = command.aws ? artifactOf(command) : QString();
        if (artifact.isEmpty() || artifact.contains(open)
            || !(old.match(artifact).hasMatch() || page.isRollback(command)))
            continue;
        const QString name = artifact.section(u'/', -1);
        const bool isWritten = std::any_of(page.written.begin(), page.written.end(), [&](const Written &file) {
            return file.path.endsWith(name) && file.command != &command - page.commands.data();
        });
        if (!isWritten)
            report.add(command.hasOption(u"s3-key"_s) ? Finding::Severity::Error : Finding::Severity::Warning,
                command.line, tr("No step ever writes %1: there is nothing to go back to.").arg(artifact),
                tr("Keep the running version before each change, or publish versions and move an alias back."));
    }
}

} // namespace

QList<Rule> deploymentRules()
{
    return {{u"cloudformation-rollback-stack"_s, Finding::Severity::Error, reportRollbackStack},
        {u"codedeploy-group"_s, Finding::Severity::Error, reportDeploymentGroup},
        {u"deploy-without-approval"_s, Finding::Severity::Warning, reportNoApproval},
        {u"terraform-unsaved-plan"_s, Finding::Severity::Warning, reportUnsavedPlan},
        {u"rollback-code-only"_s, Finding::Severity::Warning, reportPartialRollback},
        {u"rollback-waits"_s, Finding::Severity::Warning, reportSlowEmergency},
        {u"rollback-missing-artifact"_s, Finding::Severity::Error, reportMissingArtifact}};
}

} // namespace sm::lint
