// SPDX-License-Identifier: GPL-3.0-or-later
#include "shipping.h"

#include <board/awsdeploymentservice.h>
#include <containers/servicesource.h>
#include <flags/appconfigsource.h>
#include <functions/functionsource.h>
#include <health/unithealth.h>
#include <releases/codedeploysource.h>
#include <secrets/secretsource.h>
#include <stacks/stacksource.h>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;
using deployments::AccountChanges;

namespace {

using Changes = std::shared_ptr<AccountChanges>;

QCoro::Task<Result<QList<deployments::FunctionChange>>> functionChanges(
    Changes changes, QDateTime since, CancelToken token)
{
    const auto all = co_await changes->of(u"lambda"_s, since, token);
    if (!all)
        co_return all.error();
    QList<deployments::FunctionChange> ofFunctions;
    for (const deployments::TrailChange &each : *all)
        ofFunctions << deployments::FunctionChange{
            each.at, each.by, each.event, each.parameters, each.answer, each.run};
    const QList<deployments::FunctionChange> whole = ofFunctions;
    co_return whole;
}

QCoro::Task<Result<QList<deployments::ServiceChange>>> serviceChanges(
    Changes changes, QDateTime since, CancelToken token)
{
    const auto all = co_await changes->of(u"ecs"_s, since, token);
    if (!all)
        co_return all.error();
    QList<deployments::ServiceChange> ofServices;
    for (const deployments::TrailChange &each : *all)
        ofServices << deployments::ServiceChange{each.at, each.by, each.event, each.parameters, each.run};
    const QList<deployments::ServiceChange> whole = ofServices;
    co_return whole;
}

/// The newest first, as the vault has them.
QCoro::Task<Result<QList<deployments::KeptFunction>>> keptFunctions(
    const backups::Vault *vault, QString function, CancelToken token)
{
    const auto all = co_await vault->list({}, token);
    if (!all)
        co_return all.error();
    QList<deployments::KeptFunction> kept;
    for (const backups::Vault::Kept &each : *all) {
        const backups::Manifest &manifest = each.manifest;
        const QString name = deployments::functionNameOf(manifest.source.value(u"function"_s).toString());
        const QString sha256 = manifest.contents.value(u"codeSha256"_s).toString();
        if (name == function && !sha256.isEmpty())
            kept << deployments::KeptFunction{manifest.asset, manifest.id, sha256, manifest.takenAt};
    }
    const QList<deployments::KeptFunction> whole = kept;
    co_return whole;
}

deployments::AwsDeploymentService::Sources sourcesOf(
    const Shipping::Parts &parts, deployments::AwsReads reads, const Changes &changes)
{
    using namespace deployments;
    const Clock &clock = parts.foundation.clock;
    const FunctionChanges ofFunctions
        = [changes](QDateTime since, CancelToken token) { return functionChanges(changes, since, token); };
    const ServiceChanges ofServices
        = [changes](QDateTime since, CancelToken token) { return serviceChanges(changes, since, token); };
    const KeptFunctions kept
        = [vault = &parts.vault](QString function, CancelToken token) { return keptFunctions(vault, function, token); };
    AwsDeploymentService::Sources sources;
    sources.push_back(std::make_unique<StackSource>(reads, parts.journal));
    sources.push_back(std::make_unique<FunctionSource>(FunctionSource::Sources{reads, clock, ofFunctions, kept}));
    sources.push_back(std::make_unique<ServiceSource>(reads, ofServices));
    sources.push_back(std::make_unique<CodeDeploySource>(reads));
    sources.push_back(std::make_unique<AppConfigSource>(reads, clock));
    sources.push_back(std::make_unique<SecretSource>(reads));
    return sources;
}

/// The load balancer of a service stands in what is read of it.
QCoro::Task<deployments::HealthQuery> measuresOf(
    deployments::AwsReads reads, DeploymentKind kind, QString unit, QString version, CancelToken token)
{
    if (kind == DeploymentKind::Ecs) {
        const deployments::ServiceSource source(reads);
        const Result<deployments::HealthQuery> read = co_await source.measuresOf(unit, token);
        if (read)
            co_return *read;
    }
    co_return deployments::unitHealth(kind, unit, version);
}

} // namespace

std::unique_ptr<deployments::DeploymentService> Shipping::service(const Parts &parts)
{
    const deployments::AwsReads reads{parts.caller, parts.foundation.models};
    const auto changes = std::make_shared<AccountChanges>(
        reads, parts.foundation.clock, parts.foundation.sleeper, parts.journal, parts.system.id);
    return std::make_unique<deployments::AwsDeploymentService>(
        deployments::AwsDeploymentService::Services{reads, parts.foundation.clock, parts.journal, changes},
        parts.system, sourcesOf(parts, reads, changes));
}

deployments::DeploymentExecutor::HealthOf Shipping::measures(deployments::AwsReads reads)
{
    return [reads](DeploymentKind kind, QString unit, QString version, CancelToken token) {
        return measuresOf(reads, kind, unit, version, token);
    };
}

} // namespace sm::app
