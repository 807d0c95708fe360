// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentscontroller.h"

#include "runbookscontroller.h"
#include "runscontroller.h"
#include "runtexts.h"

#include <board/deploymentservice.h>
#include <sources/proposal.h>
#include <tables/backuptext.h>

#include <QCoroTask>
#include <QPointer>

#include <algorithm>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto settleTime = 1s; ///< steps that follow each other at once

Error impossible(const QString &why) { return Error(Error::Kind::Invalid, why); }

/// Whether a run that was about \p texts was about \p unit. One too many is read again for nothing, no more.
bool isAbout(const std::set<QString> &texts, DeploymentKind kind, const QString &unit)
{
    if (texts.contains(unit))
        return true;
    const QMap<QString, QString> parts = partsOf(kind, unit);
    const auto has = [&](const QString &part) { return texts.contains(parts.value(part)); };
    switch (kind) {
    case DeploymentKind::Lambda:
        return has(u"function"_s);
    case DeploymentKind::Ecs:
        return has(u"service"_s);
    case DeploymentKind::CodeDeploy:
        return has(u"application"_s) && has(u"group"_s);
    case DeploymentKind::AppConfig:
        return has(u"application"_s) && has(u"profile"_s);
    default:
        return false;
    }
}

/// A run of ours may deploy what nobody knows yet, and a stack or a release deploys more than itself.
bool deploysMore(const ShownRun &run, bool isKnown)
{
    static const QStringList wide{u":cloudformation:"_s, u"stack:"_s, u":codedeploy:"_s};
    static const QStringList ours{u":lambda:"_s, u"function:"_s, u":ecs:"_s, u":appconfig:"_s, u":secretsmanager:"_s};
    return std::ranges::any_of(run.plan.steps, [isKnown](const Step &step) {
        const auto isOf = [&step](const QString &part) { return step.operation.uses.contains(part); };
        const bool isDeploying = step.tier != Tier::Read;
        return isDeploying && (std::ranges::any_of(wide, isOf) || (!isKnown && std::ranges::any_of(ours, isOf)));
    });
}

} // namespace

