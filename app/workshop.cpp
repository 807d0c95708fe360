// SPDX-License-Identifier: GPL-3.0-or-later
#include "workshop.h"

namespace sm::app {

Workshop::Workshop(Foundation &foundation, const SystemInfo &system, aws::AwsCaller &caller,
    operations::Journal *journal, const executors::LiveOutput &live)
    : m_captures(journal ? journal->captures() : nullptr)
    , m_originals(m_captures ? std::make_unique<operations::Originals>(foundation.transport, *m_captures) : nullptr)
    , m_client(foundation.transport, foundation.clock)
    , m_aws(caller, foundation.catalog, foundation.models, m_originals.get())
    , m_http(m_client)
    , m_process(foundation.catalog, live)
    , m_s3(caller, foundation.models, live)
    , m_wait(caller, foundation.models, foundation.sleeper, live)
    , m_sql(m_captures ? std::make_unique<executors::SqlExecutor>(system, *m_captures) : nullptr)
    , m_redis(m_captures ? std::make_unique<executors::RedisExecutor>(system, *m_captures, live) : nullptr)
    , m_watch(operations::Executors(withoutWatch()), foundation.sleeper, foundation.clock, live)
{
}

std::vector<operations::Executor *> Workshop::withoutWatch()
{
    std::vector<operations::Executor *> executors{&m_aws, &m_http, &m_process, &m_s3, &m_wait};
    if (m_sql)
        executors.push_back(m_sql.get());
    if (m_redis)
        executors.push_back(m_redis.get());
    return executors;
}

std::vector<operations::Executor *> Workshop::all()
{
    std::vector<operations::Executor *> executors = withoutWatch();
    executors.push_back(&m_watch);
    return executors;
}

} // namespace sm::app
