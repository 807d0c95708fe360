// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "askedsource.h"

#include <coststore/costcache.h>

namespace sm::costs {

class ExplorerSource;
class ExplorerValues;

/// Cost Explorer as one of the sources of LedgerCostService.
class ExplorerAsked final : public AskedSource
{
public:
    /// What it remembers of whole answers, beside what \c explorer keeps of their parts.
    struct Memory
    {
        SystemId system;
        CacheLimits limits;
        const Clock *clock = nullptr;
    };

    /// All outlive it. \p isFree: of a demo account, which takes no money.
    ExplorerAsked(ExplorerSource &explorer, ExplorerValues &values, const Memory &memory, bool isFree = false);

    CostSource source() const override { return CostSource::CostExplorer; }
    QCoro::Task<Result<CostSourceInfo>> info(CancelToken token) override;
    /// An older answer is shown, with its age, where it could not be renewed.
    QCoro::Task<Result<CostAnswer>> answer(CostQuery query, bool fresh, CancelToken token) override;
    QCoro::Task<Result<QStringList>> values(QString dimension, CancelToken token) override;

private:
    ExplorerSource &m_explorer;
    SystemId m_system;
    CostCache m_cache;
    ExplorerValues &m_values;
    bool m_isFree;
};

} // namespace sm::costs
