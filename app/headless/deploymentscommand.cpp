// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentscommand.h"

#include "approvalfiles.h"
#include "carryout.h"
#include "deploymentsoutput.h"
#include "output.h"
#include "procedurevalues.h"
#include "runbookchoice.h"
#include "runbookplans.h"

#include <core/json.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::Deployments", text); }

/// The way that was asked for by its number, or the proposed one.
Result<RollbackMove> chosenMove(const RollbackMoves &moves, const QString &number)
{
    if (!number.isEmpty()) {
        const int place = number.toInt() - 1;
        if (place < 0 || place >= moves.moves.size())
            return Error(Error::Kind::Invalid, tr("--way is a number from 1 to %1.").arg(moves.moves.size()));
        const RollbackMove &chosen = moves.moves.at(place);
        return chosen.isPossible ? Result<RollbackMove>(chosen) : Error(Error::Kind::Conflict, chosen.why);
    }
    const auto proposed = std::ranges::find_if(moves.moves, &RollbackMove::isProposed);
    if (proposed != moves.moves.end())
        return *proposed;
    const auto possible = std::ranges::find_if(moves.moves, &RollbackMove::isPossible);
    if (possible != moves.moves.end())
        return *possible;
    QStringList reasons;
    for (const RollbackMove &each : moves.moves)
        reasons << each.why;
    return Error(Error::Kind::Conflict, tr("No way back is possible now. %1").arg(reasons.join(u' ')));
}

/// What the move knows, why it is made, and who is told of it, as in the window.
QJsonObject knownOf(
    const runbooks::Runbook &runbook, const RollbackMove &move, const CommandWords &words, const QString &topic)
{
    QJsonObject known = move.parameters;
    if (takes(runbook, u"topic"_s) && !topic.isEmpty())
        known.insert(u"topic"_s, topic);
    if (takes(runbook, u"reason"_s) && words.isSet(u"reason"_s))
        known.insert(u"reason"_s, words.value(u"reason"_s));
    return known;
}

} // namespace

DeploymentsCommand::DeploymentsCommand(Foundation &foundation, const Options &options)
    : m_foundation(foundation)
    , m_options(options)
{
}

DeploymentsCommand::~DeploymentsCommand() = default;

QString DeploymentsCommand::warning() const { return m_system ? m_system->clockWarning() : QString(); }

QCoro::Task<Result<ExitCode>> DeploymentsCommand::run(CancelToken token)
{
    auto opened = co_await OpenedDeployments::open(&m_foundation, &m_options);
    if (!opened)
        co_return opened.error();
    m_order = opened->order;
    m_system = std::move(opened->system);
    m_deployments = std::move(opened->service);
    const auto deployments = co_await readDeployments(m_deployments.get(), m_order, m_foundation.clock.nowUtc(), token);
    if (!deployments)
        co_return deployments.error();
    if (m_order.action == "list"_L1)
        co_return co_await list(*deployments);
    m_order.kind = deployments->constFirst().kind;
    if (m_order.action == "show"_L1)
        co_return co_await show(token);
    co_return co_await goBack(*deployments, token);
}

void DeploymentsCommand::print(const QByteArray &text, const QJsonValue &json) const
{
    const bool isJson = m_options.words.isSet(u"json"_s);
    toStandardOutput(isJson ? toIndentedJson(json) : text);
}

QCoro::Task<Result<ExitCode>> DeploymentsCommand::list(QList<Deployment> deployments)
{
    print(deploymentsAsTable(deployments, m_deployments->places()), deploymentsAsJson(deployments));
    co_return ExitCode::Done;
}

QCoro::Task<Result<ExitCode>> DeploymentsCommand::show(CancelToken token)
{
    QList<DeploymentSection> sections;
    const auto onSection = [&sections](const DeploymentSection &part) {
        const auto known = std::ranges::find(sections, part.id, &DeploymentSection::id);
        if (known == sections.end())
            sections << part;
        else
            known->rows += part.rows;
        if (part.problem)
            toStandardError(u"stationmaster: %1: %2"_s.arg(part.title, part.problem->message()));
    };
    const deployments::DeploymentService::SectionHandler handler = onSection;
    const Result<void> read = co_await m_deployments->detail(*m_order.kind, m_order.unit, handler, token);
    if (!read)
        co_return read.error();
    QByteArray text;
    QJsonArray json;
    for (const DeploymentSection &section : std::as_const(sections)) {
        text += sectionAsText(section);
        json.append(sectionAsJson(section));
    }
    print(text, json);
    co_return ExitCode::Done;
}

QCoro::Task<Result<ExitCode>> DeploymentsCommand::goBack(QList<Deployment> ofUnit, CancelToken token)
{
    const Result<Deployment> candidate = chosenCandidate(ofUnit, m_order, m_deployments->places());
    if (!candidate)
        co_return candidate.error();
    const auto moves = co_await m_deployments->moves(*candidate, token);
    if (!moves)
        co_return moves.error();
    if (m_order.action == "rollback"_L1)
        co_return co_await rollBack(*moves, token);
    const auto difference = co_await m_deployments->difference(*candidate, token);
    if (!difference)
        co_return difference.error();
    const WayBack way{*candidate, *difference, *moves};
    print(wayBackAsText(way), wayBackAsJson(way));
    co_return ExitCode::Done;
}

QCoro::Task<Result<ExitCode>> DeploymentsCommand::rollBack(RollbackMoves moves, CancelToken token)
{
    const Result<RollbackMove> move = chosenMove(moves, m_options.words.value(u"way"_s));
    if (!move)
        co_return move.error();
    const Result<runbooks::Runbook> runbook = chosenRunbook(m_options, move->runbook);
    if (!runbook)
        co_return runbook.error();
    const auto values = procedureValues(
        *runbook, knownOf(*runbook, *move, m_options.words, m_deployments->places().topic), m_options);
    if (!values)
        co_return values.error();
    for (const QString &sentence : std::as_const(moves.notBack))
        toStandardError(tr("Can not be brought back: %1").arg(sentence));
    const bool isForReal = m_options.words.isSet(u"yes"_s) && !m_options.words.isSet(u"plan"_s);
    const auto plan = co_await plannedRunbook(
        &m_foundation, m_system.get(), &m_options.words, {*runbook, *values, !isForReal}, token);
    if (!plan)
        co_return plan.error();
    if (m_options.words.isSet(u"request"_s)) {
        const operations::Requester requester{{}, move->runbook, m_options.words.value(u"reason"_s), 0};
        co_return co_await writeRequest(
            m_system.get(), plan->plan, requester, m_options.words.value(u"request"_s), token);
    }
    if (isForReal) {
        const WantedRun run{plan->plan, move->runbook, m_options.words.value(u"reason"_s), values->secrets, {}, 0, {}};
        co_return co_await carryOut(&m_foundation, m_system.get(), &m_options, run, token);
    }
    toStandardOutput(toIndentedJson(jsonOf(plan->plan)));
    co_return ExitCode::Done;
}

} // namespace sm::app
