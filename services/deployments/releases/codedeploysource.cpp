// SPDX-License-Identifier: GPL-3.0-or-later
#include "codedeploysource.h"

#include "groupreads.h"
#include "releasemoves.h"
#include "releasesections.h"
#include "revision.h"

#include <aws/paginator.h>
#include <sources/fielddifference.h>
#include <sources/proposal.h>

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::CodeDeploy", text); }

aws::Call call(const QString &operation, const QJsonObject &input) { return {u"codedeploy"_s, operation, input}; }

QStringList textsOf(const QJsonArray &list)
{
    QStringList texts;
    for (const QJsonValue each : list)
        texts << each.toString();
    return texts;
}

QJsonObject withId(const QJsonArray &infos, const QString &id)
{
    for (const QJsonValue info : infos) {
        if (info["deploymentId"_L1].toString() == id)
            return info.toObject();
    }
    return {};
}

QString lastSuccessOf(const QJsonObject &group)
{
    return group["lastSuccessfulDeployment"_L1]["deploymentId"_L1].toString();
}

/// Those of \p ids, as they stand among all that is known of their group. Pages come newest first, so what comes later
/// changes nothing of them.
void hand(
    const QMap<QString, Deployment> &all, const QSet<QString> &ids, const DeploymentSource::DeploymentsHandler &to)
{
    QList<Deployment> chain = all.values();
    chainUp(chain);
    chain.removeIf([&ids](const Deployment &each) { return !ids.contains(each.id); });
    if (!chain.isEmpty())
        to(chain);
}

/// What of a deployment a person compares.
QJsonObject comparedOf(const QJsonObject &info)
{
    QJsonObject compared{{u"revision"_s, revisionInWords(info["revision"_L1].toObject())},
        {u"deploymentConfigName"_s, info["deploymentConfigName"_L1]},
        {u"fileExistsBehavior"_s, info["fileExistsBehavior"_L1]}, {u"description"_s, info["description"_L1]}};
    if (const auto shift = aliasShiftOf(info["revision"_L1].toObject()))
        compared.insert(u"version"_s, shift->version);
    return compared;
}

} // namespace

QCoro::Task<Result<void>> CodeDeploySource::read(Reading reading, DeploymentsHandler onPage, CancelToken token)
{
    QStringList units = reading.units;
    if (units.isEmpty()) {
        const auto groups = co_await allGroups(&m_reads, token);
        if (!groups)
            co_return groups.error();
        for (const ReleaseUnit &unit : *groups)
            units << unit.name();
    }
    Result<void> outcome = ok();
    for (qsizetype at = 0; at < units.size(); ++at) {
        const auto done = co_await readGroup(units.at(at), reading.since, &onPage, token);
        if (!done && done.error().kind() == Error::Kind::Cancelled)
            co_return done.error();
        if (!done && outcome)
            outcome = done.error();
    }
    const Result<void> answer = outcome;
    co_return answer;
}

QCoro::Task<Result<QList<Deployment>>> CodeDeploySource::liveOf(QString unit, CancelToken token)
{
    QList<Deployment> live;
    const auto group = co_await groupInfo(&m_reads, ReleaseUnit::of(unit), token);
    if (!group)
        co_return group.error();
    const QString id = lastSuccessOf(*group);
    if (!id.isEmpty()) {
        const auto infos = co_await deploymentInfos(&m_reads, {id}, token);
        if (!infos)
            co_return infos.error();
        for (const QJsonValue info : *infos) {
            live << releaseFrom(info.toObject());
            live.last().state = Deployment::State::Live;
        }
    }
    const Result<QList<Deployment>> answer = live;
    co_return answer;
}

QCoro::Task<Result<void>> CodeDeploySource::readGroup(
    QString unit, QDateTime since, const DeploymentsHandler *onPage, CancelToken token)
{
    const auto live = co_await liveOf(unit, token);
    if (!live)
        co_return live.error();
    if (!live->isEmpty())
        (*onPage)(*live);
    QMap<QString, Deployment> all;
    for (const Deployment &each : *live)
        all.insert(each.id, each);
    aws::Paginator pages(m_reads.caller, m_reads.models, deploymentsOf(ReleaseUnit::of(unit), since));
    while (true) {
        const auto page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            break;
        const auto infos = co_await deploymentInfos(&m_reads, textsOf((**page)["deployments"_L1].toArray()), token);
        if (!infos)
            co_return infos.error();
        QSet<QString> ofPage;
        for (const QJsonValue info : *infos) {
            const Deployment release = releaseFrom(info.toObject());
            all.insert(release.id, release);
            ofPage << release.id;
        }
        hand(all, ofPage, *onPage);
    }
    co_return ok();
}

