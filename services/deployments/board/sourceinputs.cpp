// SPDX-License-Identifier: GPL-3.0-or-later
#include "sourceinputs.h"

#include <containers/servicesource.h>
#include <health/unithealth.h>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

using Changes = std::shared_ptr<AccountChanges>;

QCoro::Task<Result<QList<FunctionChange>>> changesOfFunctions(Changes changes, QDateTime since, CancelToken token)
{
    const auto all = co_await changes->of(u"lambda"_s, since, token);
    if (!all)
        co_return all.error();
    QList<FunctionChange> made;
    for (const TrailChange &each : *all)
        made << FunctionChange{each.at, each.by, each.event, each.parameters, each.answer, each.run};
    const QList<FunctionChange> whole = made;
    co_return whole;
}

QCoro::Task<Result<QList<ServiceChange>>> changesOfServices(Changes changes, QDateTime since, CancelToken token)
{
    const auto all = co_await changes->of(u"ecs"_s, since, token);
    if (!all)
        co_return all.error();
    QList<ServiceChange> made;
    for (const TrailChange &each : *all)
        made << ServiceChange{each.at, each.by, each.event, each.parameters, each.run};
    const QList<ServiceChange> whole = made;
    co_return whole;
}

/// The newest first, as the vault has them.
QCoro::Task<Result<QList<KeptFunction>>> keptOf(const backups::Vault *vault, QString function, CancelToken token)
{
    const auto all = co_await vault->list({}, token);
    if (!all)
        co_return all.error();
    QList<KeptFunction> kept;
    for (const backups::Vault::Kept &each : *all) {
        const backups::Manifest &manifest = each.manifest;
        const QString name = functionNameOf(manifest.source.value(u"function"_s).toString());
        const QString sha256 = manifest.contents.value(u"codeSha256"_s).toString();
        if (name == function && !sha256.isEmpty())
            kept << KeptFunction{manifest.asset, manifest.id, sha256, manifest.takenAt};
    }
    const QList<KeptFunction> whole = kept;
    co_return whole;
}

/// The load balancer of a service stands in what is read of it.
QCoro::Task<HealthQuery> measuresOf(
    AwsReads reads, DeploymentKind kind, QString unit, QString version, CancelToken token)
{
    if (kind == DeploymentKind::Ecs) {
        const ServiceSource source(reads);
        const Result<HealthQuery> read = co_await source.measuresOf(unit, token);
        if (read)
            co_return *read;
        HealthQuery unread = unitHealth(kind, unit, version);
        unread.why = read.error().message();
        co_return unread;
    }
    co_return unitHealth(kind, unit, version);
}

} // namespace

FunctionChanges functionChanges(std::shared_ptr<AccountChanges> changes)
{
    return [changes](QDateTime since, CancelToken token) { return changesOfFunctions(changes, since, token); };
}

ServiceChanges serviceChanges(std::shared_ptr<AccountChanges> changes)
{
    return [changes](QDateTime since, CancelToken token) { return changesOfServices(changes, since, token); };
}

KeptFunctions keptFunctions(const backups::Vault &vault)
{
    return [vault = &vault](QString function, CancelToken token) { return keptOf(vault, function, token); };
}

DeploymentExecutor::HealthOf unitMeasures(AwsReads reads)
{
    return [reads](DeploymentKind kind, QString unit, QString version, CancelToken token) {
        return measuresOf(reads, kind, unit, version, token);
    };
}

} // namespace sm::deployments
