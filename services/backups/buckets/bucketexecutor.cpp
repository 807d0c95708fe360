// SPDX-License-Identifier: GPL-3.0-or-later
#include <buckets/bucketexecutor.h>

#include "bucketdownload.h"
#include "bucketoutcome.h"
#include "bucketrestore.h"
#include "bucketsnapshot.h"
#include "readback.h"
#include "restoredremoval.h"
#include "snapshotsurvey.h"
#include "versionrestore.h"

#include <core/json.h>
#include <keeping/keeping.h>
#include <process/plainline.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Observation;
using operations::Seen;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

bool is(const Step &step, const char *verb) { return step.operation.uses.mid(7) == QLatin1StringView(verb); }

bool isRead(const Step &step) { return is(step, "verify") || is(step, "compare"); }

RestoredRemoval::Takes whatGoes(const Step &step)
{
    if (is(step, "remove-snapshot"))
        return RestoredRemoval::Takes::Backup;
    return step.undoes != 0 ? RestoredRemoval::Takes::WhatAStepMade : RestoredRemoval::Takes::Restored;
}

/// Which place is looked at, to see what a step on a backup changes.
BucketPlace placeOf(const Step &step, const BucketInput &input, const Vault::Kept &kept)
{
    if (is(step, "remove-snapshot"))
        return copiesOf(kept.manifest);
    return is(step, "restore") ? input.to : input.place;
}

/// Only a plan is shown to somebody.
bool isRunning(const Step &step) { return step.scope.contains(u"steps"_s); }

QByteArray nameOf(const Step &step)
{
    return toCompactJson(QJsonObject{{u"uses"_s, step.operation.uses}, {u"with"_s, step.operation.with}});
}

} // namespace

BucketExecutor::BucketExecutor(
    aws::Caller &caller, const aws::Models &models, const Vault &vault, SystemInfo system, executors::LiveOutput live)
    : m_caller(caller)
    , m_models(models)
    , m_vault(vault)
    , m_system(std::move(system))
    , m_live(std::move(live))
{
}

QString BucketExecutor::kind() const { return u"bucket"_s; }

bool BucketExecutor::canBeCancelled(const Step &) const { return true; }

bool BucketExecutor::isUnseen(const Step &step) const { return is(step, "download"); }

BucketParts BucketExecutor::parts() const { return {m_caller, m_models, m_vault}; }

BucketTell BucketExecutor::tellOf(const Step &step) const
{
    if (!m_live)
        return {};
    return [live = m_live, step](const QString &line) { live(step, process::plainLine(line)); };
}

QCoro::Task<Result<Observation>> BucketExecutor::observe(Step step, CancelToken token)
{
    const Result<BucketInput> input = bucketInput(step);
    if (!input)
        co_return input.error();
    if (is(step, "snapshot"))
        co_return co_await seenOfSnapshot(step, *input, token);
    if (is(step, "download"))
        co_return co_await seenOfDownload(step, *input, token);
    if (!is(step, "restore-versions"))
        co_return co_await seenOfBackup(step, *input, token);
    const Result<QJsonObject> state = co_await versionState(parts(), *input, token);
    if (!state)
        co_return state.error();
    co_return Observation{*state, false};
}

QCoro::Task<Result<Observation>> BucketExecutor::seenOfSnapshot(Step step, BucketInput input, CancelToken token)
{
    if (!isRunning(step)) {
        const Result<SnapshotSurvey> survey = co_await surveyOf(&m_caller, &m_models, input, {}, token);
        if (!survey)
            co_return survey.error();
        m_shown.insert(nameOf(step), survey->changes(input.storageClass));
    }
    co_return co_await backupsOf(&m_vault, input.asset, token);
}

QCoro::Task<Result<Observation>> BucketExecutor::seenOfDownload(Step step, BucketInput input, CancelToken token)
{
    if (!isRunning(step)) {
        const Result<QList<Change>> changes = co_await changesOfDownload(parts(), input, token);
        if (!changes)
            co_return changes.error();
        m_shown.insert(nameOf(step), *changes);
    }
    co_return Observation{};
}

