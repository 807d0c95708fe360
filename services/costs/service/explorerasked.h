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
    /// All outlive it. \p limits: what it remembers of whole answers, beside what \p explorer keeps of their parts.
    /// \p isFree: of a demo account, which takes no money.
    ExplorerAsked(ExplorerSource &explorer, ExplorerValues &values, const CacheLimits &limits, const Clock *clock,
        bool isFree = false);

    CostSource source() const override { return CostSource::CostExplorer; }
    QCoro::Task<Result<CostSourceInfo>> info(CancelToken token) override;
    /// An older answer is shown, with its age, where it could not be renewed.
    QCoro::Task<Result<CostAnswer>> answer(CostQuery query, bool fresh, CancelToken token) override;
    QCoro::Task<Result<QStringList>> values(QString dimension, CancelToken token) override;

    /// Asks which tags and cost categories there are, all pages of both; info() has them from then on.
    /// \error as ExplorerValues
    QCoro::Task<Result<void>> askTags(CancelToken token);

    /// Forgets whole answers; \c explorer keeps their parts.
    void forget() { m_cache.forget(); }

private:
    ExplorerSource &m_explorer;
    CostCache m_cache;
    ExplorerValues &m_values;
    bool m_isFree;
    QStringList m_tags; ///< with the cost categories, as dimensions
};

} // namespace sm::costs
