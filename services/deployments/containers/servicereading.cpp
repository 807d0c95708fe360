// SPDX-License-Identifier: GPL-3.0-or-later
#include "servicereading.h"

#include "servicemeasures.h"
#include "servicereads.h"

#include <aws/paginator.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

/// So many of the revisions that were never deployed are looked up, for when they were registered; the others only
/// when somebody asks how they differ. There may be thousands.
constexpr qsizetype DatedRevisions = 10;

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::ServiceSource", text); }

/// Services by cluster, in the order of the clusters.
QMap<QString, QStringList> byCluster(const QList<ServiceName> &names)
{
    QMap<QString, QStringList> clusters;
    for (const ServiceName &each : names)
        clusters[each.cluster] << each.service;
    return clusters;
}

bool isNewer(const Deployment &left, const Deployment &right)
{
    return revisionOf(left.revision) > revisionOf(right.revision);
}

} // namespace

ServiceReading::ServiceReading(
    AwsReads reads, ServiceChanges changes, Reading wanted, DeploymentSource::DeploymentsHandler onPage)
    : m_reads(reads)
    , m_changes(std::move(changes))
    , m_wanted(std::move(wanted))
    , m_onPage(std::move(onPage))
{
}

/// A part that could not be read does not keep the others from being read, unless nobody wants them any more.
bool ServiceReading::goesOn(const Result<void> &done)
{
    if (done)
        return true;
    if (!m_problem)
        m_problem = done.error();
    return done.error().kind() != Error::Kind::Cancelled && !done.error().needsSignIn();
}

QCoro::Task<Result<void>> ServiceReading::run(CancelToken token)
{
    if (const Result<void> described = co_await describe(token); !described && !goesOn(described))
        co_return described.error();
    if (const Result<void> measured = co_await measure(token); !goesOn(measured))
        co_return measured.error();
    for (ServiceHistory &each : m_histories) {
        if (const Result<void> kept = co_await readKept(&each, token); !goesOn(kept))
            co_return kept.error();
    }
    if (const Result<void> changed = co_await readChanges(token); !goesOn(changed))
        co_return changed.error();
    for (ServiceHistory &each : m_histories) {
        if (const Result<void> listed = co_await readRevisions(&each, token); !goesOn(listed))
            co_return listed.error();
    }
    if (m_problem)
        co_return Error(*m_problem);
    co_return ok();
}

QCoro::Task<Result<void>> ServiceReading::describe(CancelToken token)
{
    QList<ServiceName> names;
    for (const QString &unit : m_wanted.units)
        names << ServiceName::ofUnit(unit);
    if (names.isEmpty()) {
        const Result<QList<ServiceName>> listed = co_await listedServices(m_reads, token);
        if (!listed)
            co_return listed.error();
        names = *listed;
    }
    const QMap<QString, QStringList> clusters = byCluster(names);
    for (auto it = clusters.begin(); it != clusters.end(); ++it) {
        for (qsizetype from = 0; from < it.value().size(); from += ServicesAtOnce) {
            const QStringList some = it.value().mid(from, ServicesAtOnce);
            if (const Result<void> done = co_await describeSome(it.key(), some, token); !goesOn(done))
                co_return done.error();
        }
    }
    co_return ok();
}

QCoro::Task<Result<void>> ServiceReading::describeSome(QString cluster, QStringList services, CancelToken token)
{
    const Result<QJsonObject> answer = co_await describedServices(m_reads, cluster, services, token);
    if (!answer)
        co_return answer.error();
    const QJsonArray found = answer->value(u"services"_s).toArray();
    for (const QJsonValue &each : found)
        m_histories.emplace_back(ServiceFacts(each.toObject()));
    const QJsonArray missing = answer->value(u"failures"_s).toArray();
    if (!missing.isEmpty())
        co_return Error(Error::Kind::NotFound,
            tr("There is no service %1 in cluster %2.").arg(lastPart(missing.first()[u"arn"].toString()), cluster))
            .withCode(u"ServiceNotFoundException"_s);
    co_return ok();
}

