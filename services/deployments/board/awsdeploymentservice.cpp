// SPDX-License-Identifier: GPL-3.0-or-later
#include "awsdeploymentservice.h"

#include "axisround.h"
#include "unitsof.h"

#include <core/deploymentkind.h>
#include <steps/rollbackmarks.h>
#include <trail/deployevents.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Board", text); }

} // namespace

/// What is wanted, and who is told.
struct AwsDeploymentService::Asked
{
    QDateTime since;
    DeploymentsHandler onPage;
    ProblemHandler onProblem = {};
    QString unit = {}; ///< empty: all of the system
};

AwsDeploymentService::AwsDeploymentService(const Services &services, SystemInfo system, Sources sources)
    : m_services(services)
    , m_system(std::move(system))
    , m_sources(std::move(sources))
    , m_health(services.reads, m_system.deployments, services.clock)
{
}

AwsDeploymentService::~AwsDeploymentService() = default;

QCoro::Task<Result<void>> AwsDeploymentService::timeline(
    QDateTime since, DeploymentsHandler onPage, ProblemHandler onProblem, CancelToken token)
{
    m_services.changes->forget();
    const Asked asked{since, onPage, onProblem};
    QList<Error> problems;
    std::vector<QCoro::Task<void>> kinds;
    kinds.reserve(m_sources.size());
    for (const auto &source : m_sources)
        kinds.push_back(readIntoAxis(source.get(), &asked, &problems, token));
    for (QCoro::Task<void> &kind : kinds)
        co_await kind;
    if (token.isCancelled())
        co_return Error::cancelled();
    if (!m_sources.empty() && problems.size() == static_cast<qsizetype>(m_sources.size()))
        co_return problems.constFirst();
    co_return ok();
}

QCoro::Task<void> AwsDeploymentService::readIntoAxis(
    DeploymentSource *source, const Asked *asked, QList<Error> *problems, CancelToken token)
{
    const auto read = co_await readKind(source, asked, token);
    if (read || token.isCancelled())
        co_return;
    *problems << read.error();
    asked->onProblem(source->kind(), read.error());
}

/// All of one kind; what is found out about them later is handed over again.
QCoro::Task<Result<QList<Deployment>>> AwsDeploymentService::readKind(
    DeploymentSource *source, const Asked *asked, CancelToken token)
{
    AxisRound round([this, asked](const QList<Deployment> &page) {
        for (const Deployment &each : page)
            m_health.know(each);
        asked->onPage(page);
    });
    const QStringList units
        = asked->unit.isEmpty() ? unitsOf(m_system.deployments, source->kind()) : QStringList{asked->unit};
    const Result<void> read = co_await source->read(
        {units, asked->since}, [&round](const QList<Deployment> &page) { round.take(page); }, token);
    if (!token.isCancelled() && round.isIncomplete()) {
        const auto changes = co_await m_services.changes->of(serviceOf(source->kind()), asked->since, token);
        if (changes)
            co_await round.complete(*changes, token);
    }
    if (!read)
        co_return read.error();
    co_return round.all();
}

Result<DeploymentSource *> AwsDeploymentService::sourceOf(DeploymentKind kind) const
{
    const auto found = std::ranges::find_if(m_sources, [kind](const auto &each) { return each->kind() == kind; });
    if (found != m_sources.end())
        return found->get();
    return Error(Error::Kind::Invalid, tr("Nothing here reads deployments of the kind “%1”.").arg(kindWord(kind)));
}

QCoro::Task<Result<QList<Deployment>>> AwsDeploymentService::ofUnit(
    DeploymentKind kind, QString unit, CancelToken token)
{
    const Result<DeploymentSource *> source = sourceOf(kind);
    if (!source)
        co_return source.error();
    const Asked asked{m_services.clock.nowUtc().addDays(-daysBack), [](const QList<Deployment> &) { }, {}, unit};
    const auto all = co_await readKind(*source, &asked, token);
    if (!all)
        co_return all.error();
    QList<Deployment> ofUnit;
    for (const Deployment &each : *all) {
        if (each.unit == unit)
            ofUnit << each;
    }
    const QList<Deployment> found = ofUnit;
    co_return found;
}

QCoro::Task<Result<HealthRecord>> AwsDeploymentService::health(Deployment deployment, CancelToken token)
{
    const Result<DeploymentSource *> source = sourceOf(deployment.kind);
    if (!source)
        co_return source.error();
    co_return co_await m_health.of(*source, deployment, token);
}

QCoro::Task<Result<DeploymentDifference>> AwsDeploymentService::difference(Deployment candidate, CancelToken token)
{
    const Result<DeploymentSource *> source = sourceOf(candidate.kind);
    if (!source)
        co_return source.error();
    co_return co_await (*source)->difference(candidate, token);
}

QCoro::Task<Result<RollbackMoves>> AwsDeploymentService::moves(Deployment candidate, CancelToken token)
{
    const Result<DeploymentSource *> source = sourceOf(candidate.kind);
    if (!source)
        co_return source.error();
    co_return co_await (*source)->moves(candidate, token);
}

QCoro::Task<Result<void>> AwsDeploymentService::detail(
    DeploymentKind kind, QString unit, SectionHandler onSection, CancelToken token)
{
    const Result<DeploymentSource *> source = sourceOf(kind);
    if (!source)
        co_return source.error();
    co_return co_await (*source)->detail(unit, onSection, token);
}

QCoro::Task<Result<QList<RollbackMark>>> AwsDeploymentService::marks(CancelToken token)
{
    if (!m_services.journal)
        co_return QList<RollbackMark>();
    co_return co_await rollbackMarks(m_services.journal, m_system.id, token);
}

} // namespace sm::deployments
