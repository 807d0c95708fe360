// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <buckets/bucketplanner.h>
#include <caches/cacheplanner.h>
#include <databases/databaseplanner.h>
#include <executors/httpplanner.h>
#include <executors/processplanner.h>
#include <executors/redisplanner.h>
#include <executors/s3planner.h>
#include <executors/sqlplanner.h>
#include <executors/waitplanner.h>
#include <executors/watchplanner.h>
#include <functions/functionplanner.h>
#include <instances/instanceplanner.h>
#include <pools/poolplanner.h>
#include <stacks/stackplanner.h>
#include <steps/backupplanner.h>
#include <steps/deploymentplanner.h>
#include <tables/tableplanner.h>

namespace sm::app {

/// The planners of everything that is not AWS.
class Kinds
{
public:
    /// Both outlive it.
    Kinds(const operations::Catalog &catalog, const aws::Models &models);

    std::vector<const operations::KindPlanner *> all() const;

private:
    std::vector<const operations::KindPlanner *> withoutThoseThatReadOthers() const;

    executors::SqlPlanner m_sql;
    executors::RedisPlanner m_redis;
    executors::HttpPlanner m_http;
    executors::ProcessPlanner m_process;
    executors::S3Planner m_s3;
    executors::WaitPlanner m_wait;
    backups::TablePlanner m_table;
    backups::InstancePlanner m_instance;
    backups::DatabasePlanner m_database;
    backups::BucketPlanner m_bucket;
    backups::CachePlanner m_cache;
    backups::PoolPlanner m_pool;
    backups::FunctionPlanner m_function;
    deployments::StackPlanner m_stack;
    deployments::DeploymentPlanner m_deployment;
    backups::BackupPlanner m_backup; ///< plans reads of the others, too
    executors::WatchPlanner m_watch; ///< last: it plans reads of the others
};

} // namespace sm::app
