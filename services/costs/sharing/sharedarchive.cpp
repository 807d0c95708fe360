// SPDX-License-Identifier: GPL-3.0-or-later
#include "sharedarchive.h"

namespace sm::costs {

SharedArchive::SharedArchive(
    ExplorerArchive &here, SharedShelf &team, SystemId system, const Clock *clock, std::chrono::seconds lasts)
    : m_here(here)
    , m_team(team)
    , m_system(std::move(system))
    , m_clock(clock)
    , m_lasts(lasts)
{
}

QCoro::Task<Result<std::optional<ExplorerArchive::Kept>>> SharedArchive::read(QString name, CancelToken token)
{
    const std::optional<FoundText> found = co_await m_team.read(m_system, name, token);
    if (found)
        co_return std::optional(Kept{found->json, found->origin});
    co_return co_await m_here.read(name, token);
}

QCoro::Task<Result<void>> SharedArchive::write(QString name, QByteArray text, Keep keep, CancelToken token)
{
    const std::chrono::seconds lasts = keep == Keep::ForEver ? std::chrono::seconds(0) : m_lasts;
    m_team.write({m_system, QStringLiteral("cost-explorer"), name, text, m_clock->nowUtc(), lasts});
    co_return co_await m_here.write(name, text, keep, token);
}

} // namespace sm::costs
