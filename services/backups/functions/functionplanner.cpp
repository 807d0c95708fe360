// SPDX-License-Identifier: GPL-3.0-or-later
#include <functions/functionplanner.h>

#include "functioninput.h"

#include <executors/knownwrites.h>
#include <executors/secretvalues.h>
#include <keeping/keeping.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using Verb = FunctionInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Functions", text); }

void fillInRestore(Step &step, const FunctionInput &input)
{
    if (input.isDryRun) {
        step.tier = Tier::Reversible;
        step.mark = {Mark::Kind::Reversible, {}, tr("Lambda looks at the code and changes nothing.")};
        return;
    }
    if (input.verb == Verb::Update)
        step.notes << tr("Callers get the new code as soon as Lambda has it, unless they call a version or alias.");
    else
        step.notes << tr(
            "Code and configuration are restored. Aliases, policy, event sources, concurrency and tags stay "
            "as they are; a comparison tells which differ.");
    if (input.fallback.isEmpty())
        step.mark = {
            Mark::Kind::Never, {}, tr("What is there now was not kept first (fallback), so nothing brings it back.")};
}

QStringList notesOfScratch()
{
    return {
        tr("It gets no policy, alias, event source, address or reserved concurrency, so nothing calls it."),
        tr("It is made outside of a VPC and without file systems, even where the original has them."),
        tr("Who makes it needs iam:PassRole for the role of the function."),
    };
}

QString commentOf(const FunctionInput &input)
{
    if (input.verb == Verb::CreateScratch)
        return tr("a function %1 for a drill, as backup %2 of %3 has it")
            .arg(input.function, input.backup, input.asset);
    if (input.verb == Verb::DeleteScratch)
        return tr("aws lambda delete-function --function-name %1, if a drill made it").arg(input.function);
    if (input.verb == Verb::Update)
        return tr("aws lambda update-function-code --function-name %1 --zip-file fileb://%2")
            .arg(input.function, input.file);
    if (input.verb == Verb::Keep)
        return tr("code and configuration of %1, into the vault").arg(input.function);
    return tr("backup %1 of %2 and the function %3").arg(input.backup, input.asset, input.function);
}

} // namespace

FunctionPlanner::FunctionPlanner(const operations::Catalog &catalog)
    : m_catalog(catalog)
{
}

QString FunctionPlanner::kind() const { return u"function"_s; }

Result<Step> FunctionPlanner::planned(Step step, const SystemInfo &, QSet<QString> &secretNames) const
{
    step.operation.with.remove(u"revision"_s); // that is looked at when it is known what is there
    const Result<Operation> named = executors::withSecretsNamed(step.operation, {}, secretNames);
    if (!named)
        return named.error();
    const Result<FunctionInput> input = functionInput(step);
    if (!input)
        return input.error();
    if (input->verb == Verb::Compare) {
        executors::fillInRead(step);
        step.iamAction = u"lambda:GetFunction, lambda:ListAliases, lambda:GetPolicy, lambda:ListEventSourceMappings"_s;
    } else {
        executors::fillInWrite(step, m_catalog, {});
    }
    if (input->verb == Verb::Restore || input->verb == Verb::Update)
        fillInRestore(step, *input);
    if (input->verb == Verb::CreateScratch)
        step.notes << notesOfScratch();
    if (step.resource.isEmpty())
        step.resource = input->verb == Verb::Keep ? input->asset : input->function;
    step.cli = commentLine(step.operation.uses + u": "_s + commentOf(*input));
    return step;
}

} // namespace sm::backups
