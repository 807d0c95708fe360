// SPDX-License-Identifier: GPL-3.0-or-later
#include <pools/poolexecutor.h>

#include "importrun.h"
#include "poolcomparison.h"
#include "poolinput.h"
#include "removal.h"
#include "scratchpool.h"

#include <core/json.h>
#include <keeping/keeping.h>
#include <store/capturebytes.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Observation;
using operations::Seen;
using operations::Verdict;
using Verb = PoolInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Pools", text); }

Verb verbOf(const Step &step)
{
    const Result<PoolInput> input = poolInput(step);
    return input ? input->verb : Verb::Compare;
}

Result<Applied> appliedOf(const Result<QJsonObject> &output)
{
    return output ? Result<Applied>(Applied{*output, {}, {}}) : Result<Applied>(output.error());
}

Error isAWrite(const Step &step)
{
    return Error(Error::Kind::Invalid, tr("%1 changes something, so it can not be a read.").arg(step.operation.uses))
        .withCode(u"NotARead"_s);
}

Step stepBack(const QString &title, const QString &uses, const QJsonObject &with)
{
    Step step;
    step.title = title;
    step.operation = {uses, with, {}};
    return step;
}

} // namespace

PoolExecutor::PoolExecutor(SystemInfo system, aws::Caller &caller, const aws::Models &models, const Vault &vault,
    const store::CaptureStore &captures, executors::LiveOutput live)
    : m_system(std::move(system))
    , m_caller(caller)
    , m_models(models)
    , m_vault(vault)
    , m_captures(captures)
    , m_live(std::move(live))
{
}

QString PoolExecutor::kind() const { return u"pool"_s; }

bool PoolExecutor::canBeCancelled(const Step &) const { return true; }

/// What these leave, users sign in to and change: the way back looks at each itself.
bool PoolExecutor::isUnseen(const Step &) const { return true; }

Teller PoolExecutor::tellerOf(const Step &step) const
{
    if (!m_live)
        return {};
    return [live = m_live, step](const QString &line) { live(step, line); };
}

QCoro::Task<Result<QJsonObject>> PoolExecutor::importState(PoolInput input, CancelToken token)
{
    const auto kept = co_await wholeBackup(&m_vault, input.asset, input.backup, AssetKind::UserPool, token);
    if (!kept)
        co_return kept.error();
    const Result<ImportView> view = co_await viewForImport(&m_caller, &m_models, *kept, input.pool, token);
    if (!view)
        co_return view.error();
    co_return view->state(kept->manifest);
}

QCoro::Task<Result<Observation>> PoolExecutor::observe(Step step, CancelToken token)
{
    const Result<PoolInput> input = poolInput(step);
    if (!input)
        co_return input.error();
    if (input->verb == Verb::Export)
        co_return co_await backupsOf(&m_vault, input->asset, token);
    Result<QJsonObject> state;
    if (input->verb == Verb::Import)
        state = co_await importState(*input, token);
    else if (input->verb == Verb::CreateScratch)
        state = co_await scratchPoolsNamed(&m_caller, &m_models, input->name, token);
    else
        co_return Observation{};
    if (!state)
        co_return state.error();
    co_return Observation{*state, false};
}

QList<Change> PoolExecutor::changes(const Step &step, const QJsonValue &before, bool) const
{
    if (verbOf(step) != Verb::Import || !before.isObject())
        return step.changes;
    const auto number = [](const QJsonValue &value) { return QString::number(value.toInteger()); };
    const QJsonValue lost = before[u"notBack"_s];
    return {{tr("Users that are made"), {}, number(before[u"users"_s])},
        {tr("Users that are there and stay as they are"), number(before[u"there"_s]), number(before[u"there"_s])},
        {tr("Groups that are made"), {}, number(before[u"groups"_s])},
        {tr("Passwords that do not come back"), number(lost[u"passwords"_s]), {}},
        {tr("Subs that become others"), number(lost[u"subs"_s]), {}},
        {tr("Second factors that do not come back, at most"), number(lost[u"secondFactors"_s]), {}},
        {tr("Users with remembered devices, at most"), number(lost[u"devices"_s]), {}},
        {tr("Users of other providers that are not made"), number(lost[u"federated"_s]), {}}};
}

QCoro::Task<Result<Applied>> PoolExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    const Result<PoolInput> input = poolInput(step);
    if (!input)
        co_return input.error();
    if (input->verb == Verb::Compare)
        co_return co_await compare(*input, token);
    if (step.tier == Tier::Read)
        co_return isAWrite(step);
    if (input->verb == Verb::Export)
        co_return co_await exported(permit, step, *input, token);
    if (input->verb == Verb::Import)
        co_return co_await imported(permit, step, *input, token);
    if (input->verb == Verb::RemoveImported)
        co_return co_await removed(permit, *input, token);
    co_return co_await scratch(permit, *input, token);
}

