// SPDX-License-Identifier: GPL-3.0-or-later
#include <functions/functionexecutor.h>

#include "codeupdate.h"
#include "functionrestore.h"
#include "scratchfunction.h"
#include "sealedenvironment.h"
#include "ziparchive.h"

#include <core/json.h>
#include <keeping/keeping.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Observation;
using operations::Seen;
using operations::Verdict;
using Verb = FunctionInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Functions", text); }

Verb verbOf(const Step &step)
{
    const Result<FunctionInput> input = functionInput(step);
    return input ? input->verb : Verb::Compare;
}

/// A part of the input may have come from an earlier step: what it became may be more than what was agreed to.
Result<void> isAsPlanned(const Step &step, const FunctionInput &input)
{
    const Tier needed = input.verb == Verb::Compare  ? Tier::Read
        : input.verb == Verb::Keep || input.isDryRun ? Tier::Reversible
                                                     : Tier::Disruptive;
    if (needed <= step.tier)
        return ok();
    return Error(Error::Kind::Invalid,
        tr("“%1” changes more than what was planned, so it was not sent. Plan it with its values.").arg(step.title))
        .withCode(u"MoreThanPlanned"_s);
}

Result<Applied> appliedOf(const Result<QJsonObject> &output)
{
    return output ? Result<Applied>(Applied{*output, {}, {}}) : Result<Applied>(output.error());
}

Step stepBack(const QString &title, const QString &uses, const QJsonObject &with)
{
    Step step;
    step.title = title;
    step.operation = {uses, with, {}};
    return step;
}

QString shown(const QJsonValue &value)
{
    if (value.isUndefined() || value.isNull())
        return {};
    return value.isString() ? value.toString() : QString::fromUtf8(toCompactJson(value));
}

} // namespace

FunctionExecutor::FunctionExecutor(SystemInfo system, const Sources &sources, executors::LiveOutput live)
    : m_system(std::move(system))
    , m_sleeper(sources.sleeper)
    , m_vault(sources.vault)
    , m_live(std::move(live))
    , m_sources(std::make_unique<const FunctionSources>(
          FunctionSources{sources.caller, sources.models, sources.transport, sources.captures}))
{
}

FunctionExecutor::~FunctionExecutor() = default;

QString FunctionExecutor::kind() const { return u"function"_s; }

bool FunctionExecutor::canBeCancelled(const Step &) const { return true; }

/// A restore is taken back by another one, which looks itself.
bool FunctionExecutor::isUnseen(const Step &) const { return true; }

QCoro::Task<Result<Observation>> FunctionExecutor::observe(Step step, CancelToken token)
{
    const Result<FunctionInput> input = functionInput(step);
    if (!input)
        co_return input.error();
    if (input->verb == Verb::Keep)
        co_return co_await backupsOf(&m_vault, input->asset, token);
    if (input->verb == Verb::Restore)
        co_return co_await restoreState(*input, token);
    if (input->verb == Verb::Update)
        co_return co_await updateState(*input, token);
    if (input->verb == Verb::Compare)
        co_return Observation{};
    const Result<QJsonObject> there = co_await scratchFunctionNamed(&m_sources->caller, input->function, token);
    if (!there)
        co_return there.error();
    co_return Observation{*there, false};
}

QCoro::Task<Result<Observation>> FunctionExecutor::restoreState(FunctionInput input, CancelToken token)
{
    const Result<Vault::Kept> kept = co_await m_vault.read(input.asset, input.backup, token);
    if (!kept)
        co_return kept.error();
    const Result<FunctionFacts> now = co_await describedFunction(&m_sources->caller, input.function, {}, token);
    if (!now)
        co_return now.error();
    const QJsonObject wanted{{u"code"_s, kept->manifest.contents.value(u"codeSha256"_s)},
        {u"configuration"_s, kept->manifest.settings.value(u"configuration"_s)}};
    const QJsonObject state{{u"code"_s, now->codeSha256}, {u"revision"_s, now->fingerprint()},
        {u"configuration"_s, now->configuration}, {u"kept"_s, wanted}};
    co_return Observation{state, false};
}

