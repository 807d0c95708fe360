// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <costexplorer/apimetrics.h>
#include <coststore/sharedshelf.h>

namespace sm::costs {

/// How long sources took, as rows of the team's api_metrics.
class SharedMetrics final : public ApiMetrics
{
public:
    /// \p team outlives it. \p next, which may be nullptr, hears of each call as well.
    explicit SharedMetrics(SharedShelf &team, ApiMetrics *next = nullptr)
        : m_team(team)
        , m_next(next)
    {
    }

    void record(const ApiCall &call) override;

private:
    SharedShelf &m_team;
    ApiMetrics *m_next;
};

} // namespace sm::costs
