// SPDX-License-Identifier: GPL-3.0-or-later
#include <databases/databaseexecutor.h>

#include "databasedrop.h"
#include "databasedump.h"
#include "databaseoutcome.h"
#include "databasereads.h"
#include "databaserestore.h"

#include <executors/steppassword.h>
#include <keeping/keeping.h>
#include <operations/blotter.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Observation;
using Verb = DatabaseInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Database", text); }

Error exists(const QString &name)
{
    return Error(Error::Kind::Conflict,
        tr("There is a database “%1” already. Choose another name, or say overwrite: true.").arg(name))
        .withCode(u"Exists"_s)
        .withChanged(Error::Changed::No);
}

Error isAWrite(const Step &step)
{
    return Error(Error::Kind::Invalid, tr("%1 changes something, so it can not be a read.").arg(step.operation.uses))
        .withCode(u"NotARead"_s);
}

Error lockedOut(const Error &error)
{
    return Error(error.kind(),
        tr("%1 The journal keeps no password: write it into ~/.pgpass, or give it again where it is asked for.")
            .arg(error.message()))
        .withCode(error.code());
}

/// A part of the input may have come from an earlier step: what it became may be more than what was agreed to.
Result<void> isAsPlanned(const Step &step, const DatabaseInput &input)
{
    const bool isRead = input.verb == Verb::Compare || input.verb == Verb::Query;
    if (!isRead && step.tier == Tier::Read)
        return isAWrite(step);
    if (!input.overwrite || step.tier == Tier::Destructive)
        return ok();
    return Error(Error::Kind::Invalid,
        tr("“%1” would take the place of a database, which was not planned. Plan it with its values.").arg(step.title))
        .withCode(u"MoreThanPlanned"_s);
}

} // namespace

class DatabaseExecutor::Parts
{
public:
    Parts(SystemInfo system, const Vault &given, executors::LiveOutput output, DatabaseLimits limited)
        : places(std::move(system))
        , vault(given)
        , live(std::move(output))
        , limits(std::move(limited))
    {
    }

    DatabaseTools toolsFor(const Step &step)
    {
        const operations::Blotter blotter(step.operation.secrets.values());
        const auto tell = [this, step, blotter](const QString &line) {
            if (live)
                live(step, blotter.blot(line));
        };
        return {places, vault, limits, tell};
    }

    /// Whether that is so because the step comes from a journal, which keeps no passwords.
    bool isLockedOut(const Step &step, const Error &error) const
    {
        return places.isBlind(step) && error.kind() == Error::Kind::Denied;
    }

    QCoro::Task<Result<QJsonValue>> database(DatabaseInput input, CancelToken token)
    {
        const auto connection = co_await places.openBeside(input, token);
        if (!connection)
            co_return connection.error();
        ServerDatabases server(**connection);
        co_return co_await server.state(input.into, token);
    }

    QCoro::Task<Result<Observation>> dump(Step step, DatabaseInput input, CancelToken token)
    {
        const Result<Observation> backups = co_await backupsOf(&vault, input.asset, token);
        if (!backups)
            co_return backups.error();
        QJsonObject state{{u"backups"_s, backups->state}};
        DatabaseDump dump(toolsFor(step), input);
        const Result<QJsonObject> program = co_await dump.program(token);
        if (!program && isLockedOut(step, program.error()))
            co_return Observation{state, false};
        if (!program)
            co_return program.error();
        state.insert(u"program"_s, *program);
        co_return Observation{state, false};
    }

    QCoro::Task<Result<Applied>> carryOut(WritePermit permit, Step step, DatabaseInput input, CancelToken token)
    {
        const DatabaseTools tools = toolsFor(step);
        if (input.verb == Verb::Dump) {
            DatabaseDump dump(tools, input);
            co_return co_await dump.run(permit, step, token);
        }
        if (input.verb == Verb::Restore) {
            DatabaseRestore restore(tools, input);
            co_return co_await restore.run(permit, token);
        }
        if (input.verb == Verb::Drop)
            co_return co_await dropRestored(tools, permit, input, token);
        if (input.verb == Verb::Compare)
            co_return co_await compareDatabase(tools, input, token);
        co_return co_await queryDatabase(tools, input, token);
    }