QCoro::Task<Result<Observation>> FunctionExecutor::updateState(FunctionInput input, CancelToken token)
{
    const Result<CodeArchive> archive = codeArchive(input.file);
    if (!archive)
        co_return archive.error();
    const Result<FunctionFacts> now = co_await describedFunction(&m_sources->caller, input.function, {}, token);
    if (!now)
        co_return now.error();
    const QJsonObject state{
        {u"code"_s, now->codeSha256}, {u"revision"_s, now->fingerprint()}, {u"wanted"_s, archive->sha256}};
    co_return Observation{state, false};
}

Result<Step> FunctionExecutor::completed(Step step, const QJsonValue &before) const
{
    const Verb verb = verbOf(step);
    if ((verb == Verb::Restore || verb == Verb::Update) && before.isObject())
        step.operation.with.insert(u"revision"_s, before[u"revision"_s]);
    return step;
}

QList<Change> FunctionExecutor::changes(const Step &step, const QJsonValue &before, bool) const
{
    const Verb verb = verbOf(step);
    if (verb == Verb::Update && before.isObject() && before[u"wanted"_s] != before[u"code"_s])
        return {Change{tr("Code (SHA-256)"), before[u"code"_s].toString(), before[u"wanted"_s].toString()}};
    if (verb != Verb::Restore || !before.isObject())
        return step.changes;
    QList<Change> changes;
    const QJsonValue kept = before[u"kept"_s];
    if (kept[u"code"_s] != before[u"code"_s])
        changes << Change{tr("Code (SHA-256)"), before[u"code"_s].toString(), kept[u"code"_s].toString()};
    const QJsonObject wanted = kept[u"configuration"_s].toObject();
    for (auto it = wanted.begin(); it != wanted.end(); ++it) {
        if (const QJsonValue now = before[u"configuration"_s][it.key()]; now != it.value())
            changes << Change{it.key(), shown(now), shown(it.value())};
    }
    return changes;
}

QCoro::Task<Result<Applied>> FunctionExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    const Result<FunctionInput> input = functionInput(step);
    if (!input)
        co_return input.error();
    if (const Result<void> fit = isAsPlanned(step, *input); !fit)
        co_return fit.error();
    if (input->verb == Verb::Keep)
        co_return co_await keep(permit, step, *input, token);
    if (input->verb == Verb::Restore)
        co_return co_await restore(permit, *input, token);
    if (input->verb == Verb::Update)
        co_return co_await update(permit, *input, token);
    if (input->verb == Verb::Compare)
        co_return co_await compare(*input, token);
    co_return co_await scratch(permit, *input, token);
}

QCoro::Task<Result<Applied>> FunctionExecutor::keep(
    WritePermit permit, Step step, FunctionInput input, CancelToken token)
{
    Result<VaultDraft> draft
        = co_await beginAnew(&m_vault, permit, manifestOf(step, AssetKind::Function, m_system), token);
    if (!draft)
        co_return draft.error();
    std::function<void(const QString &)> tell;
    if (m_live)
        tell = [this, step](const QString &line) { m_live(step, line); };
    const Result<void> written = co_await keepFunction(m_sources.get(), input, &*draft, tell, token);
    const VaultDraft whole = *draft;
    co_return co_await concluded(&m_vault, permit, whole, written, token);
}

QCoro::Task<Result<Applied>> FunctionExecutor::restore(WritePermit permit, FunctionInput input, CancelToken token)
{
    const auto kept = co_await wholeBackup(&m_vault, input.asset, input.backup, AssetKind::Function, token);
    if (!kept)
        co_return kept.error();
    FunctionRestore run(*m_sources, m_sleeper, permit, input, *kept);
    co_return appliedOf(co_await run.run(token));
}

