// SPDX-License-Identifier: GPL-3.0-or-later
#include "openeddeployments.h"

#include "output.h"

#include <core/deploymentkind.h>
#include <sources/proposal.h>
#include <tables/deploymenttext.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::app::Deployments", text); }

Error invalid(const QString &sentence) { return Error(Error::Kind::Invalid, sentence); }

void tellProblem(DeploymentKind kind, const Error &problem)
{
    toStandardError(u"stationmaster: %1: %2"_s.arg(tables::serviceTitle(kind), problem.message()));
}

/// The same id again is what is known better.
void take(QList<Deployment> &all, const QList<Deployment> &page)
{
    for (const Deployment &each : page) {
        const auto known = std::ranges::find(all, each.id, &Deployment::id);
        if (known == all.end())
            all << each;
        else
            *known = each;
    }
}

Result<QList<Deployment>> onlyOf(const QString &unit, const QList<Deployment> &all)
{
    QList<Deployment> ofUnit;
    std::ranges::copy_if(
        all, std::back_inserter(ofUnit), [&unit](const Deployment &each) { return each.unit == unit; });
    if (ofUnit.isEmpty())
        return Error(Error::Kind::NotFound,
            tr("Nothing is known that was deployed to “%1”. `stationmaster deployments list` has the units.")
                .arg(unit));
    for (const Deployment &each : std::as_const(ofUnit)) {
        if (each.kind != ofUnit.constFirst().kind)
            return invalid(tr("Two services have “%1”; say which with --service.").arg(unit));
    }
    return ofUnit;
}

/// A revision may be called by its last part: "backend:41" of the ARN of a task definition.
bool isCalled(const Deployment &deployment, const QString &revision)
{
    return deployment.revision == revision || deployment.revision.section(u'/', -1) == revision;
}

QString revisionsOf(const QList<Deployment> &ofUnit)
{
    QStringList revisions;
    for (const Deployment &each : ofUnit)
        revisions << each.revision.section(u'/', -1);
    revisions.removeDuplicates();
    return revisions.join(u", "_s);
}

} // namespace

Result<DeploymentsOrder> DeploymentsOrder::of(const CommandWords &words)
{
    DeploymentsOrder order;
    order.action = words.words.value(0, order.action);
    order.unit = words.words.value(1);
    order.revision = words.value(u"to"_s);
    if (words.words.size() > 2)
        return invalid(tr("One unit at a time."));
    if (order.unit.isEmpty() && order.action != "list"_L1)
        return invalid(tr("Say what: `stationmaster deployments list` has the units."));
    if (const QString service = words.value(u"service"_s); !service.isEmpty()) {
        order.kind = deploymentKindOf(service);
        if (!order.kind)
            return invalid(tr("--service is one of cloudformation, lambda, ecs, codedeploy, appconfig, secrets."));
    }
    if (const QString days = words.value(u"days"_s); !days.isEmpty()) {
        bool isNumber = false;
        order.since = std::chrono::days(days.toInt(&isNumber));
        if (!isNumber || order.since < std::chrono::days(1) || order.since > std::chrono::days(455))
            return invalid(tr("--days is a number from 1 to 455."));
    }
    return order;
}

QCoro::Task<Result<OpenedDeployments>> OpenedDeployments::open(Foundation *foundation, const Options *options)
{
    const Result<DeploymentsOrder> order = DeploymentsOrder::of(options->words);
    if (!order)
        co_return order.error();
    const Result<SystemInfo> info = systemOf(*foundation, *options);
    if (!info)
        co_return info.error();
    auto system = co_await HeadlessSystem::open(foundation, options, *info);
    if (!system)
        co_return system.error();
    OpenedDeployments opened{*order, std::move(*system), {}};
    opened.service = opened.system->deployments();
    co_return std::move(opened);
}

QCoro::Task<Result<QList<Deployment>>> readDeployments(
    deployments::DeploymentService *service, DeploymentsOrder order, QDateTime now, CancelToken token)
{
    QList<Deployment> all;
    const auto onPage = [&all](const QList<Deployment> &page) { take(all, page); };
    const deployments::DeploymentService::DeploymentsHandler handler = onPage;
    const deployments::DeploymentService::ProblemHandler onProblem = tellProblem;
    if (order.kind && !order.unit.isEmpty()) {
        const auto ofUnit = co_await service->ofUnit(*order.kind, order.unit, token);
        if (!ofUnit)
            co_return ofUnit.error();
        all = *ofUnit;
    } else {
        const QDateTime since = now.addDays(-order.since.count());
        const Result<void> read = co_await service->timeline(since, handler, onProblem, token);
        if (!read)
            co_return read.error();
    }
    if (order.kind)
        all.removeIf([&order](const Deployment &each) { return each.kind != *order.kind; });
    if (!order.unit.isEmpty()) {
        const auto ofUnit = onlyOf(order.unit, all);
        if (!ofUnit)
            co_return ofUnit.error();
        all = *ofUnit;
        for (Deployment &each : all) {
            const Result<HealthRecord> health = co_await service->health(each, token);
            if (!health)
                co_return health.error();
            each.health = *health;
        }
    }
    std::ranges::sort(all, std::ranges::greater(), &Deployment::startedAt);
    const QList<Deployment> sorted = all;
    co_return sorted;
}

Result<Deployment> chosenCandidate(
    const QList<Deployment> &ofUnit, const DeploymentsOrder &order, const DeploymentPlaces &places)
{
    if (order.revision.isEmpty()) {
        const qsizetype proposed = deployments::proposedOf(ofUnit, places.healthyFor);
        if (proposed >= 0)
            return ofUnit.at(proposed);
        return Error(Error::Kind::NotFound,
            tr("None of them is known to have been well for %1 hours. Choose with --to: %2.")
                .arg(places.healthyFor.count())
                .arg(revisionsOf(ofUnit)));
    }
    const auto named = std::ranges::find_if(
        ofUnit, [&order](const Deployment &each) { return isCalled(each, order.revision) && !each.isLive(); });
    if (named != ofUnit.end())
        return *named;
    return Error(Error::Kind::NotFound,
        tr("“%1” was not deployed there, or is what runs. There are: %2.").arg(order.revision, revisionsOf(ofUnit)));
}

} // namespace sm::app