DeploymentsController::DeploymentsController(Services services, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_health(services.deployments, m_table)
    , m_choice(services.deployments)
    , m_detail(services.deployments)
{
    m_table.setErrorLimit(places().errorRate);
    connect(&m_services.runs, &RunsController::runFinished, this, &DeploymentsController::afterRun);
    connect(&m_services.runs, &RunsController::stepChanged, this, &DeploymentsController::afterStep);
    m_soon.setSingleShot(true);
    m_soon.setInterval(settleTime);
    connect(&m_soon, &QTimer::timeout, this, &DeploymentsController::readActing);
    connect(&m_health, &DeploymentsHealth::healthRead, this, [this](const QString &id) {
        const Deployment *known = m_table.find(id);
        if (!known)
            return;
        const Unit unit{known->kind, known->unit};
        propose(unit);
        Q_EMIT unitChanged(unit.first, unit.second);
        Q_EMIT proposalChanged();
    });
}

DeploymentsController::~DeploymentsController() = default;

const DeploymentPlaces &DeploymentsController::places() const { return m_services.deployments.places(); }

void DeploymentsController::reload()
{
    if (m_services.runbooks.table().totalCount() == 0 && !m_services.runbooks.isLoading())
        m_services.runbooks.reload();
    const int generation = ++m_generation;
    m_axisCancel = CancelSource(m_cancel.token());
    m_loading = true;
    m_seen.clear();
    m_problems.clear();
    m_health.forgetLive();
    readMarks();
    Q_EMIT changed();
    const QPointer<DeploymentsController> self(this);
    const auto onPage = [self, generation](const QList<Deployment> &page) {
        if (self && generation == self->m_generation)
            self->take(page);
    };
    const auto onProblem = [self, generation](DeploymentKind kind, const Error &error) {
        if (!self || generation != self->m_generation)
            return;
        self->m_problems.append({kind, error});
        Q_EMIT self->changed();
    };
    const QDateTime since = QDateTime::currentDateTimeUtc().addDays(-m_reach.count());
    QCoro::connect(m_services.deployments.timeline(since, onPage, onProblem, m_axisCancel.token()), this,
        [this, generation](const Result<void> &read) {
            if (generation == m_generation)
                finishReload(read);
        });
}

void DeploymentsController::take(const QList<Deployment> &page)
{
    std::set<Unit> units;
    for (const Deployment &each : page) {
        m_seen.insert(each.id);
        units.insert({each.kind, each.unit});
    }
    m_table.put(page);
    for (const Unit &each : units)
        propose(each);
    m_health.look();
    Q_EMIT grown();
}

void DeploymentsController::finishReload(const Result<void> &read)
{
    m_loading = false;
    m_problem = read ? std::nullopt : std::optional(read.error());
    if (read) {
        for (const DeploymentProblem &each : std::as_const(m_problems)) {
            for (const auto &[kind, unit] : m_table.units()) {
                const QList<Deployment> kept = kind == each.kind ? m_table.ofUnit(kind, unit) : QList<Deployment>();
                for (const Deployment &one : kept)
                    m_seen.insert(one.id);
            }
        }
        m_table.retain(m_seen);
        m_readAt = QDateTime::currentDateTimeUtc();
        for (const Unit &each : m_table.units())
            propose(each);
    }
    m_health.look();
    if (!m_choice.id().isEmpty())
        select(m_choice.id());
    settleMarks();
    Q_EMIT proposalChanged();
}

/// Only what was judged counts, so that a unit with thousands of deployments costs no more than one with a few.
void DeploymentsController::propose(const Unit &unit)
{
    const QList<Deployment> judged = m_table.ofUnit(
        unit.first, unit.second, [](const Deployment &each) { return each.isLive() || each.health.has_value(); });
    const qsizetype at = deployments::proposedOf(judged, places().healthyFor);
    m_table.setProposed(unit.first, unit.second, at < 0 ? QString() : judged.at(at).id);
}

void DeploymentsController::readMarks()
{
    const int reading = ++m_markReadings;
    QCoro::connect(m_services.deployments.marks(m_cancel.token()), this,
        [this, reading](const Result<QList<RollbackMark>> &marks) {
            if (reading != m_markReadings)
                return;
            if (marks) {
                m_marks = *marks;
                settleMarks();
            } else if (marks.error().kind() != Error::Kind::Cancelled) {
                Q_EMIT failed(marks.error());
            }
        });
}

/// Not before the axis was read once: what nobody knows of yet may have taken a mark's place.
void DeploymentsController::settleMarks()
{
    if (m_readAt.isValid() || !m_loading) {
        m_standing.clear();
        std::ranges::copy_if(m_marks, std::back_inserter(m_standing), [this](const RollbackMark &each) {
            return deployments::stillRolledBack(each, m_table.ofUnit(each.kind, each.unit));
        });
        std::ranges::sort(m_standing, std::ranges::greater(), &RollbackMark::at);
        m_table.setRolledBack(m_standing);
    }
    Q_EMIT changed();
}

void DeploymentsController::refresh(DeploymentKind kind, const QString &unit)
{
    const Unit meant{kind, unit};
    const int asked = ++m_asked[meant];
    QCoro::connect(m_services.deployments.ofUnit(kind, unit, m_cancel.token()), this,
        [this, meant, asked](const Result<QList<Deployment>> &all) {
            if (asked != m_asked[meant])
                return;
            if (all || all.error().kind() == Error::Kind::NotFound)
                takeUnit(meant, all ? *all : QList<Deployment>());
            else if (all.error().kind() != Error::Kind::Cancelled)
                Q_EMIT failed(all.error());
        });
}

void DeploymentsController::takeUnit(const Unit &unit, const QList<Deployment> &all)
{
    for (const Deployment &each : all)
        m_seen.insert(each.id); // a reading of the whole axis that began before may not know it yet
    m_table.putUnit(unit.first, unit.second, all);
    m_health.forget(unit.first, unit.second);
    propose(unit);
    m_health.look();
    const Deployment &chosen = m_choice.deployment();
    if (!m_choice.id().isEmpty() && Unit(chosen.kind, chosen.unit) == unit)
        select(m_choice.id());
    if (Unit(m_detail.kind(), m_detail.unit()) == unit)
        m_detail.open(unit.first, unit.second);
    settleMarks();
    Q_EMIT unitChanged(unit.first, unit.second);
    Q_EMIT proposalChanged();
}

std::set<DeploymentsController::Unit> DeploymentsController::touchedBy(const ShownRun &run) const
{
    std::set<Unit> touched;
    const std::set<QString> texts = textsOf(run);
    for (const auto &[kind, unit] : m_table.units()) {
        if (isAbout(texts, kind, unit))
            touched.insert({kind, unit});
    }
    return touched;
}

/// A run that watches for half an hour has changed long before it ends what is to be seen.
void DeploymentsController::afterStep(int run, int step)
{
    const ShownRun &shown = m_services.runs.runs().at(run);
    if (shown.steps.at(step) != StepState::Done || shown.plan.steps.at(step).tier == Tier::Read)
        return;
    m_acting.insert(run);
    if (!m_soon.isActive())
        m_soon.start();
}

/// What those runs changed that go on; of those that have ended it was read then.
void DeploymentsController::readActing()
{
    const std::set<int> acting = std::exchange(m_acting, {});
    for (const int run : acting) {
        const std::set<Unit> touched = touchedBy(m_services.runs.runs().at(run));
        for (const Unit &each : touched)
            refresh(each.first, each.second);
    }
    if (!acting.empty())
        readMarks();
}

/// The axis shows what is, not what was asked for.
void DeploymentsController::afterRun(int run)
{
    m_acting.erase(run);
    const ShownRun &shown = m_services.runs.runs().at(run);
    if (!changedSomething(shown))
        return;
    const std::set<Unit> touched = touchedBy(shown);
    for (const Unit &each : touched)
        refresh(each.first, each.second);
    if (deploysMore(shown, !touched.empty()))
        reload();
    else
        readMarks();
}

void DeploymentsController::select(const QString &id)
{
    const Deployment *known = m_table.find(id);
    if (known)
        m_choice.select(*known);
    else
        m_choice.clear();
}

Result<DeploymentProcedure> DeploymentsController::known(const DeploymentProcedure &procedure) const
{
    const RunbooksController &runbooks = m_services.runbooks;
    if (m_services.runbooks.table().find(procedure.runbook))
        return procedure;
    return impossible(runbooks.isLoading() ? tr("The runbooks are still being read.")
                                           : tr("There is no runbook %1.").arg(procedure.runbook));
}

Result<DeploymentProcedure> DeploymentsController::move(qsizetype index) const
{
    const std::optional<Result<RollbackMoves>> &moves = m_choice.moves();
    if (m_choice.id().isEmpty())
        return impossible(tr("Select a deployment first."));
    if (!moves)
        return impossible(tr("The ways back are still being read."));
    if (!*moves)
        return moves->error();
    const QList<RollbackMove> &all = (*moves)->moves;
    if (index < 0 || index >= all.size())
        return impossible(tr("There is no way back to this deployment."));
    const RollbackMove &move = all.at(index);
    return move.isPossible ? known({move.runbook, move.parameters}) : impossible(move.why);
}

QList<DeploymentAction> DeploymentsController::actions(DeploymentKind kind, const QString &unit) const
{
    return actionsOf(kind, unit, places(), [this](const QString &runbook) {
        QStringList names;
        const QList<FormField> fields = m_services.runbooks.fields(runbook);
        for (const FormField &each : fields)
            names << each.name;
        return names;
    });
}

RollbackProposal DeploymentsController::proposal() const
{
    RollbackProposal proposal;
    const QList<Deployment> live = m_table.live();
    const auto bad = std::ranges::find_if(live,
        [](const Deployment &each) { return each.health && each.health->verdict == HealthRecord::Verdict::Unhealthy; });
    if (bad == live.end()) {
        proposal.isSettled = !m_loading && !m_health.isReading();
        proposal.whyNone = proposal.isSettled ? tr("Nothing that is running is known to be unwell.")
                                              : tr("It is still being looked at how well everything runs.");
        return proposal;
    }
    proposal.bad = *bad;
    proposal.isSettled = m_health.isSettled(bad->kind, bad->unit);
    if (const Deployment *candidate = m_table.find(m_table.proposedOf(bad->kind, bad->unit)))
        proposal.candidate = *candidate;
    else if (!proposal.isSettled)
        proposal.whyNone = tr("Those before it are still being looked at.");
    else
        proposal.whyNone = tr("None of those before it is known to have been well for %1. Choose one yourself.")
                               .arg(tables::spanText(places().healthyFor));
    return proposal;
}

} // namespace sm::controllers