QCoro::Task<Result<Applied>> PoolExecutor::exported(WritePermit permit, Step step, PoolInput input, CancelToken token)
{
    const Manifest manifest = manifestOf(step, AssetKind::UserPool, m_system);
    Result<VaultDraft> draft = co_await beginAnew(&m_vault, permit, manifest, token);
    if (!draft)
        co_return draft.error();
    const Result<void> written = co_await exportPool(&m_caller, &m_models, input.pool, &*draft, tellerOf(step), token);
    const VaultDraft whole = *draft;
    co_return co_await concluded(&m_vault, permit, whole, written, token);
}

QCoro::Task<Result<Applied>> PoolExecutor::imported(WritePermit permit, Step step, PoolInput input, CancelToken token)
{
    const auto kept = co_await wholeBackup(&m_vault, input.asset, input.backup, AssetKind::UserPool, token);
    if (!kept)
        co_return kept.error();
    const Result<ImportView> view = co_await viewForImport(&m_caller, &m_models, *kept, input.pool, token);
    if (!view)
        co_return view.error();
    ImportRun run(m_caller, permit, *view, *kept, tellerOf(step));
    if (const Result<void> done = co_await run.run(token); !done)
        co_return done.error();
    const Result<store::CaptureId> made = co_await store::keepBytes(&m_captures, toCompactJson(run.made()));
    if (!made)
        co_return made.error().withChanged(Error::Changed::Yes);
    QJsonObject output = run.output();
    output.insert(u"made"_s, store::toJson(*made));
    co_return Applied{output, {}, {}};
}

QCoro::Task<Result<Applied>> PoolExecutor::compare(PoolInput input, CancelToken token)
{
    const auto kept = co_await wholeBackup(&m_vault, input.asset, input.backup, AssetKind::UserPool, token);
    if (!kept)
        co_return kept.error();
    const Result<ImportView> view = co_await viewForImport(&m_caller, &m_models, *kept, input.pool, token);
    if (!view)
        co_return view.error();
    const PoolComparison comparison = compared(view->kept, view->there);
    const auto details = co_await detailsOf(&m_caller, view->facts, kept->folder, comparison, token);
    if (!details)
        co_return details.error();
    co_return Applied{toJson(comparison, *details), {}, {}};
}

QCoro::Task<Result<Applied>> PoolExecutor::scratch(WritePermit permit, PoolInput input, CancelToken token)
{
    if (input.verb == Verb::DeleteScratch)
        co_return appliedOf(co_await deleteScratchPool(&m_caller, permit, input.pool, token));
    const auto kept = co_await wholeBackup(&m_vault, input.asset, input.backup, AssetKind::UserPool, token);
    if (!kept)
        co_return kept.error();
    co_return appliedOf(co_await createScratchPool(&m_caller, &m_models, permit, *kept, input.name, token));
}

QCoro::Task<Result<Applied>> PoolExecutor::removed(WritePermit permit, PoolInput input, CancelToken token)
{
    const auto kept = co_await wholeBackup(&m_vault, input.asset, input.backup, AssetKind::UserPool, token);
    if (!kept)
        co_return kept.error();
    const Result<QByteArray> made = co_await store::keptBytes(&m_captures, *input.made, token);
    if (!made)
        co_return made.error();
    const Result<QJsonValue> names = parseJson(*made);
    if (!names)
        co_return names.error();
    co_return appliedOf(
        co_await removeImported(&m_caller, &m_models, permit, *kept, input.pool, names->toObject(), token));
}

Result<void> PoolExecutor::verify(const Step &step, const Seen &seen) const
{
    const Verb verb = verbOf(step);
    if (verb == Verb::Export)
        return verifyKept(seen);
    const qint64 missing = seen.after[u"users"_s].toInteger() + seen.after[u"groups"_s].toInteger();
    if (verb != Verb::Import || missing == 0)
        return ok();
    return Error(Error::Kind::Conflict,
        tr("%1 users and groups of the backup are not in the pool. Do it again: it makes the rest.").arg(missing))
        .withCode(u"NotVerified"_s);
}

Verdict PoolExecutor::reconcile(const Step &step, const Seen &seen) const
{
    const Verb verb = verbOf(step);
    if (verb == Verb::Export)
        return reconcileKept(step, seen);
    // Both look at what is there before they make anything: done again they make the rest, and answer what is needed.
    if (verb == Verb::Import || verb == Verb::CreateScratch)
        return {Verdict::Kind::NotDone, tr("It is done again, and makes what is missing.")};
    return Executor::reconcile(step, seen);
}

Result<QList<Step>> PoolExecutor::inverse(const Step &step, const Seen &seen) const
{
    const Verb verb = verbOf(step);
    if (verb == Verb::Export)
        return inverseOfKept(step, seen);
    if (verb == Verb::CreateScratch)
        return QList<Step>{stepBack(tr("Delete the pool %1").arg(seen.output.value(u"name"_s).toString()),
            u"pool:delete-scratch"_s, {{u"pool"_s, seen.output.value(u"pool"_s)}})};
    if (verb != Verb::Import || !seen.output.contains(u"made"_s))
        return Executor::inverse(step, seen);
    QJsonObject with = step.operation.with;
    with.insert(u"made"_s, seen.output.value(u"made"_s));
    return QList<Step>{
        stepBack(tr("Remove the users that “%1” made").arg(step.title), u"pool:remove-imported"_s, with)};
}

} // namespace sm::backups
