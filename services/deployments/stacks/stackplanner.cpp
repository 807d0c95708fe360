// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/stackplanner.h>

#include <executors/knownwrites.h>
#include <executors/secretvalues.h>
#include <operations/shellword.h>
#include <stacks/stackinput.h>

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;
using Verb = StackInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::StackSteps", text); }

/// A line that a shell leaves alone, whatever stands in it.
QString comment(QString what) { return u"# "_s + what.replace(u'\n', u' ').replace(u'\r', u' '); }

QString iamOf(Verb verb)
{
    switch (verb) {
    case Verb::Standing:
        return u"cloudformation:DescribeStacks, cloudformation:DescribeStackEvents"_s;
    case Verb::Changes:
        return u"cloudformation:DescribeChangeSet"_s;
    case Verb::Await:
        return u"cloudformation:DescribeStackEvents"_s;
    default:
        return {};
    }
}

QString cliOf(const StackInput &input)
{
    operations::ShellWords words;
    const QString stack = words.word(input.stack);
    switch (input.verb) {
    case Verb::Keep:
        return u"aws cloudformation get-template --stack-name %1 --template-stage Original"_s.arg(stack);
    case Verb::Standing:
        return u"aws cloudformation describe-stacks --stack-name %1"_s.arg(stack);
    case Verb::Changes:
        return u"aws cloudformation describe-change-set --stack-name %1 --change-set-name %2"_s.arg(
            stack, words.word(input.changeSet));
    case Verb::Await:
        return u"aws cloudformation describe-stack-events --stack-name %1 # again and again, until it has ended"_s.arg(
            stack);
    case Verb::Propose:
        return comment(tr("aws cloudformation create-change-set --stack-name %1 --change-set-name %2, with %3")
                .arg(input.stack, input.changeSet,
                    !input.file.isEmpty()      ? input.file
                        : !input.url.isEmpty() ? input.url
                                               : tr("the template that was kept")));
    case Verb::Kept:
        return comment(tr("what was kept of %1").arg(input.stack));
    case Verb::Assembly:
        return comment(tr("digest of all files in %1").arg(input.folder));
    }
    return {};
}

} // namespace

StackPlanner::StackPlanner(const operations::Catalog &catalog)
    : m_catalog(catalog)
{
}

QString StackPlanner::kind() const { return u"stack"_s; }

Result<Step> StackPlanner::planned(Step step, const SystemInfo &, QSet<QString> &secretNames) const
{
    const Result<Operation> named = executors::withSecretsNamed(step.operation, secretMembersOfStack(), secretNames);
    if (!named)
        return named.error();
    step.operation = *named;
    const Result<StackInput> input = stackInput(step);
    if (!input)
        return input.error();
    if (input->isWrite()) {
        executors::fillInWrite(step, m_catalog, {});
    } else {
        executors::fillInRead(step);
        step.iamAction = iamOf(input->verb);
    }
    if (input->verb == Verb::Propose)
        step.notes << tr("A change set changes nothing until it is executed; a stack that is not there yet comes "
                         "under review, without resources.");
    if (step.resource.isEmpty())
        step.resource = input->stack.isEmpty() ? input->folder : input->stack;
    step.cli = cliOf(*input);
    return step;
}

} // namespace sm::deployments
