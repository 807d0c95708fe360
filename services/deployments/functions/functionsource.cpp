// SPDX-License-Identifier: GPL-3.0-or-later
#include <core/instanttext.h>
#include <functions/functionsource.h>

#include "functiondifference.h"
#include "functionhistory.h"
#include "functionmoves.h"
#include "functionreads.h"
#include "functionsections.h"

#include <aws/paginator.h>

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::deployments::Functions", text); }

Error notThere(const QString &unit)
{
    return Error(Error::Kind::NotFound, tr("%1 is not there any more.").arg(unit)).withCode(u"NoSuchUnit"_s);
}

QList<FunctionChange> changesOf(const QString &function, const QList<FunctionChange> &all)
{
    QList<FunctionChange> own;
    std::ranges::copy_if(all, std::back_inserter(own),
        [&function](const FunctionChange &change) { return change.function() == function; });
    std::ranges::sort(own, {}, &FunctionChange::at);
    return own;
}

/// What is live, and what is new enough.
QList<Deployment> wanted(const QList<Deployment> &all, const QDateTime &since)
{
    QList<Deployment> some;
    std::ranges::copy_if(all, std::back_inserter(some), [&since](const Deployment &each) {
        const bool isNow = each.isLive() || each.state == Deployment::State::InProgress;
        return isNow || !since.isValid() || each.startedAt >= since
            || (each.liveUntil.isValid() && each.liveUntil >= since);
    });
    const auto live = std::ranges::find_if(some, &Deployment::isLive);
    if (live != some.end())
        some.move(live - some.begin(), 0);
    return some;
}

std::optional<FunctionAlias> named(const QList<FunctionAlias> &aliases, const QString &name)
{
    const auto found = std::ranges::find(aliases, name, &FunctionAlias::name);
    return found == aliases.end() ? std::nullopt : std::optional(*found);
}

/// A version is the qualifier of a deployment of an alias; of the function itself the one that has its code.
QString versionOf(const Deployment &candidate) { return candidate.facts.value(u"version"_s).toString(); }

QJsonObject dimensionsOf(const FunctionUnit &unit, const QString &version)
{
    QJsonObject dimensions{{u"FunctionName"_s, unit.function}};
    if (!unit.qualifier.isEmpty()) {
        dimensions.insert(u"Resource"_s, unit.function + u':' + unit.qualifier);
        if (!version.isEmpty())
            dimensions.insert(u"ExecutedVersion"_s, version);
    }
    return dimensions;
}

} // namespace

QCoro::Task<Result<void>> FunctionSource::read(Reading reading, DeploymentsHandler onPage, CancelToken token)
{
    QStringList units = reading.units;
    if (units.isEmpty()) {
        const Result<QStringList> listed = co_await listedFunctions(m_reads, token);
        if (!listed)
            co_return listed.error();
        units = *listed;
    }
    const Result<QList<FunctionChange>> changes = co_await changesSince(reading.since, token);
    std::optional<Error> problem = changes ? std::nullopt : std::optional(changes.error());
    for (const QString &unit : std::as_const(units)) {
        if (token.isCancelled())
            co_return Error::cancelled();
        const QList<FunctionChange> known = changes ? *changes : QList<FunctionChange>();
        const Result<void> done = co_await readUnit(unit, reading.since, known, onPage, token);
        if (!done && done.error().kind() == Error::Kind::Cancelled)
            co_return done.error();
        if (!done && !problem)
            problem = done.error();
    }
    if (problem)
        co_return *problem;
    co_return ok();
}

QCoro::Task<Result<QList<FunctionChange>>> FunctionSource::changesSince(QDateTime since, CancelToken token)
{
    if (!m_changes)
        co_return QList<FunctionChange>();
    const Result<QList<FunctionChange>> changes = co_await m_changes(since, token);
    co_return changes;
}

