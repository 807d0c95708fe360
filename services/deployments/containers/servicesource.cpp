// SPDX-License-Identifier: GPL-3.0-or-later
#include <containers/servicesource.h>

#include "servicedetail.h"
#include "servicemeasures.h"
#include "servicemoves.h"
#include "servicereading.h"
#include "servicereads.h"
#include "taskdefinition.h"

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

Error notDeployed(const ServiceName &name)
{
    return Error(Error::Kind::NotFound,
        QCoreApplication::translate("sm::deployments::ServiceSource", "Nothing tells which task definition %1 runs.")
            .arg(name.unit()));
}

/// The deployment that goes on, with what it started from; nothing where none does, or this place does not tell.
QCoro::Task<Result<std::optional<OngoingDeployment>>> ongoingOf(AwsReads reads, ServiceName name, CancelToken token)
{
    const QStringList statuses{
        u"PENDING"_s, u"IN_PROGRESS"_s, u"STOP_REQUESTED"_s, u"ROLLBACK_REQUESTED"_s, u"ROLLBACK_IN_PROGRESS"_s};
    const Result<QJsonArray> going = co_await serviceDeployments(reads, name, {}, statuses, token);
    if (!going && !keepsNoHistory(going.error()))
        co_return going.error();
    if (!going || going->isEmpty())
        co_return std::optional<OngoingDeployment>();
    const QJsonValue first = going->first();
    OngoingDeployment ongoing{first[u"serviceDeploymentArn"].toString(), first[u"status"].toString(), {}};
    const QString source = first[u"sourceServiceRevisions"][0][u"arn"].toString();
    if (!source.isEmpty()) {
        const Result<QHash<QString, QString>> definitions = co_await definitionsOf(reads, {source}, token);
        if (!definitions)
            co_return definitions.error();
        ongoing.source = definitions->value(source);
    }
    co_return std::optional(ongoing);
}

} // namespace

ServiceSource::ServiceSource(AwsReads reads, ServiceChanges changes)
    : m_reads(reads)
    , m_changes(std::move(changes))
{
}

QCoro::Task<Result<void>> ServiceSource::read(Reading reading, DeploymentsHandler onPage, CancelToken token)
{
    ServiceReading whole(m_reads, m_changes, reading, onPage);
    co_return co_await whole.run(token);
}

QCoro::Task<Result<DeploymentDifference>> ServiceSource::difference(Deployment candidate, CancelToken token)
{
    const ServiceName name = ServiceName::ofUnit(candidate.unit);
    const Result<QJsonObject> service = co_await describedService(m_reads, name, token);
    if (!service)
        co_return service.error();
    const QString running = ServiceFacts(*service).taskDefinition();
    if (running.isEmpty())
        co_return notDeployed(name);
    const Result<QJsonObject> then = co_await describedDefinition(m_reads, candidate.revision, token);
    if (!then)
        co_return then.error();
    const Result<QJsonObject> now = co_await describedDefinition(m_reads, running, token);
    if (!now)
        co_return now.error();
    co_return definitionDifference(*now, *then);
}

QCoro::Task<Result<RollbackMoves>> ServiceSource::moves(Deployment candidate, CancelToken token)
{
    const ServiceName name = ServiceName::ofUnit(candidate.unit);
    const Result<QJsonObject> service = co_await describedService(m_reads, name, token);
    if (!service)
        co_return service.error();
    const Result<QJsonObject> definition = co_await describedDefinition(m_reads, candidate.revision, token);
    if (!definition)
        co_return definition.error();
    const ServiceFacts facts(*service);
    Result<std::optional<OngoingDeployment>> ongoing;
    if (facts.isRollingOut())
        ongoing = co_await ongoingOf(m_reads, name, token);
    if (!ongoing)
        co_return ongoing.error();
    co_return movesIn({facts, *definition, *ongoing});
}

HealthQuery ServiceSource::healthOf(const Deployment &deployment) const
{
    return healthFrom(deployment.facts, ServiceName::ofUnit(deployment.unit).service);
}

QCoro::Task<Result<HealthQuery>> ServiceSource::measuresOf(QString unit, CancelToken token) const
{
    const ServiceName name = ServiceName::ofUnit(unit);
    const Result<QJsonObject> service = co_await describedService(m_reads, name, token);
    if (!service)
        co_return service.error();
    const QStringList groups = ServiceFacts(*service).targetGroups();
    const Result<QHash<QString, QStringList>> balancers = co_await balancersOf(m_reads, groups, token);
    const QJsonObject measures
        = balancers ? deployments::measuresOf(groups, *balancers) : measuresUnknown(balancers.error());
    co_return healthFrom(measures, name.service);
}

QCoro::Task<Result<void>> ServiceSource::detail(QString unit, SectionHandler onSection, CancelToken token)
{
    co_return co_await tellOfService(m_reads, ServiceName::ofUnit(unit), onSection, token);
}

} // namespace sm::deployments
