// SPDX-License-Identifier: GPL-3.0-or-later
#include "awsbackupservice.h"

#include "clustersource.h"
#include "instancesource.h"
#include "listedsource.h"
#include "procedures.h"
#include "standings.h"
#include "tablesource.h"

#include <aws/nearestname.h>
#include <core/assetkind.h>
#include <executors/lanes.h>

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::backups {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Board", text); }

bool isCalled(const Asset &asset, const QString &name)
{
    return asset.id == name || kindWord(asset.kind) + u':' + asset.name == name;
}

/// Stands for all of one kind where nothing is known of them: better than to be silent about them.
AssetStanding unknownOnes(AssetKind kind, const Error &problem)
{
    const QMap<AssetKind, QString> titles{{AssetKind::Table, tr("Tables")},
        {AssetKind::Instance, tr("Instances of RDS")}, {AssetKind::Bucket, tr("Buckets")},
        {AssetKind::CacheCluster, tr("Clusters of ElastiCache")}, {AssetKind::UserPool, tr("User pools")},
        {AssetKind::Function, tr("Functions")}};
    AssetStanding standing;
    standing.asset.id = kindWord(kind) + u':';
    standing.asset.kind = kind;
    standing.asset.title = titles.value(kind);
    standing.problem = problem;
    return standing;
}

} // namespace

/// What the vault has, or why that is not known.
struct AwsBackupService::Records
{
    QList<Vault::Kept> backups;
    std::optional<Error> problem;
};

/// One time that the board is read. Assets that were found wait until all of the system's file were handed over.
struct AwsBackupService::Round
{
    StandingHandler onStanding;
    QString wanted; ///< an asset; empty: all
    Records records = {};
    int kindsWithDeclared = 0; ///< that are still to hand theirs over
    QList<AssetStanding> waiting = {};
    QStringList names = {}; ///< of all assets
    QList<Error> problems = {}; ///< of whole kinds, one each

    QList<AssetStanding> chosen(const QList<AssetStanding> &standings)
    {
        QList<AssetStanding> chosen;
        for (const AssetStanding &each : standings) {
            names << each.asset.id;
            if (wanted.isEmpty() || isCalled(each.asset, wanted))
                chosen << each;
        }
        return chosen;
    }
    void hand(const AssetStanding &standing)
    {
        if (standing.asset.isDeclared || kindsWithDeclared == 0)
            onStanding(standing);
        else
            waiting << standing;
    }
    void endDeclared()
    {
        if (--kindsWithDeclared > 0)
            return;
        for (const AssetStanding &standing : std::as_const(waiting))
            onStanding(standing);
        waiting.clear();
    }
};

AwsBackupService::AwsBackupService(const Services &services, SystemInfo system)
    : m_vault(services.vault)
    , m_clock(services.clock)
    , m_system(std::move(system))
{
    const AwsReads reads{services.caller, services.models};
    m_sources.push_back(std::make_unique<TableSource>(reads));
    m_sources.push_back(std::make_unique<DeclaredSource>(AssetKind::Database));
    m_sources.push_back(std::make_unique<InstanceSource>(reads));
    m_sources.push_back(std::make_unique<ListedSource>(reads, ListedSource::buckets()));
    m_sources.push_back(std::make_unique<DeclaredSource>(AssetKind::Cache));
    m_sources.push_back(std::make_unique<ClusterSource>(reads));
    m_sources.push_back(std::make_unique<ListedSource>(reads, ListedSource::userPools()));
    m_sources.push_back(std::make_unique<ListedSource>(reads, ListedSource::functions()));
    m_sources.push_back(std::make_unique<DeclaredSource>(AssetKind::External));
}

AwsBackupService::~AwsBackupService() = default;

