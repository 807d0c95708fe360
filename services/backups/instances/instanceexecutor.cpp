// SPDX-License-Identifier: GPL-3.0-or-later
#include <instances/instanceexecutor.h>

#include "instanceinput.h"
#include "restoredinstance.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Observation;
using operations::Seen;
using operations::Verdict;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Instances", text); }

bool isGone(const QJsonValue &state) { return !state.isObject() || state[u"isGoing"_s].toBool(); }

} // namespace

InstanceExecutor::InstanceExecutor(aws::Caller &caller)
    : m_caller(caller)
{
}

QString InstanceExecutor::kind() const { return u"instance"_s; }

QCoro::Task<Result<QJsonValue>> InstanceExecutor::look(QString instance, CancelToken token)
{
    const aws::Call call{u"rds"_s, u"DescribeDBInstances"_s, {{u"DBInstanceIdentifier"_s, instance}}};
    const Result<aws::Answer> answer = co_await m_caller.read(call, token);
    const bool isAbsent = !answer && answer.error().kind() == Error::Kind::NotFound;
    if (!answer && !isAbsent)
        co_return answer.error();
    const QJsonArray found = answer ? answer->output.value(u"DBInstances"_s).toArray() : QJsonArray();
    if (found.isEmpty())
        co_return QJsonValue(QJsonValue::Null);
    co_return QJsonValue(restoredInstanceState(found.first().toObject()));
}

QCoro::Task<Result<Observation>> InstanceExecutor::observe(Step step, CancelToken token)
{
    const Result<InstanceInput> input = instanceInput(step);
    if (!input)
        co_return input.error();
    if (input->instance.isEmpty()) // an earlier step will say it
        co_return Observation{};
    const Result<QJsonValue> state = co_await look(input->instance, token);
    if (!state)
        co_return state.error();
    co_return Observation{*state, false};
}

Result<Step> InstanceExecutor::completed(Step step, const QJsonValue &before) const
{
    const Result<InstanceInput> input = instanceInput(step);
    if (!input)
        return input.error();
    if (isGone(before))
        return step;
    if (const auto may = mayInstanceBeDeleted(input->instance, before, input->source); !may)
        return may.error();
    return step;
}

QList<Change> InstanceExecutor::changes(const Step &step, const QJsonValue &before, bool) const
{
    if (!before.isObject())
        return step.changes;
    return {
        {tr("Instance"), step.resource, {}}, {tr("It was restored from"), before[u"restoredFrom"_s].toString(), {}}};
}

QCoro::Task<Result<Applied>> InstanceExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    const Result<InstanceInput> input = instanceInput(step);
    if (!input)
        co_return input.error();
    const Result<QJsonValue> state = co_await look(input->instance, token);
    if (!state)
        co_return state.error();
    if (isGone(*state))
        co_return Applied{{{u"instance"_s, input->instance}, {u"deleted"_s, false}}, {}, {}};
    if (const auto may = mayInstanceBeDeleted(input->instance, *state, input->source); !may)
        co_return may.error();
    const QJsonObject what{{u"DBInstanceIdentifier"_s, input->instance}, {u"SkipFinalSnapshot"_s, true},
        {u"DeleteAutomatedBackups"_s, true}};
    const aws::Call remove{u"rds"_s, u"DeleteDBInstance"_s, what};
    const Result<aws::Answer> removed = co_await m_caller.write(permit, remove, Repeat::Value, token);
    if (!removed && removed.error().kind() != Error::Kind::NotFound)
        co_return removed.error();
    co_return Applied{{{u"instance"_s, input->instance}, {u"deleted"_s, true}}, {}, {}};
}

Result<void> InstanceExecutor::verify(const Step &step, const Seen &seen) const
{
    if (isGone(seen.after))
        return ok();
    return Error(Error::Kind::Conflict, tr("“%1” is still there.").arg(step.resource)).withCode(u"NotVerified"_s);
}

Verdict InstanceExecutor::reconcile(const Step &, const Seen &seen) const
{
    if (isGone(seen.after))
        return {Verdict::Kind::Done, tr("The instance is gone, or going.")};
    return {Verdict::Kind::NotDone, tr("The instance is still there.")};
}

} // namespace sm::backups
