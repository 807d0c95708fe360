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
    , m_watch(operations::Planner(catalog, models, withoutWatch()))
{
}

std::vector<const operations::KindPlanner *> Kinds::withoutWatch() const
{
    return {&m_sql, &m_redis, &m_http, &m_process, &m_s3, &m_wait};
}

std::vector<const operations::KindPlanner *> Kinds::all() const
{
    std::vector<const operations::KindPlanner *> planners = withoutWatch();
    planners.push_back(&m_watch);
    return planners;
}

} // namespace sm::app
