// SPDX-License-Identifier: GPL-3.0-or-later
#include <stacks/stackexecutor.h>

#include <process/plainline.h>
#include <stacks/assembly.h>
#include <stacks/changeset.h>
#include <stacks/stackstanding.h>

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Observation;
using operations::Seen;
using operations::Verdict;
using Verb = StackInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::StackSteps", text); }

/// A part of the input may have come from an earlier step: what it became may be more than what was agreed to.
Result<void> isAsPlanned(const Step &step, const StackInput &input)
{
    if (!input.isWrite() || step.tier >= Tier::Reversible)
        return ok();
    return Error(Error::Kind::Invalid,
        tr("“%1” changes more than what was planned, so it was not sent. Plan it with its values.").arg(step.title))
        .withCode(u"MoreThanPlanned"_s);
}

} // namespace

StackExecutor::StackExecutor(SystemInfo system, const StackProposal::Sources &sources, executors::LiveOutput live)
    : m_system(std::move(system))
    , m_sources(sources)
    , m_live(std::move(live))
{
}

QString StackExecutor::kind() const { return u"stack"_s; }

/// A change set that was asked for is made all the same; what is given up is waiting for it.
bool StackExecutor::canBeCancelled(const Step &) const { return true; }

/// What is kept changes nothing that could be looked at.
bool StackExecutor::isUnseen(const Step &step) const { return step.operation.uses == "stack:keep"_L1; }

void StackExecutor::tell(const Step &step, const QString &line) const
{
    if (m_live)
        m_live(step, process::plainLine(line));
}

QCoro::Task<Result<Observation>> StackExecutor::observe(Step step, CancelToken token)
{
    const Result<StackInput> input = stackInput(step);
    if (!input)
        co_return input.error();
    if (input->verb != Verb::Propose)
        co_return Observation{};
    const Result<aws::Answer> there = co_await m_sources.reads.caller.read(
        {u"cloudformation"_s, u"DescribeChangeSet"_s,
            {{u"StackName"_s, input->stack}, {u"ChangeSetName"_s, input->changeSet}}},
        token);
    // One that was executed is as good as gone; AWS deletes it.
    if (there && there->output.value("ExecutionStatus"_L1).toString().startsWith("EXECUTE"_L1))
        co_return Observation{QJsonValue::Null, false};
    if (there)
        co_return Observation{QJsonObject{{u"changeSet"_s, there->output.value("ChangeSetId"_L1)}}, false};
    const QString code = there.error().code();
    if (there.error().kind() == Error::Kind::NotFound || code.startsWith("ChangeSetNotFound"_L1)
        || saysNoStack(there.error()))
        co_return Observation{QJsonValue::Null, false};
    co_return there.error();
}

QCoro::Task<Result<Applied>> StackExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    const Result<StackInput> input = stackInput(step);
    if (!input)
        co_return input.error();
    if (const auto fit = isAsPlanned(step, *input); !fit)
        co_return fit.error();
    const Result<QJsonObject> output = co_await outputOf(permit, step, *input, token);
    if (!output)
        co_return output.error();
    co_return Applied{*output, {}, {}};
}

QCoro::Task<Result<QJsonObject>> StackExecutor::outputOf(
    WritePermit permit, Step step, StackInput input, CancelToken token)
{
    switch (input.verb) {
    case Verb::Keep:
        co_return co_await keep(input, token);
    case Verb::Kept:
        co_return co_await readKept(input, token);
    case Verb::Standing:
        co_return co_await standingJson(&m_sources.reads, input.stack, token);
    case Verb::Changes:
        co_return co_await readChanges(step, input, token);
    case Verb::Assembly:
        co_return co_await assembly(input, token);
    case Verb::Propose: {
        StackProposal proposal(m_sources, m_system, permit, input, step.operation.secrets);
        co_return co_await proposal.run(token);
    }
    case Verb::Await:
        break;
    }
    StackWait wait(
        m_sources.reads, m_sources.sleeper, input.aim, [this, &step](const QString &line) { tell(step, line); });
    co_return co_await wait.run(token);
}