    DatabasePlaces places;
    const Vault &vault;
    executors::LiveOutput live;
    DatabaseLimits limits;
};

DatabaseExecutor::DatabaseExecutor(
    SystemInfo system, const Vault &vault, executors::LiveOutput live, DatabaseLimits limits)
    : m_parts(std::make_unique<Parts>(std::move(system), vault, std::move(live), std::move(limits)))
{
}

DatabaseExecutor::~DatabaseExecutor() = default;

QString DatabaseExecutor::kind() const { return u"database"_s; }

bool DatabaseExecutor::canBeCancelled(const Step &step) const
{
    return step.operation.uses != "database:drop-restored"_L1;
}

QCoro::Task<Result<Observation>> DatabaseExecutor::observe(Step step, CancelToken token)
{
    const Result<DatabaseInput> input = databaseInput(step);
    if (!input)
        co_return input.error();
    if (input->verb == Verb::Dump)
        co_return co_await m_parts->dump(step, *input, token);
    if (input->verb == Verb::Compare || input->verb == Verb::Query)
        co_return Observation{};
    const Result<QJsonValue> state = co_await m_parts->database(*input, token);
    if (!state && m_parts->isLockedOut(step, state.error()))
        co_return lockedOut(state.error());
    if (!state)
        co_return state.error();
    // One of the same asset may be what this very step has made: then the mark says so.
    const bool isTaken = state->isObject() && (*state)[u"mark"_s][u"asset"_s].toString() != input->asset;
    if (input->verb == Verb::Restore && !input->overwrite && isTaken)
        co_return exists(input->into);
    co_return Observation{*state, false};
}

Result<Step> DatabaseExecutor::completed(Step step, const QJsonValue &before) const
{
    const Result<DatabaseInput> input = databaseInput(step);
    if (!input)
        return input.error();
    if (input->verb == Verb::Restore && !input->overwrite && before.isObject())
        return exists(input->into);
    return step;
}

QList<Change> DatabaseExecutor::changes(const Step &step, const QJsonValue &before, bool) const
{
    const Result<DatabaseInput> input = databaseInput(step);
    return input && !before.isUndefined() ? changesOfDatabase(*input, before) : step.changes;
}

QCoro::Task<Result<Applied>> DatabaseExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    const Result<DatabaseInput> input = databaseInput(step);
    if (!input)
        co_return input.error();
    if (const Result<void> planned = isAsPlanned(step, *input); !planned)
        co_return planned.error();
    Result<Applied> applied = co_await m_parts->carryOut(permit, step, *input, token);
    const operations::Blotter blotter(step.operation.secrets.values());
    if (applied)
        applied->output = blotter.blot(applied->output);
    co_return applied;
}

Result<void> DatabaseExecutor::verify(const Step &step, const operations::Seen &seen) const
{
    const Result<DatabaseInput> input = databaseInput(step);
    return input ? verifyDatabase(*input, seen) : input.error();
}

operations::Verdict DatabaseExecutor::reconcile(const Step &step, const operations::Seen &seen) const
{
    const Result<DatabaseInput> input = databaseInput(step);
    return input ? reconcileDatabase(step, *input, seen) : Executor::reconcile(step, seen);
}

Result<QList<Step>> DatabaseExecutor::inverse(const Step &step, const operations::Seen &seen) const
{
    const Result<DatabaseInput> input = databaseInput(step);
    return input ? inverseOfDatabase(step, *input, seen) : input.error();
}

Result<bool> DatabaseExecutor::isBack(const Step &undone, const operations::Return &seen) const
{
    if (undone.operation.uses == "database:drop-restored"_L1)
        return isRestoredAgain(seen.before, seen.now);
    return Executor::isBack(undone, seen);
}

} // namespace sm::backups
