// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsharing.h"

#include "sharedarchive.h"
#include "sharedmetrics.h"

#include <coststore/postgrescosts.h>
#include <coststore/redistexts.h>
#include <coststore/sharedcosts.h>

namespace sm::costs {

CostSharing::CostSharing(const Parts &parts, Settings settings)
    : m_parts(parts)
    , m_settings(std::move(settings))
{
    const CostPlaces &costs = m_settings.system.costs;
    const bool canWrite = parts.runner && parts.planner;
    if (canWrite && !costs.cache.isEmpty())
        m_places.push_back(std::make_shared<RedisTexts>(*parts.runner, *parts.planner,
            RedisTexts::Place{m_settings.system, costs.cache, passwordOf(costs.cache, m_settings.costs)}));
    if (canWrite && !costs.database.isEmpty()) {
        m_database = std::make_shared<PostgresCosts>(*parts.runner, *parts.planner,
            PostgresCosts::Place{
                m_settings.system, costs.database, passwordOf(costs.database, m_settings.costs), m_settings.folder});
        m_places.push_back(m_database);
    }
    m_shelf = std::make_unique<SharedShelf>(m_places, parts.clock);
}

CostSharing::~CostSharing() = default;

CostStore &CostSharing::bills(SqliteCosts &here)
{
    if (!m_database)
        return here;
    m_bills = std::make_unique<SharedCosts>(*m_database, here, m_parts.clock);
    return *m_bills;
}

ExplorerArchive &CostSharing::archive(ExplorerArchive &here)
{
    if (m_places.empty())
        return here;
    m_archive = std::make_unique<SharedArchive>(
        here, *m_shelf, m_settings.system.id, m_parts.clock, m_settings.costs.cacheTtl);
    return *m_archive;
}

ApiMetrics *CostSharing::metrics()
{
    if (!m_database)
        return nullptr;
    m_metrics = std::make_unique<SharedMetrics>(*m_shelf);
    return m_metrics.get();
}

} // namespace sm::costs
