// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "askedsource.h"

namespace sm::costs {

class ExplorerSource;
class ExplorerValues;

/// Cost Explorer as one of the sources of LedgerCostService.
class ExplorerAsked final : public AskedSource
{
public:
    /// Both outlive it. \p isFree: of a demo account, which takes no money.
    ExplorerAsked(ExplorerSource &explorer, ExplorerValues &values, bool isFree = false);

    CostSource source() const override { return CostSource::CostExplorer; }
    QCoro::Task<Result<CostSourceInfo>> info(CancelToken token) override;
    /// An older answer is shown, with its age, where it could not be renewed.
    QCoro::Task<Result<CostAnswer>> answer(CostQuery query, bool fresh, CancelToken token) override;
    QCoro::Task<Result<QStringList>> values(QString dimension, CancelToken token) override;

private:
    ExplorerSource &m_explorer;
    ExplorerValues &m_values;
    bool m_isFree;
};

} // namespace sm::costs
