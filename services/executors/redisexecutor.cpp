// SPDX-License-Identifier: GPL-3.0-or-later
#include <executors/redisexecutor.h>

#include "cacheconnections.h"
#include "keyoutcome.h"
#include "keystate.h"
#include "redisrun.h"
#include "steppassword.h"

#include <operations/blotter.h>
#include <redis/commandkind.h>
#include <store/capturebytes.h>

#include <QCache>
#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Observation;
using redis::KeySet;
using Verb = RedisInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Redis", text); }

Error lookAgain(const Step &step)
{
    return Error(Error::Kind::Conflict,
        tr("The keys of “%1” are not known any more. Nothing was sent. Make the plan anew.").arg(step.title))
        .withCode(u"PlanStale"_s);
}

/// A part of the command may have come from an earlier step: what it became may be more than what was agreed to.
Result<void> isAsPlanned(const Step &step, const RedisInput &input)
{
    const Tier tier = input.verb == Verb::Command ? redis::commandTier(input.command) : Tier::Disruptive;
    if (tier <= step.tier)
        return ok();
    return Error(Error::Kind::Invalid,
        tr("“%1” changes more than what was planned, so it was not sent. Plan it with its values.").arg(step.title))
        .withCode(u"MoreThanPlanned"_s);
}

} // namespace

class RedisExecutor::Parts
{
public:
    Parts(SystemInfo system, const store::CaptureStore &store, LiveOutput output, const RedisLimits &limits)
        : captures(store)
        , live(std::move(output))
        , kept{limits.keptKeys, limits.keptBytes}
        , connections(std::move(system), limits.idle, limits.stall)
        , sights(4)
    {
    }

    const KeySight *sightOf(const QJsonValue &state) const { return sights.object(KeySight::identity(state)); }

    const store::CaptureStore &captures;
    LiveOutput live;
    KeptLimits kept;
    CacheConnections connections;
    /// What was seen last. A capture holds the milliseconds that are left, which differ each time, so it can not be
    /// part of a state; and names of keys are too many for one.
    QCache<QString, KeySight> sights;
};

RedisExecutor::RedisExecutor(
    SystemInfo system, const store::CaptureStore &captures, LiveOutput live, const RedisLimits &limits)
    : m_parts(std::make_unique<Parts>(std::move(system), captures, std::move(live), limits))
{
}

RedisExecutor::~RedisExecutor() = default;

QString RedisExecutor::kind() const { return u"redis"_s; }

QCoro::Task<Result<Observation>> RedisExecutor::observe(Step step, CancelToken token)
{
    const Result<RedisInput> input = redisInput(step);
    if (!input)
        co_return input.error();
    if (!input->isSeen() || (isBlind(step) && !input->kept))
        co_return Observation{};
    const auto connection = co_await m_parts->connections.connection(input->cache, input->password, token);
    if (!connection)
        co_return connection.error();
    KeyState keys(**connection, m_parts->captures, m_parts->kept);
    Result<KeySight> sight = co_await keys.look(*input, token);
    if (!sight)
        co_return sight.error();
    const KeySight *const earlier = m_parts->sightOf(sight->state);
    sight->kept = earlier ? earlier->kept : std::nullopt;
    const bool isToKeep = input->keeps && !input->kept && !sight->kept && sight->state.contains(u"values"_s);
    if (isToKeep) {
        const Result<std::optional<store::CaptureId>> kept = co_await keys.keep(sight->keys, token);
        if (!kept)
            co_return kept.error();
        sight->kept = *kept;
    }
    const QJsonObject state = sight->state;
    m_parts->sights.insert(KeySight::identity(state), new KeySight(*sight));
    co_return Observation{state, false};
}

Result<Step> RedisExecutor::completed(Step step, const QJsonValue &before) const
{
    if (step.operation.uses == "redis:restore"_L1 || !before.isObject())
        return step;
    const KeySight *const sight = m_parts->sightOf(before);
    step.operation.with.insert(u"matched"_s, withHiddenNoted(before, step));
    if (sight && sight->kept)
        step.operation.with.insert(u"kept"_s, toJson(*sight->kept));
    else
        step.mark = {Mark::Kind::Never, {}, tr("The keys were not kept, so nothing brings them back.")};
    return step;
}

QList<Change> RedisExecutor::changes(const Step &step, const QJsonValue &before, bool) const
{
    const Result<RedisInput> input = redisInput(step);
    if (!input || !before.isObject())
        return step.changes;
    const KeySight *const sight = m_parts->sightOf(before);
    const auto bytes = sight ? sight->estimatedBytes : std::nullopt;
    return changesOfKeys(*input, before, bytes, sight && sight->kept);
}

QCoro::Task<Result<Applied>> RedisExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    const Result<RedisInput> input = redisInput(step);
    if (!input)
        co_return input.error();
    if (const auto planned = isAsPlanned(step, *input); !planned)
        co_return planned.error();
    const auto connection = co_await m_parts->connections.connection(input->cache, input->password, token);
    if (!connection)
        co_return connection.error();
    const auto live = [this, step](const QString &line) {
        if (m_parts->live)
            m_parts->live(step, line);
    };
    RedisRun run(**connection, m_parts->captures, *input, live);
    Result<Applied> applied;
    if (input->verb == Verb::Restore) {
        applied = co_await run.restore(permit, token);
    } else if (input->verb == Verb::Unlink) {
        const KeySight *const sight = m_parts->sightOf(input->matched);
        if (!sight)
            co_return lookAgain(step);
        const KeySet keys = sight->keys;
        applied = co_await run.unlink(permit, keys, token);
    } else if (step.tier == Tier::Read) {
        applied = co_await run.read(token);
    } else {
        applied = co_await run.write(permit, token);
    }
    const operations::Blotter blotter(step.operation.secrets.values());
    if (applied)
        applied->output = blotter.blot(applied->output);
    co_return applied;
}

Result<void> RedisExecutor::verify(const Step &step, const operations::Seen &seen) const
{
    const Result<RedisInput> input = redisInput(step);
    if (!input)
        return input.error();
    return input->isSeen() ? verifyKeys(*input, seen) : ok();
}

operations::Verdict RedisExecutor::reconcile(const Step &step, const operations::Seen &seen) const
{
    const Result<RedisInput> input = redisInput(step);
    return input && input->isSeen() ? reconcileKeys(*input, seen) : Executor::reconcile(step, seen);
}

Result<QList<Step>> RedisExecutor::inverse(const Step &step, const operations::Seen &seen) const
{
    const Result<RedisInput> input = redisInput(step);
    if (!input)
        return input.error();
    return input->isSeen() ? inverseOfKeys(step, *input) : Executor::inverse(step, seen);
}

} // namespace sm::executors