QCoro::Task<Result<QJsonObject>> StackExecutor::keep(StackInput input, CancelToken token)
{
    const Result<QJsonObject> standing = co_await standingJson(&m_sources.reads, input.stack, token);
    const bool isThere = standing && standing->value("status"_L1) != "REVIEW_IN_PROGRESS"_L1;
    if (!standing && standing.error().kind() != Error::Kind::NotFound)
        co_return standing.error();
    if (!isThere)
        co_return QJsonObject{{u"stack"_s, input.stack}, {u"existed"_s, false}, {u"kept"_s, QString()},
            {u"stackId"_s, QString()}, {u"status"_s, QString()}, {u"lastEvent"_s, QString()}};
    const Result<QJsonObject> stack = co_await describedStack(&m_sources.reads, input.stack, token);
    if (!stack)
        co_return stack.error();
    const Result<StackSettings> settings = co_await settingsNow(&m_sources.reads, *stack, token);
    if (!settings)
        co_return settings.error();
    const Result<QString> word = co_await keepSettings(&m_sources.captures, *settings);
    if (!word)
        co_return word.error();
    QJsonObject output = *standing;
    output.insert(u"existed"_s, true);
    output.insert(u"kept"_s, *word);
    output.insert(u"digest"_s, word->section(u':', 0, 0));
    output.insert(u"bytes"_s, word->section(u':', 1).toLongLong());
    output.insert(u"hidden"_s, QJsonArray::fromStringList(settings->hidden));
    co_return output;
}

/// The template itself may be larger than what a journal takes: how much of it there is, and what it was given.
QCoro::Task<Result<QJsonObject>> StackExecutor::readKept(StackInput input, CancelToken token)
{
    const Result<StackSettings> settings = co_await keptSettings(&m_sources.captures, input.kept, token);
    if (!settings)
        co_return settings.error();
    QJsonObject output = toJson(*settings);
    output.remove(u"template"_s);
    output.remove(u"processed"_s);
    output.insert(u"kept"_s, input.kept);
    output.insert(u"digest"_s, input.kept.section(u':', 0, 0));
    output.insert(u"bytes"_s, settings->stackTemplate.toUtf8().size());
    co_return output;
}

QCoro::Task<Result<QJsonObject>> StackExecutor::readChanges(Step step, StackInput input, CancelToken token)
{
    const Result<QJsonObject> changes = co_await changesOf(&m_sources.reads, input.stack, input.changeSet, token);
    if (!changes)
        co_return changes.error();
    const QStringList lines = changes->value("lines"_L1).toString().split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines)
        tell(step, line);
    co_return *changes;
}

QCoro::Task<Result<QJsonObject>> StackExecutor::assembly(StackInput input, CancelToken token)
{
    const Result<QJsonObject> found = co_await assemblyIn(input.folder, token);
    if (!found)
        co_return found.error();
    if (!input.digest.isEmpty() && found->value("digest"_L1) != input.digest)
        co_return Error(Error::Kind::Conflict,
            tr("What is in %1 is not what was shown: somebody has synthesised it anew. Look at the difference again.")
                .arg(input.folder))
            .withCode(u"AnotherAssembly"_s);
    co_return *found;
}

Verdict StackExecutor::reconcile(const Step &, const Seen &) const
{
    return {Verdict::Kind::NotDone, tr("It is done again: what is there already is taken as it is.")};
}

Result<QList<Step>> StackExecutor::inverse(const Step &step, const Seen &seen) const
{
    const Result<StackInput> input = stackInput(step);
    if (!input)
        return input.error();
    if (input->verb != Verb::Propose || !seen.before.isNull() || seen.output.value("empty"_L1).toBool())
        return Executor::inverse(step, seen);
    Step back;
    back.title = tr("Delete the change set %1").arg(input->changeSet);
    back.resource = input->changeSet;
    back.operation = {u"aws:cloudformation:DeleteChangeSet"_s,
        {{u"StackName"_s, input->stack}, {u"ChangeSetName"_s, input->changeSet}}, {}};
    return QList<Step>{back};
}

} // namespace sm::deployments
