// SPDX-License-Identifier: GPL-3.0-or-later
#include <executors/sqlexecutor.h>

#include "databaseconnections.h"
#include "rowoutcome.h"
#include "rowstate.h"
#include "sqlinput.h"
#include "sqlrun.h"
#include "steppassword.h"

#include <operations/blotter.h>

#include <QCoreApplication>
#include <QFileInfo>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Observation;
using Verb = SqlInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::Sql", text); }

/// Whether observe() looks at rows: before a change by its condition, afterwards by the keys of those that were kept.
bool looksAtRows(const SqlInput &input) { return input.change || input.isByKey(); }

Observation fileState(const QString &path)
{
    const QFileInfo file(path);
    return {file.exists() ? QJsonValue(QJsonObject{{u"bytes"_s, file.size()}}) : QJsonValue(), false};
}

Error isAWrite(const Step &step)
{
    return Error(Error::Kind::Invalid, tr("%1 changes something, so it can not be a read.").arg(step.operation.uses))
        .withCode(u"NotARead"_s);
}

QCoro::Task<Result<Applied>> carryOut(SqlRun *run, Verb verb, WritePermit permit, CancelToken token)
{
    switch (verb) {
    case Verb::Query:
        return run->query(token);
    case Verb::Execute:
        return run->execute(permit, token);
    case Verb::CopyOut:
        return run->copyOut(token);
    case Verb::CopyIn:
        return run->copyIn(permit, token);
    case Verb::PutBack:
        break;
    }
    return run->putBack(permit, token);
}

} // namespace

SqlExecutor::SqlExecutor(SystemInfo system, const store::CaptureStore &captures, const SqlLimits &limits)
    : m_captures(captures)
    , m_limits(limits)
    , m_connections(std::make_unique<DatabaseConnections>(std::move(system), limits.idle))
{
}

SqlExecutor::~SqlExecutor() = default;

QString SqlExecutor::kind() const { return u"sql"_s; }

bool SqlExecutor::canBeCancelled(const Step &step) const
{
    return step.tier == Tier::Read || step.operation.uses == "sql:copy-out"_L1;
}

QCoro::Task<Result<Observation>> SqlExecutor::observe(Step step, CancelToken token)
{
    const Result<SqlInput> input = sqlInput(step);
    if (!input)
        co_return input.error();
    if (input->verb == Verb::CopyOut)
        co_return fileState(input->file);
    if (!looksAtRows(*input) || (isBlind(step) && !input->isByKey()))
        co_return Observation{};
    const auto connection = co_await m_connections->lease(input->database, input->password, token);
    if (!connection)
        co_return connection.error();
    RowState rows(*connection->get(), m_captures, m_limits.keptRows);
    Result<QJsonObject> state;
    if (input->isByKey())
        state = co_await rows.ofKept(*input, token);
    else
        state = co_await rows.matching(*input, token);
    if (!state)
        co_return state.error();
    co_return Observation{*state, false};
}

Result<Step> SqlExecutor::completed(Step step, const QJsonValue &before) const
{
    if (step.operation.uses == "sql:execute"_L1 && before.isObject())
        step.operation.with.insert(u"matched"_s, withHiddenNoted(before, step));
    return step;
}

QList<Change> SqlExecutor::changes(const Step &step, const QJsonValue &before, bool) const
{
    const Result<SqlInput> input = sqlInput(step);
    return input && looksAtRows(*input) && before.isObject() ? changesOfRows(*input, before.toObject()) : step.changes;
}

QCoro::Task<Result<Applied>> SqlExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    const Result<SqlInput> input = sqlInput(step);
    if (!input)
        co_return input.error();
    if (step.tier == Tier::Read && input->verb != Verb::Query)
        co_return isAWrite(step);
    const auto connection = co_await m_connections->lease(input->database, input->password, token);
    if (!connection)
        co_return connection.error();
    SqlRun run(*connection->get(), m_captures, *input);
    Result<Applied> applied = co_await carryOut(&run, input->verb, permit, token);
    const operations::Blotter blotter(step.operation.secrets.values());
    if (applied)
        applied->output = blotter.blot(applied->output);
    co_return applied;
}

Result<void> SqlExecutor::verify(const Step &step, const operations::Seen &seen) const
{
    const Result<SqlInput> input = sqlInput(step);
    if (!input)
        return input.error();
    return looksAtRows(*input) ? verifyRows(*input, seen) : ok();
}

operations::Verdict SqlExecutor::reconcile(const Step &step, const operations::Seen &seen) const
{
    const Result<SqlInput> input = sqlInput(step);
    return input && looksAtRows(*input) ? reconcileRows(*input, seen) : Executor::reconcile(step, seen);
}

Result<QList<Step>> SqlExecutor::inverse(const Step &step, const operations::Seen &seen) const
{
    const Result<SqlInput> input = sqlInput(step);
    if (!input)
        return input.error();
    return looksAtRows(*input) ? inverseOfRows(step, *input, seen) : Executor::inverse(step, seen);
}

} // namespace sm::executors
