// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <core/ids.h>
#include <costexplorer/explorerarchive.h>
#include <coststore/sharedshelf.h>

namespace sm::costs {

/// What Cost Explorer said, of this computer and of a team: whoever asked, nobody pays for the same twice.
///
/// It is looked for in the places of the team first: what is there is as new as what is here, or newer. What was asked
/// is on this computer's disk first, and in the team's places soon after.
class SharedArchive final : public ExplorerArchive
{
public:
    /// All outlive it. \p lasts: how long figures of a month that is under way are good (COST_EXPLORER_CACHE_TTL).
    SharedArchive(
        ExplorerArchive &here, SharedShelf &team, SystemId system, const Clock *clock, std::chrono::seconds lasts);

    QCoro::Task<Result<std::optional<Kept>>> read(QString name, CancelToken token) override;
    QCoro::Task<Result<void>> write(QString name, QByteArray text, Keep keep, CancelToken token) override;

private:
    ExplorerArchive &m_here;
    SharedShelf &m_team;
    SystemId m_system;
    const Clock *m_clock;
    std::chrono::seconds m_lasts;
};

} // namespace sm::costs