QCoro::Task<Result<void>> ServiceReading::measure(CancelToken token)
{
    QStringList groups;
    for (const ServiceHistory &each : m_histories)
        groups << each.facts().targetGroups();
    groups.removeDuplicates();
    const Result<QHash<QString, QStringList>> balancers = co_await balancersOf(m_reads, groups, token);
    if (!balancers && balancers.error().kind() == Error::Kind::Cancelled)
        co_return balancers.error();
    // Who may not read load balancers sees deployments all the same, without how they did. Told before that is known, a
    // deployment would be taken for one that nothing measures.
    QList<Deployment> current;
    for (ServiceHistory &each : m_histories) {
        const QStringList own = each.facts().targetGroups();
        each.setMeasures(balancers ? measuresOf(own, *balancers) : measuresUnknown(balancers.error()));
        current << each.all();
    }
    if (!current.isEmpty())
        m_onPage(current);
    co_return ok();
}

QCoro::Task<Result<void>> ServiceReading::readKept(ServiceHistory *history, CancelToken token)
{
    const Result<QJsonArray> kept
        = co_await serviceDeployments(m_reads, history->facts().name(), m_wanted.since, {}, token);
    if (!kept)
        co_return keepsNoHistory(kept.error()) ? ok() : Result<void>(kept.error());
    if (kept->isEmpty())
        co_return ok();
    const Result<QHash<QString, QString>> definitions
        = co_await definitionsOf(m_reads, ServiceHistory::revisionsIn(*kept), token);
    if (!definitions)
        co_return keepsNoHistory(definitions.error()) ? ok() : Result<void>(definitions.error());
    history->takeDeployments(*kept, *definitions);
    m_onPage(history->all());
    co_return ok();
}

QCoro::Task<Result<void>> ServiceReading::readChanges(CancelToken token)
{
    if (!m_changes || m_histories.empty())
        co_return ok();
    const Result<QList<ServiceChange>> changes = co_await m_changes(m_wanted.since, token);
    if (!changes)
        co_return changes.error();
    for (ServiceHistory &each : m_histories) {
        each.takeChanges(*changes);
        m_onPage(each.all());
    }
    co_return ok();
}

QCoro::Task<Result<void>> ServiceReading::readRevisions(ServiceHistory *history, CancelToken token)
{
    const QString running = history->facts().taskDefinition();
    if (running.isEmpty())
        co_return ok();
    const QJsonObject input{{u"familyPrefix"_s, familyOf(running)}, {u"status"_s, u"ACTIVE"_s}, {u"sort"_s, u"DESC"_s},
        {u"maxResults"_s, 100}};
    aws::Paginator pages(m_reads.caller, m_reads.models, {u"ecs"_s, u"ListTaskDefinitions"_s, input});
    QList<Deployment> newest;
    while (true) {
        const auto page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            break;
        QStringList arns;
        const QJsonArray listed = (**page)[u"taskDefinitionArns"].toArray();
        for (const QJsonValue &each : listed)
            arns << each.toString();
        const QList<Deployment> others = history->takeRevisions(arns);
        if (!others.isEmpty())
            m_onPage(others);
        newest << others;
        const auto dated = std::min(DatedRevisions, newest.size());
        std::ranges::partial_sort(newest, newest.begin() + dated, isNewer);
        newest.resize(dated);
    }
    co_return co_await dateNewest(newest, token);
}

QCoro::Task<Result<void>> ServiceReading::dateNewest(QList<Deployment> revisions, CancelToken token)
{
    QList<Deployment> dated;
    for (const Deployment &each : std::as_const(revisions)) {
        const Result<QJsonObject> definition = co_await describedDefinition(m_reads, each.revision, token);
        if (!definition)
            co_return definition.error();
        dated << withDefinition(each, *definition);
    }
    if (!dated.isEmpty())
        m_onPage(dated);
    co_return ok();
}

} // namespace sm::deployments