QCoro::Task<Result<void>> FunctionSource::readUnit(
    QString unit, QDateTime since, QList<FunctionChange> changes, DeploymentsHandler onPage, CancelToken token)
{
    const FunctionUnit wantedUnit(unit);
    const Result<QList<FunctionAlias>> aliases = co_await aliasesOf(m_reads, wantedUnit.function, token);
    if (!aliases)
        co_return aliases.error();
    const Result<QList<FunctionVersion>> versions = co_await versionsOf(m_reads, wantedUnit.function, token);
    if (!versions)
        co_return versions.error();
    const FunctionPast past{wantedUnit.function, *versions, changesOf(wantedUnit.function, changes)};
    for (const FunctionAlias &alias : *aliases) {
        if (wantedUnit.qualifier.isEmpty() || wantedUnit.qualifier == alias.name)
            onPage(wanted(historyOf(past, alias), since));
    }
    if (aliases->isEmpty() && wantedUnit.qualifier.isEmpty())
        onPage(wanted(historyOfLatest(past), since));
    if (!wantedUnit.qualifier.isEmpty() && !named(*aliases, wantedUnit.qualifier))
        co_return notThere(unit);
    co_return ok();
}

QCoro::Task<Result<FunctionNow>> FunctionSource::nowOf(Deployment candidate, CancelToken token)
{
    const FunctionUnit unit(candidate.unit);
    FunctionNow now;
    now.function = unit.function;
    if (!unit.qualifier.isEmpty()) {
        const Result<QList<FunctionAlias>> aliases = co_await aliasesOf(m_reads, unit.function, token);
        if (!aliases)
            co_return aliases.error();
        now.alias = named(*aliases, unit.qualifier);
        if (!now.alias)
            co_return notThere(candidate.unit);
    }
    const QString live = now.alias ? now.alias->version : QString();
    const auto liveNow = co_await configurationOf(m_reads, unit.function, live, token);
    if (!liveNow)
        co_return liveNow.error();
    if (!*liveNow)
        co_return notThere(candidate.unit);
    now.live = **liveNow;
    if (const QString version = versionOf(candidate); !version.isEmpty()) {
        const auto then = co_await configurationOf(m_reads, unit.function, version, token);
        if (!then)
            co_return then.error();
        now.candidate = *then;
    }
    if (!now.alias && m_kept) {
        const Result<QList<KeptFunction>> kept = co_await m_kept(unit.function, token);
        if (!kept)
            co_return kept.error();
        now.kept = *kept;
    }
    const FunctionNow all = now;
    co_return all;
}

QCoro::Task<Result<DeploymentDifference>> FunctionSource::difference(Deployment candidate, CancelToken token)
{
    const Result<FunctionNow> now = co_await nowOf(candidate, token);
    if (!now)
        co_return now.error();
    DeploymentDifference difference;
    if (now->candidate) {
        difference.rows = functionDifferences(now->live, *now->candidate);
    } else if (now->alias) {
        co_return notThere(tr("Version %1 of %2").arg(candidate.revision, now->function));
    } else {
        const QString code = now->live.value(u"CodeSha256"_s).toString();
        difference.rows << Difference{u"CodeSha256"_s, code, candidate.revision, false, code == candidate.revision};
    }
    const QString live = now->alias ? now->alias->version : QString();
    const Result<QStringList> sentences = co_await notBack(candidate, live, token);
    if (!sentences)
        co_return sentences.error();
    difference.notBack = *sentences;
    const DeploymentDifference all = difference;
    co_return all;
}

QCoro::Task<Result<RollbackMoves>> FunctionSource::moves(Deployment candidate, CancelToken token)
{
    const Result<FunctionNow> now = co_await nowOf(candidate, token);
    if (!now)
        co_return now.error();
    RollbackMoves moves{functionMoves(candidate, *now), {}};
    const QString live = now->alias ? now->alias->version : QString();
    const Result<QStringList> sentences = co_await notBack(candidate, live, token);
    if (!sentences)
        co_return sentences.error();
    moves.notBack = *sentences;
    const RollbackMoves all = moves;
    co_return all;
}

