// SPDX-License-Identifier: GPL-3.0-or-later
#include "backupcommand.h"

#include "approvalfiles.h"
#include "carryout.h"
#include "givenanswers.h"
#include "openedbackups.h"
#include "output.h"
#include "procedurevalues.h"
#include "runbookchoice.h"
#include "runbookplans.h"

#include <board/awsbackupservice.h>
#include <core/assetkind.h>
#include <core/json.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::Backups", text); }

Error notPossible(const Asset &asset, const QString &word)
{
    const bool isKeptByAws
        = asset.kind == AssetKind::Table || asset.kind == AssetKind::Instance || asset.kind == AssetKind::CacheCluster;
    if (word == "verify"_L1 && isKeptByAws)
        return Error(Error::Kind::Invalid,
            tr("AWS keeps the backups of “%1”, and nobody can read them. Restore one to prove it: drill or restore.")
                .arg(asset.id));
    return Error(Error::Kind::Invalid,
        tr("There is no %1 for “%2”: it is of the kind %3.").arg(word, asset.id, kindWord(asset.kind)));
}

/// By what the runbooks call the place that something is restored to; empty: this one has none.
QString targetParameterOf(const runbooks::Runbook &runbook)
{
    for (const QString &name : {u"target"_s, u"into"_s, u"toBucket"_s, u"pool"_s, u"prefix"_s}) {
        if (takes(runbook, name))
            return name;
    }
    return {};
}

/// In order of what a person has to care for most.
ExitCode worse(ExitCode left, ExitCode right)
{
    const QList<ExitCode> order{Done, WaitsForPerson, Refused, NoConnection, LeftInDoubt, Interrupted};
    return order.indexOf(left) < order.indexOf(right) ? right : left;
}

/// The kinds in the order in which they were named, each with its assets.
QList<QList<Asset>> byKind(const QList<Asset> &assets)
{
    QList<QList<Asset>> groups;
    for (const Asset &asset : assets) {
        const auto group = std::find_if(groups.begin(), groups.end(),
            [&asset](const QList<Asset> &each) { return each.constFirst().kind == asset.kind; });
        if (group == groups.end())
            groups << QList<Asset>{asset};
        else
            *group << asset;
    }
    return groups;
}

} // namespace

BackupCommand::BackupCommand(Foundation &foundation, const Options &options)
    : m_foundation(foundation)
    , m_options(options)
{
}

BackupCommand::~BackupCommand() = default;

QString BackupCommand::warning() const { return m_system ? m_system->clockWarning() : QString(); }

bool BackupCommand::isForReal() const { return m_options.words.isSet(u"yes"_s) && !m_options.words.isSet(u"plan"_s); }

QCoro::Task<Result<ExitCode>> BackupCommand::run(CancelToken token)
{
    auto opened = co_await OpenedBackups::open(&m_foundation, &m_options);
    if (!opened)
        co_return opened.error();
    const BackupOrder order = opened->order;
    m_system = std::move(opened->system);
    m_backups = std::move(opened->service);
    const Result<QList<BackupProcedure>> procedures = co_await this->procedures(order, token);
    if (!procedures)
        co_return procedures.error();
    QList<Wanted> all;
    for (const BackupProcedure &procedure : *procedures) {
        const Result<Wanted> wanted = co_await planned(order, procedure, token);
        if (!wanted)
            co_return wanted.error();
        all << *wanted;
    }
    if (m_options.words.isSet(u"request"_s))
        co_return co_await requestApproval(all, token);
    if (isForReal())
        co_return co_await runAll(all, order.action == BackupAction::Restore, token);
    for (const Wanted &wanted : std::as_const(all))
        toStandardOutput(toIndentedJson(jsonOf(wanted.plan.plan)));
    co_return ExitCode::Done;
}

QCoro::Task<Result<QList<BackupProcedure>>> BackupCommand::procedures(BackupOrder order, CancelToken token)
{
    const QString word = m_options.words.words.value(0);
    QList<BackupProcedure> procedures;
    QList<Asset> toCreate;
    for (const QString &id : order.assets) {
        const Result<AssetStanding> standing = co_await m_backups->standing(id, token);
        if (!standing)
            co_return standing.error();
        if (!order.needsBackup()) {
            toCreate << standing->asset;
            continue;
        }
        if (standing->problem) // the newest of what could be read need not be the newest
            co_return *standing->problem;
        const Result<Backup> backup = chosenBackup(*standing, order.backup);
        if (!backup)
            co_return backup.error();
        const auto procedure = m_backups->procedure(standing->asset, *order.action, &*backup);
        if (!procedure)
            co_return notPossible(standing->asset, word);
        procedures << *procedure;
    }
    for (const QList<Asset> &group : byKind(toCreate)) {
        if (const auto together = m_backups->procedureForAll(group, BackupAction::Create)) {
            procedures << *together;
            continue;
        }
        for (const Asset &asset : group) {
            const auto procedure = m_backups->procedure(asset, BackupAction::Create);
            if (!procedure)
                co_return notPossible(asset, word);
            procedures << *procedure;
        }
    }
    const QList<BackupProcedure> all = procedures;
    co_return all;
}