QCoro::Task<Result<QJsonArray>> CodeDeploySource::candidateAndLive(Deployment candidate, CancelToken token)
{
    const QString id = candidate.facts["deploymentId"_L1].toString();
    const auto group = co_await groupInfo(&m_reads, ReleaseUnit::of(candidate.unit), token);
    if (!group)
        co_return group.error();
    QStringList ids{id};
    if (const QString live = lastSuccessOf(*group); !live.isEmpty() && live != id)
        ids << live;
    const auto infos = co_await deploymentInfos(&m_reads, ids, token);
    if (!infos)
        co_return infos.error();
    const QJsonObject then = withId(*infos, id);
    if (then.isEmpty())
        co_return Error(Error::Kind::NotFound, tr("CodeDeploy does not know deployment %1 any more.").arg(id));
    const QJsonArray both{then, withId(*infos, lastSuccessOf(*group))};
    co_return both;
}

QCoro::Task<Result<DeploymentDifference>> CodeDeploySource::difference(Deployment candidate, CancelToken token)
{
    const auto both = co_await candidateAndLive(candidate, token);
    if (!both)
        co_return both.error();
    const QJsonObject now = both->at(1).toObject();
    const QJsonObject then = both->at(0).toObject();
    DeploymentDifference difference;
    difference.rows
        = differences(now.isEmpty() ? QJsonObject() : comparedOf(now), comparedOf(then), {}, {u"revision"_s});
    difference.notBack = releaseMoves({then, now, {}}).notBack;
    const Result<DeploymentDifference> answer = difference;
    co_return answer;
}

QCoro::Task<Result<RollbackMoves>> CodeDeploySource::moves(Deployment candidate, CancelToken token)
{
    const auto both = co_await candidateAndLive(candidate, token);
    if (!both)
        co_return both.error();
    const auto busy = co_await underWay(&m_reads, ReleaseUnit::of(candidate.unit), token);
    if (!busy)
        co_return busy.error();
    co_return releaseMoves({both->at(0).toObject(), both->at(1).toObject(), *busy});
}

HealthQuery CodeDeploySource::healthOf(const Deployment &) const
{
    return {
        {}, {}, tr("Nothing measures a deployment group itself; look at the function or service that it releases.")};
}

QCoro::Task<Result<void>> CodeDeploySource::detail(QString unit, SectionHandler onSection, CancelToken token)
{
    const auto group = co_await groupInfo(&m_reads, ReleaseUnit::of(unit), token);
    if (!group)
        co_return group.error();
    onSection(groupSection(*group));
    const QString id = (*group)["lastAttemptedDeployment"_L1]["deploymentId"_L1].toString();
    if (id.isEmpty())
        co_return ok();
    const QJsonObject input{{u"deploymentId"_s, id}};
    aws::Paginator pages(m_reads.caller, m_reads.models, call(u"ListDeploymentTargets"_s, input));
    while (true) {
        const auto page = co_await pages.next(token);
        if (page && !*page)
            co_return ok();
        QJsonObject batch = input;
        if (page)
            batch.insert(u"targetIds"_s, (**page)["targetIds"_L1]);
        const bool isEmpty = page && batch["targetIds"_L1].toArray().isEmpty();
        if (isEmpty)
            continue;
        const auto targets = page ? co_await m_reads.caller.read(call(u"BatchGetDeploymentTargets"_s, batch), token)
                                  : Result<aws::Answer>(page.error());
        DeploymentSection section
            = targetSection(id, targets ? targets->output["deploymentTargets"_L1].toArray() : QJsonArray());
        if (!targets)
            section.problem = targets.error();
        onSection(section);
        if (!targets)
            co_return ok();
    }
}

} // namespace sm::deployments