QCoro::Task<Result<void>> AwsBackupService::board(StandingHandler onStanding, CancelToken token)
{
    Round round{onStanding, {}};
    round.records = co_await records(token);
    round.kindsWithDeclared = static_cast<int>(m_sources.size());
    std::vector<QCoro::Task<void>> kinds;
    kinds.reserve(m_sources.size());
    for (const auto &source : m_sources)
        kinds.push_back(readKind(source.get(), &round, token));
    for (QCoro::Task<void> &kind : kinds)
        co_await kind;
    if (token.isCancelled())
        co_return Error::cancelled();
    const auto asked
        = std::count_if(m_sources.begin(), m_sources.end(), [](const auto &each) { return each->asksAws(); });
    if (round.problems.size() == asked)
        co_return round.problems.constFirst();
    co_return ok();
}

QCoro::Task<Result<AssetStanding>> AwsBackupService::standing(QString asset, CancelToken token)
{
    std::optional<AssetStanding> found;
    const StandingHandler take = [&found](const AssetStanding &standing) {
        if (!found)
            found = standing;
    };
    Round round{take, asset};
    round.records = co_await records(token);
    const auto declared = std::find_if(
        m_system.assets.begin(), m_system.assets.end(), [&asset](const Asset &each) { return isCalled(each, asset); });
    for (const auto &source : m_sources) {
        const bool mayBe = declared == m_system.assets.end() || declared->kind == source->kind();
        if (mayBe && !found)
            co_await readKind(source.get(), &round, token);
    }
    if (token.isCancelled())
        co_return Error::cancelled();
    if (found)
        co_return *std::as_const(found);
    if (!round.problems.isEmpty()) // it may be among what could not be read
        co_return round.problems.constFirst();
    const QString near = aws::nearestName(asset, round.names);
    const QString meant = near.isEmpty() ? QString() : tr(" Did you mean “%1”?").arg(near);
    co_return Error(
        Error::Kind::NotFound, tr("There is nothing called “%1” to back up in this system.%2").arg(asset, meant));
}

QCoro::Task<AwsBackupService::Records> AwsBackupService::records(CancelToken token) const
{
    const auto listed = co_await m_vault.list({}, token);
    const Records records = listed ? Records{*listed, {}} : Records{{}, listed.error()};
    co_return records;
}

/// Hands over what there is of one kind; the declared first.
QCoro::Task<void> AwsBackupService::readKind(BackupSource *source, Round *round, CancelToken token)
{
    const Findings findings = co_await source->find(token);
    if (findings.problem)
        round->problems << *findings.problem;
    const QList<AssetStanding> known
        = Standings(*source, m_system, round->records.backups, m_clock.nowUtc()).of(findings);
    QList<AssetStanding> all = round->chosen(known);
    if (known.isEmpty() && findings.problem && round->wanted.isEmpty())
        all << unknownOnes(source->kind(), *findings.problem);
    const auto firstFound
        = std::find_if(all.cbegin(), all.cend(), [](const AssetStanding &each) { return !each.asset.isDeclared; });
    const qsizetype declared = firstFound - all.cbegin();
    AssetStanding *standings = all.data();
    const auto workOn = [=, this](qsizetype i) { return complete(source, standings + i, round, token); };
    co_await executors::inLanes(declared, workOn, token);
    round->endDeclared();
    const auto workOnFound
        = [=, this](qsizetype i) { return complete(source, standings + declared + i, round, token); };
    co_await executors::inLanes(all.size() - declared, workOnFound, token);
}

QCoro::Task<bool> AwsBackupService::complete(
    BackupSource *source, AssetStanding *standing, Round *round, CancelToken token)
{
    if (!standing->problem) {
        const Result<void> completed = co_await source->complete(standing, token);
        if (!completed)
            standing->problem = completed.error();
    }
    if (!standing->problem)
        standing->problem = round->records.problem;
    if (token.isCancelled())
        co_return false;
    round->hand(*standing);
    co_return true;
}

std::optional<BackupProcedure> AwsBackupService::procedure(
    const Asset &asset, BackupAction action, const Backup *backup) const
{
    return procedureOf(asset, action, backup);
}

std::optional<BackupProcedure> AwsBackupService::procedureForAll(const QList<Asset> &assets, BackupAction action) const
{
    return procedureOfAll(assets, action);
}

} // namespace sm::backups
