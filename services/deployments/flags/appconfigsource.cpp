// SPDX-License-Identifier: GPL-3.0-or-later
#include "appconfigsource.h"

#include "flagcontent.h"
#include "flagdeployment.h"
#include "flagmoves.h"
#include "flagsections.h"

#include <aws/paginator.h>
#include <sources/fielddifference.h>
#include <sources/proposal.h>

#include <QCoreApplication>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::AppConfig", text); }

aws::Call call(const QString &operation, const QJsonObject &input) { return {u"appconfig"_s, operation, input}; }

QJsonObject placeOf(const QJsonObject &facts)
{
    return {{u"ApplicationId"_s, facts["applicationId"_L1]}, {u"EnvironmentId"_s, facts["environmentId"_L1]}};
}

using Chains = QMap<QString, QList<Deployment>>; // by the unit

/// Of a page, chained up with what came before of the same profile; what is older than \p since only if it is live.
QList<Deployment> ofPage(
    const FlagEnvironment &environment, const QJsonArray &items, const QDateTime &since, Chains &chains)
{
    QSet<QString> ids;
    for (const QJsonValue item : items) {
        if (!environment.profile(item["ConfigurationName"_L1].toString()))
            continue;
        const Deployment each = flagDeploymentFrom(environment, item.toObject());
        chains[each.unit] << each;
        ids << each.id;
    }
    QList<Deployment> page;
    for (QList<Deployment> &chain : chains) {
        chainUp(chain);
        for (const Deployment &each : chain) {
            if (ids.contains(each.id) && (each.isLive() || !since.isValid() || each.startedAt >= since))
                page << each;
        }
    }
    return page;
}

/// Nothing on further pages is wanted: they are too old, and what is live is known of each profile.
bool isEnough(const FlagEnvironment &environment, const QJsonArray &items, const QDateTime &since, const Chains &chains)
{
    if (!since.isValid() || items.isEmpty() || instantOf(items.last()["StartedAt"_L1]) >= since)
        return false;
    return std::ranges::all_of(environment.profiles, [&](const FlagProfile &profile) {
        const QList<Deployment> chain = chains.value(environment.unitOf(profile.name));
        return std::ranges::any_of(chain, &Deployment::isLive);
    });
}

QString liveVersion(const QJsonArray &deployments, const QString &profile)
{
    qint64 newest = 0;
    QString version;
    for (const QJsonValue each : deployments) {
        const qint64 number = each["DeploymentNumber"_L1].toInteger();
        if (each["ConfigurationName"_L1].toString() == profile && each["State"_L1].toString() == "COMPLETE"_L1
            && number > newest) {
            newest = number;
            version = each["ConfigurationVersion"_L1].toString();
        }
    }
    return version;
}

qint64 newestNumber(const QJsonArray &deployments, const QString &profile)
{
    qint64 newest = 0;
    for (const QJsonValue each : deployments) {
        if (each["ConfigurationName"_L1].toString() == profile)
            newest = std::max(newest, each["DeploymentNumber"_L1].toInteger());
    }
    return newest;
}

} // namespace

QCoro::Task<Result<void>> AppConfigSource::read(Reading reading, DeploymentsHandler onPage, CancelToken token)
{
    const auto environments = co_await flagEnvironments(&m_reads, reading.units, token);
    if (!environments)
        co_return environments.error();
    Result<void> outcome = ok();
    for (const FlagEnvironment &environment : *environments) {
        const auto done = co_await readEnvironment(environment, reading.since, &onPage, token);
        if (!done && done.error().kind() == Error::Kind::Cancelled)
            co_return done.error();
        if (!done && outcome)
            outcome = done.error();
    }
    const Result<void> answer = outcome;
    co_return answer;
}

QCoro::Task<Result<void>> AppConfigSource::readEnvironment(
    FlagEnvironment environment, QDateTime since, const DeploymentsHandler *onPage, CancelToken token)
{
    Chains chains;
    aws::Paginator pages(m_reads.caller, m_reads.models, call(u"ListDeployments"_s, environment.input()));
    while (true) {
        const auto page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            co_return ok();
        const QJsonArray items = (**page)["Items"_L1].toArray();
        const QList<Deployment> deployments = ofPage(environment, items, since, chains);
        if (!deployments.isEmpty())
            (*onPage)(deployments);
        if (isEnough(environment, items, since, chains))
            co_return ok();
    }
}

QCoro::Task<Result<QJsonArray>> AppConfigSource::deploymentsAround(QJsonObject facts, CancelToken token)
{
    const aws::Call list = call(u"ListDeployments"_s, placeOf(facts));
    co_return co_await aws::wholeList(&m_reads.caller, &m_reads.models, list, u"Items"_s, token);
}

