// SPDX-License-Identifier: GPL-3.0-or-later
#include "costwriter.h"

#include "approvals.h"
#include "headlesssystem.h"

namespace sm::app {

QCoro::Task<Result<std::unique_ptr<CostWriter>>> CostWriter::open(
    Foundation *foundation, const Options *options, SystemInfo system)
{
    auto journal = co_await operations::Journal::openWithKeyring(journalFile(*options));
    if (!journal)
        co_return journal.error();
    co_return std::unique_ptr<CostWriter>(new CostWriter(*foundation, *options, system, std::move(*journal)));
}

CostWriter::CostWriter(Foundation &foundation, const Options &options, const SystemInfo &system,
    std::unique_ptr<operations::Journal> journal)
    : m_journal(std::move(journal))
    , m_captures(m_journal->captures())
    , m_sql(system, *m_captures)
    , m_redis(system, *m_captures)
    , m_runner(guardOf(options, system.id, m_journal.get()), m_journal.get(), {&m_sql, &m_redis}, foundation.sleeper)
{
}

} // namespace sm::app
