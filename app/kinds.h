// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <executors/httpplanner.h>
#include <executors/processplanner.h>
#include <executors/redisplanner.h>
#include <executors/s3planner.h>
#include <executors/sqlplanner.h>
#include <executors/waitplanner.h>
#include <executors/watchplanner.h>

namespace sm::app {

/// The planners of everything that is not AWS.
class Kinds
{
public:
    /// Both outlive it.
    Kinds(const operations::Catalog &catalog, const aws::Models &models);

    std::vector<const operations::KindPlanner *> all() const;

private:
    std::vector<const operations::KindPlanner *> withoutWatch() const;

    executors::SqlPlanner m_sql;
    executors::RedisPlanner m_redis;
    executors::HttpPlanner m_http;
    executors::ProcessPlanner m_process;
    executors::S3Planner m_s3;
    executors::WaitPlanner m_wait;
    executors::WatchPlanner m_watch; ///< last: it plans reads of the others
};

} // namespace sm::app