QCoro::Task<Result<QJsonObject>> AppConfigSource::contentOf(QJsonObject facts, QString version, CancelToken token)
{
    const QJsonObject input{{u"ApplicationId"_s, facts["applicationId"_L1]},
        {u"ConfigurationProfileId"_s, facts["profileId"_L1]}, {u"VersionNumber"_s, version.toLongLong()}};
    const auto answer = co_await m_reads.caller.read(call(u"GetHostedConfigurationVersion"_s, input), token);
    if (!answer)
        co_return answer.error();
    co_return flagsIn(answer->output["Content"_L1].toString());
}

QCoro::Task<Result<DeploymentDifference>> AppConfigSource::difference(Deployment candidate, CancelToken token)
{
    const auto around = co_await deploymentsAround(candidate.facts, token);
    if (!around)
        co_return around.error();
    const QString live = liveVersion(*around, candidate.facts["profile"_L1].toString());
    DeploymentDifference difference;
    difference.rows << Difference{tr("Version"), live, candidate.revision, false, live == candidate.revision};
    difference.notBack = flagMoves({candidate, *around, true, m_clock.nowUtc()}).notBack;
    if (!candidate.facts["isHosted"_L1].toBool()) {
        difference.notBack << tr("The contents are not kept by AppConfig, so they are not compared here.");
    } else {
        const auto then = co_await contentOf(candidate.facts, candidate.revision, token);
        if (!then)
            co_return then.error();
        const auto now = live.isEmpty() ? Result<QJsonObject>() : co_await contentOf(candidate.facts, live, token);
        if (!now)
            co_return now.error();
        difference.rows << differences(*now, *then,
            [](const QString &path, const QJsonValue &, const QJsonValue &) { return isSecretFlag(path); });
    }
    const Result<DeploymentDifference> answer = difference;
    co_return answer;
}

QCoro::Task<Result<RollbackMoves>> AppConfigSource::moves(Deployment candidate, CancelToken token)
{
    const auto around = co_await deploymentsAround(candidate.facts, token);
    if (!around)
        co_return around.error();
    bool hasVersion = true;
    if (candidate.facts["isHosted"_L1].toBool()) {
        const auto content = co_await contentOf(candidate.facts, candidate.revision, token);
        hasVersion = content || content.error().kind() != Error::Kind::NotFound;
        if (!content && hasVersion)
            co_return content.error();
    }
    co_return flagMoves({candidate, *around, hasVersion, m_clock.nowUtc()});
}

HealthQuery AppConfigSource::healthOf(const Deployment &) const
{
    return {{}, {}, tr("Nothing measures a configuration itself; look at what reads it.")};
}

QCoro::Task<Result<void>> AppConfigSource::detail(QString unit, SectionHandler onSection, CancelToken token)
{
    const auto environment = co_await flagEnvironment(&m_reads, unit, token);
    if (!environment)
        co_return environment.error();
    co_return co_await sections(*environment, &onSection, token);
}

QCoro::Task<Result<void>> AppConfigSource::sections(
    FlagEnvironment environment, const SectionHandler *onSection, CancelToken token)
{
    const FlagProfile profile = environment.profiles.first();
    QJsonObject facts{{u"applicationId"_s, environment.applicationId}, {u"profileId"_s, profile.id},
        {u"environmentId"_s, environment.environmentId}};
    const auto around = co_await deploymentsAround(facts, token);
    if (!around)
        co_return around.error();
    const QString live = liveVersion(*around, profile.name);
    if (profile.isHosted && !live.isEmpty()) {
        const auto flags = co_await contentOf(facts, live, token);
        DeploymentSection section = flagSection(flags ? *flags : QJsonObject());
        if (!flags)
            section.problem = flags.error();
        (*onSection)(section);
    }
    if (const qint64 newest = newestNumber(*around, profile.name); newest > 0) {
        QJsonObject input = environment.input();
        input.insert(u"DeploymentNumber"_s, newest);
        const auto deployment = co_await m_reads.caller.read(call(u"GetDeployment"_s, input), token);
        DeploymentSection section = eventSection(deployment ? deployment->output : input);
        if (!deployment)
            section.problem = deployment.error();
        (*onSection)(section);
    }
    const QJsonObject input{{u"ApplicationId"_s, environment.applicationId}, {u"ConfigurationProfileId"_s, profile.id}};
    const auto versions = co_await aws::wholeList(
        &m_reads.caller, &m_reads.models, call(u"ListHostedConfigurationVersions"_s, input), u"Items"_s, token);
    DeploymentSection section = versionSection(versions ? *versions : QJsonArray(), live);
    if (!versions)
        section.problem = versions.error();
    (*onSection)(section);
    co_return ok();
}

} // namespace sm::deployments
