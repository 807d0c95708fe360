// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation.h"

#include <aws/awscaller.h>
#include <board/awsbackupservice.h>
#include <buckets/bucketexecutor.h>
#include <caches/cacheexecutor.h>
#include <databases/databaseexecutor.h>
#include <executors/httpexecutor.h>
#include <executors/liveoutput.h>
#include <executors/processexecutor.h>
#include <executors/redisexecutor.h>
#include <executors/s3executor.h>
#include <executors/sqlexecutor.h>
#include <executors/waitexecutor.h>
#include <executors/watchexecutor.h>
#include <functions/functionexecutor.h>
#include <http/client.h>
#include <instances/instanceexecutor.h>
#include <operations/awsexecutor.h>
#include <operations/journal.h>
#include <pools/poolexecutor.h>
#include <stacks/stackexecutor.h>
#include <steps/backupexecutor.h>
#include <steps/deploymentexecutor.h>
#include <tables/tableexecutor.h>

namespace sm::app {

/// Everything that carries operations out, for one system.
class Workshop
{
public:
    /// \p foundation, \p caller and \p journal outlive it. Without a journal nothing is run, so nothing is captured.
    Workshop(Foundation &foundation, const SystemInfo &system, aws::AwsCaller &caller, operations::Journal *journal,
        const executors::LiveOutput &live);

    std::vector<operations::Executor *> all();
    const backups::Vault &vault() const { return m_vault; }

private:
    std::vector<operations::Executor *> withoutThoseThatReadOthers();

    backups::Vault m_vault; ///< of the system
    backups::AwsBackupService m_board;
    std::shared_ptr<store::CaptureStore> m_captures;
    std::unique_ptr<operations::Originals> m_originals; ///< nullptr without a journal, beside which they are kept
    http::Client m_client;
    operations::AwsExecutor m_aws;
    executors::HttpExecutor m_http;
    executors::ProcessExecutor m_process;
    executors::S3Executor m_s3;
    executors::WaitExecutor m_wait;
    deployments::DeploymentExecutor m_deployment;
    backups::TableExecutor m_table;
    backups::InstanceExecutor m_instance;
    backups::DatabaseExecutor m_database;
    backups::BucketExecutor m_bucket;
    std::unique_ptr<executors::SqlExecutor> m_sql; ///< nullptr without a journal, which keeps what is captured
    std::unique_ptr<executors::RedisExecutor> m_redis; ///< the same
    // The same: without a journal there is nothing to write into the vault.
    std::unique_ptr<backups::CacheExecutor> m_cache;
    std::unique_ptr<backups::PoolExecutor> m_pool;
    std::unique_ptr<backups::FunctionExecutor> m_function;
    std::unique_ptr<deployments::StackExecutor> m_stack;
    // Last: they read through the others.
    backups::BackupExecutor m_backup;
    executors::WatchExecutor m_watch;
};

} // namespace sm::app