QCoro::Task<Result<Applied>> FunctionExecutor::update(WritePermit permit, FunctionInput input, CancelToken token)
{
    CodeUpdate run(*m_sources, m_sleeper, permit, input);
    co_return appliedOf(co_await run.run(token));
}

QCoro::Task<Result<Applied>> FunctionExecutor::scratch(WritePermit permit, FunctionInput input, CancelToken token)
{
    if (input.verb == Verb::DeleteScratch)
        co_return appliedOf(co_await deleteScratchFunction(&m_sources->caller, permit, input.function, token));
    const auto kept = co_await wholeBackup(&m_vault, input.asset, input.backup, AssetKind::Function, token);
    if (!kept)
        co_return kept.error();
    ScratchFunction scratch(*m_sources, m_sleeper, permit, *kept);
    co_return appliedOf(co_await scratch.create(input.function, token));
}

QCoro::Task<Result<Applied>> FunctionExecutor::compare(FunctionInput input, CancelToken token)
{
    const auto kept = co_await wholeBackup(&m_vault, input.asset, input.backup, AssetKind::Function, token);
    if (!kept)
        co_return kept.error();
    const QJsonObject sealed = kept->manifest.settings.value(u"environment"_s).toObject();
    const Result<QJsonObject> variables = co_await openEnvironment(&m_sources->captures, sealed, token);
    if (!variables)
        co_return variables.error();
    const auto now = co_await describedFunction(&m_sources->caller, input.function, input.qualifier, token);
    if (!now)
        co_return now.error();
    const Result<QJsonObject> around
        = co_await surroundingsOf(&m_sources->caller, &m_sources->models, input.function, *now, token);
    if (!around)
        co_return around.error();
    QJsonObject output = toJson(compared(kept->manifest, *variables, *now, *around), kept->manifest, *now);
    if (kept->manifest.settings.value(u"image"_s).toString().isEmpty()) {
        const Result<int> files = filesInArchive(kept->folder + u'/' + QLatin1String(codeFile));
        if (!files)
            co_return files.error();
        output.insert(u"files"_s, *files);
    }
    co_return Applied{output, {}, {}};
}

Result<void> FunctionExecutor::verify(const Step &step, const Seen &seen) const
{
    const Verb verb = verbOf(step);
    const bool isThere = !seen.after[u"there"_s].toObject().isEmpty();
    const bool isAsWanted = verb == Verb::CreateScratch ? isThere : verb != Verb::DeleteScratch || !isThere;
    if (!isAsWanted)
        return Error(Error::Kind::Conflict,
            isThere ? tr("The function of the drill is still there. Delete it again.")
                    : tr("The function of the drill is not there. Make it again."))
            .withCode(u"NotVerified"_s);
    // What restores has compared all of it already, the environment too, which no state holds.
    return verb == Verb::Keep ? verifyKept(seen) : ok();
}

Verdict FunctionExecutor::reconcile(const Step &step, const Seen &seen) const
{
    if (verbOf(step) == Verb::Keep)
        return reconcileKept(step, seen);
    return {Verdict::Kind::NotDone, tr("It is done again: what is done already is left as it is.")};
}

Result<QList<Step>> FunctionExecutor::inverse(const Step &step, const Seen &seen) const
{
    const Result<FunctionInput> input = functionInput(step);
    if (!input)
        return input.error();
    if (input->verb == Verb::Keep)
        return inverseOfKept(step, seen);
    if (input->verb == Verb::CreateScratch)
        return QList<Step>{stepBack(tr("Delete the function %1").arg(input->function), u"function:delete-scratch"_s,
            {{u"function"_s, input->function}})};
    if (input->fallback.isEmpty() || input->isDryRun)
        return Executor::inverse(step, seen);
    return QList<Step>{stepBack(tr("Restore %1 as it was before").arg(input->function), u"function:restore"_s,
        {{u"asset"_s, input->asset}, {u"backup"_s, input->fallback}, {u"function"_s, input->function}})};
}

} // namespace sm::backups
