// SPDX-License-Identifier: GPL-3.0-or-later
#include "workshop.h"

#include <board/sourceinputs.h>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

Workshop::Workshop(Foundation &foundation, const SystemInfo &system, aws::AwsCaller &caller,
    operations::Journal *journal, const executors::LiveOutput &live)
    : m_vault(foundation.folder + u"/backups/"_s + backups::Vault::folderNameOf(system.id.value))
    , m_board({caller, foundation.models, m_vault, foundation.clock}, system)
    , m_captures(journal ? journal->captures() : nullptr)
    , m_originals(m_captures ? std::make_unique<operations::Originals>(foundation.transport, *m_captures) : nullptr)
    , m_client(foundation.transport, foundation.clock)
    , m_aws(caller, foundation.catalog, foundation.models, m_originals.get())
    , m_http(m_client)
    , m_process(foundation.catalog, live)
    , m_s3(caller, foundation.models, live)
    , m_wait(caller, foundation.models, foundation.sleeper, live)
    , m_deployment({system, {caller, foundation.models}, foundation.sleeper, foundation.clock, journal,
                       deployments::unitMeasures({caller, foundation.models})},
          live)
    , m_table(caller, foundation.models, foundation.sleeper, foundation.clock, live)
    , m_instance(caller)
    , m_database(system, m_vault, live)
    , m_bucket(caller, foundation.models, m_vault, system, live)
    , m_sql(m_captures ? std::make_unique<executors::SqlExecutor>(system, *m_captures) : nullptr)
    , m_redis(m_captures ? std::make_unique<executors::RedisExecutor>(system, *m_captures, live) : nullptr)
    , m_cache(m_captures ? std::make_unique<backups::CacheExecutor>(system, m_vault, live) : nullptr)
    , m_pool(m_captures
              ? std::make_unique<backups::PoolExecutor>(system, caller, foundation.models, m_vault, *m_captures, live)
              : nullptr)
    , m_function(m_captures ? std::make_unique<backups::FunctionExecutor>(system,
                                  backups::FunctionExecutor::Sources{caller, foundation.models, foundation.transport,
                                      foundation.sleeper, m_vault, *m_captures},
                                  live)
                            : nullptr)
    , m_stack(m_captures
              ? std::make_unique<deployments::StackExecutor>(system,
                    deployments::StackProposal::Sources{{caller, foundation.models}, foundation.sleeper, *m_captures},
                    live)
              : nullptr)
    , m_backup({system, m_vault, foundation.clock, &m_board}, operations::Executors(withoutThoseThatReadOthers()),
          foundation.planner, live)
    , m_watch(operations::Executors(withoutThoseThatReadOthers()), foundation.sleeper, foundation.clock, live)
{
}

std::vector<operations::Executor *> Workshop::withoutThoseThatReadOthers()
{
    std::vector<operations::Executor *> executors{
        &m_aws, &m_http, &m_process, &m_s3, &m_wait, &m_table, &m_instance, &m_database, &m_bucket};
    if (m_sql)
        executors.push_back(m_sql.get());
    if (m_redis)
        executors.push_back(m_redis.get());
    if (m_captures) {
        const std::vector<operations::Executor *> own{m_cache.get(), m_pool.get(), m_function.get(), m_stack.get()};
        executors.insert(executors.end(), own.begin(), own.end());
    }
    return executors;
}

std::vector<operations::Executor *> Workshop::all()
{
    std::vector<operations::Executor *> executors = withoutThoseThatReadOthers();
    executors.push_back(&m_deployment);
    executors.push_back(&m_backup);
    executors.push_back(&m_watch);
    return executors;
}

} // namespace sm::app