QCoro::Task<Result<QStringList>> FunctionSource::notBack(Deployment candidate, QString live, CancelToken token)
{
    const FunctionUnit unit(candidate.unit);
    const QString what = live.isEmpty() ? tr("the code that is there now") : tr("version %1").arg(live);
    const QDateTime to = m_clock.nowUtc();
    const QDateTime from = candidate.liveUntil.isValid() ? candidate.liveUntil : to.addDays(-1);
    const auto calls = co_await callsOf(m_reads, dimensionsOf(unit, {}), std::min(from, to.addSecs(-60)), to, token);
    if (!calls)
        co_return calls.error();
    QStringList sentences;
    const bool isCounted = calls->has_value() && **calls > 0;
    sentences << (isCounted ? tr("%1 calls were answered by what came after it, since %2: what they wrote and sent can "
                                 "not be taken back.")
                                  .arg(QLocale(QLocale::English).toString(qint64(**calls)), utcText(from))
                            : tr("What %1 wrote and sent meanwhile can not be taken back.").arg(what));
    const Result<QJsonArray> sources = co_await eventSourcesOf(m_reads, unit.function, token);
    if (!sources && sources.error().kind() == Error::Kind::Cancelled)
        co_return sources.error();
    for (const QJsonValue source : sources ? *sources : QJsonArray()) {
        const QString qualifier = source[u"FunctionArn"_s].toString().section(u':', 7, 7);
        if (qualifier != unit.qualifier && !live.isEmpty())
            sentences << tr("%1 calls %2 and does not notice the alias.")
                             .arg(source[u"EventSourceArn"_s].toString(),
                                 qualifier.isEmpty() ? QString::fromLatin1(latestVersion) : qualifier);
    }
    const QStringList all = sentences;
    co_return all;
}

HealthQuery FunctionSource::healthOf(const Deployment &deployment) const
{
    using Role = MetricQuery::Role;
    const FunctionUnit unit(deployment.unit);
    const QJsonObject dimensions = dimensionsOf(unit, deployment.revision);
    const auto metric = [&dimensions](Role role, const QString &name, const QString &statistic) {
        return MetricQuery{role, u"AWS/Lambda"_s, name, dimensions, statistic, 1};
    };
    QJsonObject alarms{{u"FunctionName"_s, unit.function}};
    if (!unit.qualifier.isEmpty())
        alarms.insert(u"Resource"_s, unit.function + u':' + unit.qualifier);
    return {{metric(Role::Requests, u"Invocations"_s, u"Sum"_s), metric(Role::Errors, u"Errors"_s, u"Sum"_s),
                metric(Role::Latency, u"Duration"_s, u"p95"_s)},
        alarms, {}};
}

QCoro::Task<Result<void>> FunctionSource::detail(QString unit, SectionHandler onSection, CancelToken token)
{
    const FunctionUnit asked(unit);
    const auto configuration = co_await configurationOf(m_reads, asked.function, asked.qualifier, token);
    if (!configuration)
        co_return configuration.error();
    if (!*configuration)
        co_return notThere(unit);
    onSection(configurationSection(**configuration));
    if (const Result<void> read = co_await versionPages(asked, onSection, token); !read)
        co_return read.error();
    DeploymentSection fed = eventSourcesSection({});
    const Result<QJsonArray> sources = co_await eventSourcesOf(m_reads, asked.function, token);
    if (sources)
        fed = eventSourcesSection(*sources);
    else
        fed.problem = sources.error();
    onSection(fed);
    DeploymentSection ready = concurrencySection({});
    const auto concurrency = co_await aws::wholeList(&m_reads.caller, &m_reads.models,
        lambdaCall(u"ListProvisionedConcurrencyConfigs"_s, {{u"FunctionName"_s, asked.function}}),
        u"ProvisionedConcurrencyConfigs"_s, token);
    if (concurrency)
        ready = concurrencySection(*concurrency);
    else
        ready.problem = concurrency.error();
    onSection(ready);
    if (token.isCancelled())
        co_return Error::cancelled();
    co_return ok();
}

QCoro::Task<Result<void>> FunctionSource::versionPages(FunctionUnit unit, SectionHandler onSection, CancelToken token)
{
    const Result<QList<FunctionAlias>> aliases = co_await aliasesOf(m_reads, unit.function, token);
    if (!aliases)
        co_return aliases.error();
    onSection(aliasesSection(*aliases));
    aws::Paginator pages(
        m_reads.caller, m_reads.models, lambdaCall(u"ListVersionsByFunction"_s, {{u"FunctionName"_s, unit.function}}));
    while (true) {
        const Result<std::optional<QJsonObject>> page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            co_return ok();
        DeploymentSection section = versionsSection(versionsFrom((**page).value(u"Versions"_s).toArray()), *aliases);
        section.hasMore = !(**page).value(u"NextMarker"_s).toString().isEmpty();
        onSection(section);
    }
}

} // namespace sm::deployments
