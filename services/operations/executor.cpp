// SPDX-License-Identifier: GPL-3.0-or-later
#include "executor.h"

#include "planjson.h"

#include <QCoreApplication>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::operations::Executor", text); }

} // namespace

QCoro::Task<Result<Observation>> Executor::observe(Step, CancelToken) { co_return Observation{}; }

Result<Step> Executor::completed(Step step, const QJsonValue &) const { return step; }

QString Executor::cliOf(const Step &step, const SystemInfo &) const { return step.cli; }

QCoro::Task<Result<Step>> Executor::kept(Step step, CancelToken) { co_return step; }

QList<Change> Executor::changes(const Step &step, const QJsonValue &, bool) const { return step.changes; }

bool Executor::canBeCancelled(const Step &step) const { return step.tier == Tier::Read; }

Result<void> Executor::verify(const Step &, const Seen &) const { return ok(); }

std::chrono::seconds Executor::settles(const Step &) const { return std::chrono::seconds(0); }

ListKeys Executor::listKeys(const Step &) const { return {}; }

Verdict Executor::reconcile(const Step &, const Seen &) const
{
    return {Verdict::Kind::Unknown, tr("Nothing in the world shows whether this arrived. Look yourself.")};
}

bool Executor::isUnseen(const Step &) const { return false; }

Result<QList<Step>> Executor::inverse(const Step &step, const Seen &) const
{
    return Error(
        Error::Kind::Invalid, step.mark.explanation.isEmpty() ? tr("Nothing takes this back.") : step.mark.explanation)
        .withCode(u"NotReversible"_s);
}

Result<Step> Executor::comeBack(Step undone, const QJsonArray &) const { return undone; }

Result<bool> Executor::isBack(const Step &undone, const Return &seen) const
{
    return fingerprintOf(keyed(seen.now, listKeys(undone))) == seen.target;
}

} // namespace sm::operations
