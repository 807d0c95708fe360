// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <core/systeminfo.h>
#include <costexplorer/apimetrics.h>
#include <costexplorer/explorerarchive.h>
#include <costs/settings.h>
#include <coststore/sharedshelf.h>
#include <coststore/sqlitecosts.h>

namespace sm::operations {
class Planner;
class Runner;
} // namespace sm::operations

namespace sm::costs {

class PostgresCosts;

/// What a system shares of its costs, and where: as its file and the environment say (withPlaces()).
///
///     CostSharing sharing({&runner, &planner, &clock}, {system, settings, folder});
///     CostStore &bills = sharing.bills(*sqlite);
///     ExplorerArchive &archive = sharing.archive(*file);
class CostSharing
{
public:
    /// All outlive it. Without a runner or a planner nothing is shared: there is nobody who may write.
    struct Parts
    {
        operations::Runner *runner = nullptr;
        const operations::Planner *planner = nullptr;
        const Clock *clock = nullptr;
    };
    struct Settings
    {
        SystemInfo system; ///< after withPlaces()
        CostSettings costs;
        QString folder; ///< for bills on their way
    };

    CostSharing(const Parts &parts, Settings settings);
    ~CostSharing();
    Q_DISABLE_COPY_MOVE(CostSharing)

    /// The bills to show and to add to: of the team over those of this computer, or \p here alone. Once; \p here
    /// outlives it.
    CostStore &bills(SqliteCosts &here);
    /// The same for what Cost Explorer said.
    ExplorerArchive &archive(ExplorerArchive &here);
    /// Where calls are noted; nullptr: nowhere.
    ApiMetrics *metrics();
    /// The team's tables; nullptr: it has no database.
    PostgresCosts *database() const { return m_database.get(); }

    /// What a person should know: a place that can not be reached.
    QStringList notes() const { return m_shelf->notes(); }
    /// Whether something is still on its way into a place of the team: a program that ends waits for it.
    bool isWriting() const { return m_shelf->isWriting(); }

private:
    Parts m_parts;
    Settings m_settings;
    std::shared_ptr<PostgresCosts> m_database;
    std::vector<std::shared_ptr<SharedTexts>> m_places;
    std::unique_ptr<SharedShelf> m_shelf;
    std::unique_ptr<CostStore> m_bills;
    std::unique_ptr<ExplorerArchive> m_archive;
    std::unique_ptr<ApiMetrics> m_metrics;
};

} // namespace sm::costs
