// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "foundation.h"

#include <executors/redisexecutor.h>
#include <executors/sqlexecutor.h>
#include <operations/journal.h>
#include <operations/runner.h>

namespace sm::app {

/// Who writes into the places in which the people of a system share its costs: a Runner over its databases and caches,
/// and the journal. No account is needed for it.
class CostWriter
{
public:
    /// \p foundation and \p options outlive it. \p system is after Costing::withPlaces().
    /// \error as operations::Journal::openWithKeyring()
    static QCoro::Task<Result<std::unique_ptr<CostWriter>>> open(
        Foundation *foundation, const Options *options, SystemInfo system);

    operations::Runner &runner() { return m_runner; }

private:
    CostWriter(Foundation &foundation, const Options &options, const SystemInfo &system,
        std::unique_ptr<operations::Journal> journal);

    std::unique_ptr<operations::Journal> m_journal;
    std::shared_ptr<store::CaptureStore> m_captures;
    executors::SqlExecutor m_sql;
    executors::RedisExecutor m_redis;
    operations::Runner m_runner;
};

} // namespace sm::app
