// SPDX-License-Identifier: GPL-3.0-or-later
#include <caches/cacheexecutor.h>

#include "cachedump.h"
#include "cacheload.h"
#include "keycomparison.h"

#include <executors/cacheconnections.h>
#include <keeping/keeping.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Observation;
using operations::Seen;
using operations::Verdict;
using Verb = CacheInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Caches", text); }

Error refusal(const Step &step, const QString &code, const QString &sentence)
{
    return Error(Error::Kind::Invalid, sentence.arg(step.title)).withCode(code);
}

Verb verbOf(const Step &step)
{
    const Result<CacheInput> input = cacheInput(step);
    return input ? input->verb : Verb::Compare;
}

/// A part of the input may have come from an earlier step: what it became may be more than what was agreed to.
Result<void> isAsPlanned(const Step &step, const CacheInput &input)
{
    if (input.replaces && step.tier < Tier::Destructive)
        return refusal(step, u"MoreThanPlanned"_s,
            tr("“%1” replaces keys, which was not planned, so it was not sent. Plan it with its values."));
    if (input.verb != Verb::Compare && step.tier == Tier::Read)
        return refusal(step, u"NotARead"_s, tr("“%1” changes something, so it can not be a read."));
    return ok();
}

Result<Applied> appliedOf(const Result<QJsonObject> &output)
{
    return output ? Result<Applied>(Applied{*output, {}, {}}) : Result<Applied>(output.error());
}

} // namespace

class CacheExecutor::Parts
{
public:
    Parts(SystemInfo info, const Vault &folder, executors::LiveOutput output, const Limits &limits)
        : system(std::move(info))
        , vault(folder)
        , live(std::move(output))
        , connections(system, limits.idle, limits.stall)
    {
    }

    QCoro::Task<Result<Applied>> dump(WritePermit permit, Step step, CacheInput input, CancelToken token);
    QCoro::Task<Result<Applied>> use(WritePermit permit, CacheInput input, CancelToken token);
    QCoro::Task<Result<QJsonObject>> loadState(CacheInput input, CancelToken token);

    SystemInfo system;
    const Vault &vault;
    executors::LiveOutput live;
    executors::CacheConnections connections;
};

CacheExecutor::CacheExecutor(SystemInfo system, const Vault &vault, executors::LiveOutput live, const Limits &limits)
    : m_parts(std::make_unique<Parts>(std::move(system), vault, std::move(live), limits))
{
}

CacheExecutor::CacheExecutor(SystemInfo system, const Vault &vault, executors::LiveOutput live)
    : CacheExecutor(std::move(system), vault, std::move(live), Limits())
{
}

CacheExecutor::~CacheExecutor() = default;

QString CacheExecutor::kind() const { return u"cache"_s; }

bool CacheExecutor::canBeCancelled(const Step &) const { return true; }

/// Keys expire and are written to: the way back looks at each itself.
bool CacheExecutor::isUnseen(const Step &) const { return true; }

QCoro::Task<Result<QJsonObject>> CacheExecutor::Parts::loadState(CacheInput input, CancelToken token)
{
    const auto kept = co_await wholeBackup(&vault, input.asset, input.backup, AssetKind::Cache, token);
    if (!kept)
        co_return kept.error();
    const auto connection = co_await connections.connection(input.cache, input.password, token);
    if (!connection)
        co_return connection.error();
    KeyComparison comparison(**connection, kept->folder, input.prefix);
    const Result<KeyStanding> there = co_await comparison.run({}, token);
    if (!there)
        co_return there.error();
    // Not how many are absent: keys expire between the plan and the run.
    co_return QJsonObject{{u"keys"_s, kept->manifest.items.value_or(0)}, {u"there"_s, there->same},
        {u"other"_s, there->other + there->otherTime}};
}

QCoro::Task<Result<Observation>> CacheExecutor::observe(Step step, CancelToken token)
{
    const Result<CacheInput> input = cacheInput(step);
    if (!input)
        co_return input.error();
    if (input->verb == Verb::Dump)
        co_return co_await backupsOf(&m_parts->vault, input->asset, token);
    if (input->verb != Verb::Load)
        co_return Observation{};
    const Result<QJsonObject> state = co_await m_parts->loadState(*input, token);
    if (!state)
        co_return state.error();
    co_return Observation{*state, false};
}