Result<runbooks::ParameterValues> BackupCommand::values(
    const BackupOrder &order, const BackupProcedure &procedure, const runbooks::Runbook &runbook) const
{
    QJsonObject known = procedure.parameters;
    if (!order.set.isEmpty() && takes(runbook, u"set"_s))
        known.insert(u"set"_s, order.set);
    if (!order.target.isEmpty()) {
        const QString parameter = targetParameterOf(runbook);
        if (parameter.isEmpty())
            return Error(Error::Kind::Invalid, tr("“%1” does not choose where to: leave --to out.").arg(runbook.title));
        known.insert(parameter, order.target);
    }
    return procedureValues(runbook, known, m_options);
}

QCoro::Task<Result<BackupCommand::Wanted>> BackupCommand::planned(
    BackupOrder order, BackupProcedure procedure, CancelToken token)
{
    const Result<runbooks::Runbook> runbook = chosenRunbook(m_options, procedure.runbook);
    if (!runbook)
        co_return runbook.error();
    const Result<runbooks::ParameterValues> values = this->values(order, procedure, *runbook);
    if (!values)
        co_return values.error();
    const bool isOnlyLookedAt = !isForReal() && !m_options.words.isSet(u"request"_s);
    const auto plan = co_await plannedRunbook(
        &m_foundation, m_system.get(), &m_options.words, {*runbook, *values, isOnlyLookedAt}, token);
    if (!plan)
        co_return plan.error();
    const Wanted wanted{procedure.runbook, *plan, values->secrets};
    co_return wanted;
}

QCoro::Task<Result<ExitCode>> BackupCommand::requestApproval(QList<Wanted> wanted, CancelToken token)
{
    if (wanted.size() != 1)
        co_return Error(Error::Kind::Invalid,
            tr("A request is for one plan, and these are %1. Ask for each of them.").arg(wanted.size()));
    const operations::Requester requester{{}, wanted.constFirst().runbook, m_options.words.value(u"reason"_s), 0};
    co_return co_await writeRequest(
        m_system.get(), wanted.constFirst().plan.plan, requester, m_options.words.value(u"request"_s), token);
}

/// So that nothing is run when the last one of several would be refused.
QCoro::Task<Result<void>> BackupCommand::admit(QList<Wanted> wanted, CancelToken token)
{
    const Result<Identity> identity = co_await m_system->identify(token);
    if (!identity)
        co_return identity.error();
    const Confirmation confirmation{m_options.words.value(u"confirm"_s), true, true, {}};
    for (const Wanted &each : wanted) {
        if (const auto answers = GivenAnswers::of(m_options.words, each.plan.plan); !answers)
            co_return answers.error();
        const auto admitted = m_system->runner().guard().admit(each.plan.plan, confirmation, *identity);
        if (!admitted)
            co_return admitted.error();
    }
    co_return ok();
}

QCoro::Task<Result<ExitCode>> BackupCommand::runAll(QList<Wanted> wanted, bool stopsAtFailure, CancelToken token)
{
    if (wanted.size() > 1) {
        if (const Result<void> admitted = co_await admit(wanted, token); !admitted)
            co_return admitted.error();
        for (const Wanted &each : wanted)
            toStandardError(tr("Planned: %1").arg(each.plan.plan.title));
    }
    ExitCode worst = ExitCode::Done;
    for (const Wanted &each : wanted) {
        const WantedRun run{each.plan.plan, each.runbook, m_options.words.value(u"reason"_s), each.secrets, {}, 0, {}};
        const Result<ExitCode> done = co_await carryOut(&m_foundation, m_system.get(), &m_options, run, token);
        if (!done && wanted.size() == 1)
            co_return done;
        if (!done)
            toStandardError(tr("stationmaster: %1: %2").arg(each.plan.plan.title, done.error().message()));
        worst = worse(worst, done ? *done : exitCodeFor(done.error()));
        if (token.isCancelled() || (stopsAtFailure && worst != ExitCode::Done))
            break;
    }
    co_return worst;
}

} // namespace sm::app