QCoro::Task<Result<Observation>> BucketExecutor::seenOfBackup(Step step, BucketInput input, CancelToken token)
{
    const Result<Vault::Kept> kept
        = co_await wholeBackup(&m_vault, input.asset, input.backup, AssetKind::Bucket, token);
    if (!kept)
        co_return kept.error();
    if (is(step, "read-back")) {
        const Result<QJsonObject> readable = co_await readability(parts(), *kept, token);
        if (!readable)
            co_return readable.error();
        m_shown.insert(nameOf(step), changesOfReadBack(*readable, input.speed));
        co_return Observation{QJsonObject{{u"isAsked"_s, readable->value(u"archived"_s).toInteger() == 0}}, false};
    }
    const bool isRestore = is(step, "restore");
    const Result<BucketReport> report
        = co_await reportOf(parts(), *kept, placeOf(step, input, *kept), input.mode, {}, token);
    if (!report)
        co_return report.error();
    m_shown.insert(nameOf(step), isRestore ? changesOfRestore(*report) : changesOfRemoval(*report));
    co_return Observation{isRestore ? stateOfRestore(*report) : stateOfRemoval(*report), false};
}

Result<Step> BucketExecutor::completed(Step step, const QJsonValue &before) const
{
    return is(step, "restore-versions") ? withVersions(std::move(step), before) : Result<Step>(step);
}

QList<Change> BucketExecutor::changes(const Step &step, const QJsonValue &before, bool) const
{
    return is(step, "restore-versions") ? changesOfVersions(before) : m_shown.value(nameOf(step), step.changes);
}

QCoro::Task<Result<Applied>> BucketExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    const Result<BucketInput> input = bucketInput(step);
    if (!input)
        co_return input.error();
    const BucketTell tell = tellOf(step);
    if (isRead(step))
        co_return co_await compared(step, *input, token);
    if (step.tier == Tier::Read)
        co_return Error(
            Error::Kind::Invalid, tr("%1 changes something, so it can not be a read.").arg(step.operation.uses))
            .withCode(u"NotARead"_s);
    if (is(step, "snapshot")) {
        BucketSnapshot snapshot(parts(), permit, *input, manifestOf(step, AssetKind::Bucket, m_system), tell);
        co_return co_await snapshot.run(token);
    }
    if (is(step, "restore")) {
        BucketRestore restore(parts(), permit, *input, tell);
        co_return co_await restore.run(token);
    }
    if (is(step, "restore-versions")) {
        VersionRestore restore(parts(), permit, *input, tell);
        co_return co_await restore.run(token);
    }
    if (is(step, "read-back")) {
        ReadBack readBack(parts(), permit, *input, tell);
        co_return co_await readBack.run(token);
    }
    if (is(step, "download")) {
        BucketDownload download(parts(), *input, tell);
        co_return co_await download.run(token);
    }
    RestoredRemoval removal(parts(), permit, *input, whatGoes(step), tell);
    co_return co_await removal.run(token);
}

QCoro::Task<Result<Applied>> BucketExecutor::compared(Step step, BucketInput input, CancelToken token)
{
    const Result<Vault::Kept> kept
        = co_await wholeBackup(&m_vault, input.asset, input.backup, AssetKind::Bucket, token);
    if (!kept)
        co_return kept.error();
    const BucketPlace place = is(step, "verify") ? copiesOf(kept->manifest) : input.place;
    const Result<BucketReport> report = co_await reportOf(parts(), *kept, place, input.mode, tellOf(step), token);
    if (!report)
        co_return report.error();
    if (const auto same = allTheSame(*report, place); !same)
        co_return same.error();
    co_return Applied{report->json(), {}, {}};
}

Result<void> BucketExecutor::verify(const Step &step, const Seen &seen) const
{
    if (is(step, "snapshot"))
        return verifyKept(seen);
    if (is(step, "restore"))
        return seen.after[u"isThere"_s].toBool() ? ok() : notAllThere(step);
    if (is(step, "restore-versions")) {
        const Result<BucketInput> input = bucketInput(step);
        return input ? verifyVersions(*input, seen) : Result<void>(input.error());
    }
    return ok();
}

operations::Verdict BucketExecutor::reconcile(const Step &step, const Seen &seen) const
{
    if (is(step, "snapshot"))
        return reconcileKept(step, seen);
    if (is(step, "restore-versions")) {
        const Result<BucketInput> input = bucketInput(step);
        return input ? reconcileVersions(*input, seen) : Executor::reconcile(step, seen);
    }
    return reconcileObjects(seen);
}

Result<QList<Step>> BucketExecutor::inverse(const Step &step, const Seen &seen) const
{
    if (is(step, "snapshot"))
        return inverseOfSnapshot(step, seen);
    if (is(step, "restore"))
        return inverseOfRestore(step, seen);
    if (is(step, "restore-versions")) {
        const Result<BucketInput> input = bucketInput(step);
        return input ? inverseOfVersions(step, *input, seen) : Result<QList<Step>>(input.error());
    }
    return Executor::inverse(step, seen);
}

} // namespace sm::backups
