// SPDX-License-Identifier: GPL-3.0-or-later
#include "kinds.h"

namespace sm::app {

Kinds::Kinds(const operations::Catalog &catalog, const aws::Models &models)
    : m_sql(catalog)
    , m_redis(catalog)
    , m_http(catalog)
    , m_process(catalog)
    , m_s3(catalog)
    , m_wait(catalog, models)
    , m_table(catalog, models)
    , m_instance(catalog, models)
    , m_database(catalog)
    , m_bucket(catalog)
    , m_cache(catalog)
    , m_pool(catalog)
    , m_function(catalog)
    , m_stack(catalog)
    , m_deployment(catalog)
    , m_backup(catalog, operations::Planner(catalog, models, withoutThoseThatReadOthers()))
    , m_watch(operations::Planner(catalog, models, withoutThoseThatReadOthers()))
{
}

std::vector<const operations::KindPlanner *> Kinds::withoutThoseThatReadOthers() const
{
    return {&m_sql, &m_redis, &m_http, &m_process, &m_s3, &m_wait, &m_table, &m_instance, &m_database, &m_bucket,
        &m_cache, &m_pool, &m_function, &m_stack};
}

std::vector<const operations::KindPlanner *> Kinds::all() const
{
    std::vector<const operations::KindPlanner *> planners = withoutThoseThatReadOthers();
    planners.push_back(&m_deployment);
    planners.push_back(&m_backup);
    planners.push_back(&m_watch);
    return planners;
}

} // namespace sm::app