QList<Change> CacheExecutor::changes(const Step &step, const QJsonValue &before, bool) const
{
    if (verbOf(step) != Verb::Load || !before.isObject())
        return step.changes;
    const auto number = [&before](const QString &member) { return QString::number(before[member].toInteger()); };
    return {{tr("Keys of the backup"), {}, number(u"keys"_s)},
        {tr("Keys that are there and the same"), number(u"there"_s), number(u"there"_s)},
        {tr("Keys that are there and something else"), number(u"other"_s), {}}};
}

QCoro::Task<Result<Applied>> CacheExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    const Result<CacheInput> input = cacheInput(step);
    if (!input)
        co_return input.error();
    if (const Result<void> fit = isAsPlanned(step, *input); !fit)
        co_return fit.error();
    if (input->verb == Verb::Dump)
        co_return co_await m_parts->dump(permit, step, *input, token);
    co_return co_await m_parts->use(permit, *input, token);
}

QCoro::Task<Result<Applied>> CacheExecutor::Parts::dump(
    WritePermit permit, Step step, CacheInput input, CancelToken token)
{
    const auto connection = co_await connections.connection(input.cache, input.password, token);
    if (!connection)
        co_return connection.error();
    Result<VaultDraft> draft = co_await beginAnew(&vault, permit, manifestOf(step, AssetKind::Cache, system), token);
    if (!draft)
        co_return draft.error();
    std::function<void(const QString &)> tell;
    if (live)
        tell = [this, step](const QString &line) { live(step, line); };
    const Result<void> written = co_await dumpKeys(connection->get(), input, &*draft, tell, token);
    const VaultDraft whole = *draft;
    co_return co_await concluded(&vault, permit, whole, written, token);
}

QCoro::Task<Result<Applied>> CacheExecutor::Parts::use(WritePermit permit, CacheInput input, CancelToken token)
{
    const auto kept = co_await wholeBackup(&vault, input.asset, input.backup, AssetKind::Cache, token);
    if (!kept)
        co_return kept.error();
    const auto connection = co_await connections.connection(input.cache, input.password, token);
    if (!connection)
        co_return connection.error();
    if (input.verb == Verb::Load)
        co_return appliedOf(co_await loadKeys(connection->get(), permit, input, *kept, token));
    if (input.verb == Verb::DeleteLoaded)
        co_return appliedOf(co_await deleteLoaded(connection->get(), permit, input, *kept, token));
    KeyComparison comparison(**connection, kept->folder, input.prefix);
    const Result<KeyStanding> standing = co_await comparison.run({}, token);
    if (!standing)
        co_return standing.error();
    co_return Applied{toJson(*standing), {}, {}};
}

Result<void> CacheExecutor::verify(const Step &step, const Seen &seen) const
{
    // A load has compared all of it already.
    return verbOf(step) == Verb::Dump ? verifyKept(seen) : ok();
}

Verdict CacheExecutor::reconcile(const Step &step, const Seen &seen) const
{
    const Verb verb = verbOf(step);
    if (verb == Verb::Dump)
        return reconcileKept(step, seen);
    return {Verdict::Kind::NotDone, tr("It is done again: what is done already is left as it is.")};
}

Result<QList<Step>> CacheExecutor::inverse(const Step &step, const Seen &seen) const
{
    const Result<CacheInput> input = cacheInput(step);
    if (!input)
        return input.error();
    if (input->verb == Verb::Dump)
        return inverseOfKept(step, seen);
    if (input->verb != Verb::Load)
        return Executor::inverse(step, seen);
    if (input->replaces || seen.before[u"there"_s].toInteger() > 0)
        return refusal(step, u"NotReversible"_s,
            tr("Some of what “%1” loaded was there before, so nobody can tell any more what to remove."));
    Step back;
    back.title = tr("Remove the keys that “%1” loaded").arg(step.title);
    back.operation.uses = u"cache:delete-loaded"_s;
    back.operation.with = step.operation.with;
    for (const QString &member : {u"password"_s, u"replace"_s})
        back.operation.with.remove(member);
    return QList<Step>{back};
}

} // namespace sm::backups
