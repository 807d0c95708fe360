// SPDX-License-Identifier: GPL-3.0-or-later
#include <tables/tableexecutor.h>

#include "capsulereading.h"
#include "exportverification.h"
#include "restoredtable.h"
#include "settingsdifference.h"
#include "tablecomparison.h"
#include "tableinput.h"
#include "tablequery.h"
#include "tableremoval.h"

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Observation;
using operations::Verdict;
using Verb = TableInput::Verb;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Tables", text); }

bool isRemoval(const Step &step) { return step.operation.uses == "table:delete-restored"_L1; }

Error isAWrite(const Step &step)
{
    return Error(Error::Kind::Invalid, tr("%1 changes something, so it can not be a read.").arg(step.operation.uses))
        .withCode(u"NotARead"_s);
}

} // namespace

TableExecutor::TableExecutor(aws::Caller &caller, const aws::Models &models, net::Sleeper &sleeper, const Clock &clock,
    executors::LiveOutput live)
    : m_caller(caller)
    , m_models(models)
    , m_sleeper(sleeper)
    , m_clock(clock)
    , m_live(std::move(live))
{
}

QString TableExecutor::kind() const { return u"table"_s; }

std::function<void(const QString &)> TableExecutor::tellOf(const Step &step) const
{
    if (!m_live)
        return {};
    return [live = m_live, step](const QString &line) { live(step, line); };
}

QCoro::Task<Result<Observation>> TableExecutor::observe(Step step, CancelToken token)
{
    if (!isRemoval(step))
        co_return Observation{};
    const Result<TableInput> input = tableInput(step);
    if (!input)
        co_return input.error();
    if (input->table.isEmpty()) // an earlier step will say it
        co_return Observation{};
    TableRemoval removal(m_caller, m_models, m_sleeper, {});
    const Result<QJsonValue> state = co_await removal.look(input->table, token);
    if (!state)
        co_return state.error();
    co_return Observation{*state, false};
}

Result<Step> TableExecutor::completed(Step step, const QJsonValue &before) const
{
    if (!isRemoval(step) || !before.isObject())
        return step;
    const Result<TableInput> input = tableInput(step);
    if (!input)
        return input.error();
    if (const auto may = mayBeDeleted(input->table, before, input->source); !may)
        return may.error();
    return step;
}

QList<Change> TableExecutor::changes(const Step &step, const QJsonValue &before, bool) const
{
    if (!isRemoval(step) || !before.isObject())
        return step.changes;
    return {{tr("Table"), step.resource, {}},
        {tr("It was restored from"), before[u"sourceBackup"_s].toString() + before[u"sourceTable"_s].toString(), {}}};
}

QCoro::Task<Result<Applied>> TableExecutor::apply(WritePermit permit, Step step, CancelToken token)
{
    if (!isRemoval(step)) {
        const Result<QJsonObject> output = co_await read(permit, step, token);
        if (!output)
            co_return output.error();
        co_return Applied{*output, {}, {}};
    }
    if (step.tier == Tier::Read)
        co_return isAWrite(step);
    const Result<TableInput> input = tableInput(step);
    if (!input)
        co_return input.error();
    TableRemoval removal(m_caller, m_models, m_sleeper, tellOf(step));
    co_return co_await removal.run(permit, input->table, input->source, token);
}

QCoro::Task<Result<QJsonObject>> TableExecutor::read(WritePermit permit, Step step, CancelToken token)
{
    const Result<TableInput> input = tableInput(step);
    if (!input)
        co_return input.error();
    TableComparison comparison(m_caller, m_sleeper, m_clock, tellOf(step));
    CapsuleReading capsule(m_caller, m_models, m_clock);
    ExportVerification exported(m_caller, tellOf(step));
    switch (input->verb) {
    case Verb::Settings:
        co_return co_await capsule.read(input->table, token);
    case Verb::CompareSettings:
        co_return co_await compareSettings(input->table, input->settings, token);
    case Verb::Count:
        co_return co_await comparison.count(*input, token);
    case Verb::Compare:
        co_return co_await comparison.compare(*input, token);
    case Verb::Query:
        co_return co_await queryTable(&m_caller, permit, *input, token);
    case Verb::VerifyExport:
        co_return co_await exported.run(input->exportArn, input->folder, token);
    case Verb::DeleteRestored:
        break;
    }
    co_return isAWrite(step);
}

QCoro::Task<Result<QJsonObject>> TableExecutor::compareSettings(QString table, QJsonObject settings, CancelToken token)
{
    CapsuleReading capsule(m_caller, m_models, m_clock);
    const Result<QJsonObject> now = co_await capsule.read(table, token);
    if (!now)
        co_return now.error();
    co_return judged(differenceOf(settings, *now), table);
}

bool TableExecutor::canBeCancelled(const Step &) const { return true; }

Result<void> TableExecutor::verify(const Step &step, const operations::Seen &seen) const
{
    if (!isRemoval(step) || seen.after.isNull())
        return ok();
    return Error(Error::Kind::Conflict, tr("“%1” is still there.").arg(step.resource)).withCode(u"NotVerified"_s);
}

Verdict TableExecutor::reconcile(const Step &step, const operations::Seen &seen) const
{
    if (!isRemoval(step))
        return Executor::reconcile(step, seen);
    if (seen.after.isNull())
        return {Verdict::Kind::Done, tr("The table is gone.")};
    // Whatever became of it, what is left can be done again.
    return {Verdict::Kind::NotDone, tr("The table is still there.")};
}

} // namespace sm::backups
