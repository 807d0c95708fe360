// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation.h"

#include <aws/awscaller.h>
#include <executors/httpexecutor.h>
#include <executors/liveoutput.h>
#include <executors/processexecutor.h>
#include <executors/redisexecutor.h>
#include <executors/s3executor.h>
#include <executors/sqlexecutor.h>
#include <executors/waitexecutor.h>
#include <executors/watchexecutor.h>
#include <http/client.h>
#include <operations/awsexecutor.h>
#include <operations/journal.h>

namespace sm::app {

/// Everything that carries operations out, for one system.
class Workshop
{
public:
    /// \p foundation, \p caller and \p journal outlive it. Without a journal nothing is run, so nothing is captured.
    Workshop(Foundation &foundation, const SystemInfo &system, aws::AwsCaller &caller, operations::Journal *journal,
        const executors::LiveOutput &live);

    std::vector<operations::Executor *> all();

private:
    std::vector<operations::Executor *> withoutWatch();

    std::shared_ptr<store::CaptureStore> m_captures;
    std::unique_ptr<operations::Originals> m_originals; ///< nullptr without a journal, beside which they are kept
    http::Client m_client;
    operations::AwsExecutor m_aws;
    executors::HttpExecutor m_http;
    executors::ProcessExecutor m_process;
    executors::S3Executor m_s3;
    executors::WaitExecutor m_wait;
    std::unique_ptr<executors::SqlExecutor> m_sql; ///< nullptr without a journal, which keeps what is captured
    std::unique_ptr<executors::RedisExecutor> m_redis; ///< the same
    executors::WatchExecutor m_watch; ///< last: it reads through the others
};

} // namespace sm::app
