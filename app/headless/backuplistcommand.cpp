// SPDX-License-Identifier: GPL-3.0-or-later
#include "backupcommand.h"

#include "backupoutput.h"
#include "openedbackups.h"
#include "output.h"

#include <core/json.h>

#include <algorithm>
#include <climits>
#include <tuple>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Those of the system's file in its order, then what was found, by kind and name: they come as they are known.
void sortAsDeclared(QList<AssetStanding> &standings, const QList<Asset> &declared)
{
    QHash<QString, int> places;
    for (const Asset &asset : declared)
        places.insert(asset.id, static_cast<int>(places.size()));
    const auto place = [&places](const Asset &asset) { return asset.isDeclared ? places.value(asset.id) : INT_MAX; };
    std::sort(standings.begin(), standings.end(), [&place](const AssetStanding &left, const AssetStanding &right) {
        const auto key = [&place](const Asset &asset) { return std::tuple(place(asset), asset.kind, asset.id); };
        return key(left.asset) < key(right.asset);
    });
}

} // namespace

BackupListCommand::BackupListCommand(Foundation &foundation, const Options &options)
    : m_foundation(foundation)
    , m_options(options)
{
}

BackupListCommand::~BackupListCommand() = default;

QCoro::Task<Result<ExitCode>> BackupListCommand::run(CancelToken token)
{
    auto opened = co_await OpenedBackups::open(&m_foundation, &m_options);
    if (!opened)
        co_return opened.error();
    const BackupOrder order = opened->order;
    m_system = std::move(opened->system);
    m_backups = std::move(opened->service);
    const Result<QList<AssetStanding>> standings = co_await this->standings(order, token);
    if (!standings)
        co_return standings.error();
    if (m_options.words.isSet(u"json"_s))
        toStandardOutput(toIndentedJson(backupsAsJson(*standings)));
    else
        toStandardOutput(backupsAsTable(*standings, m_foundation.clock.nowUtc()));
    for (const AssetStanding &each : *standings) {
        if (each.problem)
            toStandardError(u"stationmaster: %1: %2"_s.arg(each.asset.title, each.problem->message()));
    }
    const bool isLate = std::any_of(standings->begin(), standings->end(), needsCare);
    co_return order.checks &&isLate ? ExitCode::Refused : ExitCode::Done;
}

QCoro::Task<Result<QList<AssetStanding>>> BackupListCommand::standings(BackupOrder order, CancelToken token)
{
    QList<AssetStanding> standings;
    if (order.assets.isEmpty()) {
        const auto take = [&standings](const AssetStanding &standing) { standings << standing; };
        const backups::BackupService::StandingHandler handler = take;
        const Result<void> read = co_await m_backups->board(handler, token);
        if (!read)
            co_return read.error();
        sortAsDeclared(standings, m_system->system().assets);
    }
    for (const QString &asset : order.assets) {
        const Result<AssetStanding> standing = co_await m_backups->standing(asset, token);
        if (!standing)
            co_return standing.error();
        standings << *standing;
    }
    const QList<AssetStanding> all = standings;
    co_return all;
}

} // namespace sm::app
