// SPDX-License-Identifier: GPL-3.0-or-later
#include <executors/s3executor.h>

#include "s3copyplan.h"
#include "s3copyrun.h"
#include "s3removal.h"
#include "s3state.h"

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Observation;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::S3Copy", text); }

bool isCopy(const Step &step) { return step.operation.uses == "s3:copy"_L1; }

Error isAWrite(const Step &step)
{
    return Error(Error::Kind::Invalid, tr("%1 changes something, so it can not be a read.").arg(step.operation.uses))
        .withCode(u"NotARead"_s);
}

} // namespace

S3Executor::S3Executor(aws::Caller &caller, const aws::Models &models, LiveOutput live)
    : m_caller(caller)
    , m_models(models)
    , m_live(std::move(live))
{
}

QString S3Executor::kind() const { return u"s3"_s; }

bool S3Executor::canBeCancelled(const Step &) const { return true; }

QCoro::Task<Result<Observation>> S3Executor::observe(Step step, CancelToken token)
{
    S3State state(m_caller, m_models);
    if (isCopy(step)) {
        const Result<S3CopyInput> copy = s3CopyInput(step);
        if (!copy)
            co_return copy.error();
        const Result<QJsonObject> seen = co_await state.of(*copy, token);
        if (!seen)
            co_return seen.error();
        co_return Observation{*seen, false};
    }
    const Result<S3Removal> removal = s3Removal(step);
    if (!removal)
        co_return removal.error();
    const Result<QJsonObject> latest = co_await state.latest(removal->bucket, removal->keys(), token);
    if (!latest)
        co_return latest.error();
    co_return Observation{QJsonObject{{u"destination"_s, *latest}}, false};
}

Result<Step> S3Executor::completed(Step step, const QJsonValue &before) const
{
    return isCopy(step) ? withObjects(std::move(step), before) : Result<Step>(step);
}

QList<Change> S3Executor::changes(const Step &step, const QJsonValue &before, bool) const
{
    return isCopy(step) && before.isObject() ? changesOfCopy(step, before) : step.changes;
}

QCoro::Task<Result<Applied>> S3Executor::apply(WritePermit permit, Step step, CancelToken token)
{
    if (step.tier == Tier::Read)
        co_return isAWrite(step);
    if (!isCopy(step)) {
        const Result<S3Removal> removal = s3Removal(step);
        if (!removal)
            co_return removal.error();
        co_return co_await removeAll(&m_caller, permit, *removal, token);
    }
    const Result<S3CopyInput> copy = s3CopyInput(step);
    if (!copy)
        co_return copy.error();
    S3CopyRun run(m_caller, permit, step, *copy, m_live);
    co_return co_await run.run(token);
}

Result<void> S3Executor::verify(const Step &step, const operations::Seen &seen) const
{
    return isCopy(step) ? verifyCopy(step, seen) : ok();
}

operations::Verdict S3Executor::reconcile(const Step &step, const operations::Seen &seen) const
{
    return isCopy(step) ? reconcileCopy(step, seen) : Executor::reconcile(step, seen);
}

Result<QList<Step>> S3Executor::inverse(const Step &step, const operations::Seen &seen) const
{
    return isCopy(step) ? inverseOfCopy(step, seen) : Executor::inverse(step, seen);
}

} // namespace sm::executors
