// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorerasked.h"

#include <costexplorer/explorersource.h>
#include <costexplorer/explorervalues.h>

namespace sm::costs {

ExplorerAsked::ExplorerAsked(ExplorerSource &explorer, ExplorerValues &values, bool isFree)
    : m_explorer(explorer)
    , m_values(values)
    , m_isFree(isFree)
{
}

QCoro::Task<Result<CostSourceInfo>> ExplorerAsked::info(CancelToken)
{
    CostSourceInfo info = m_explorer.info();
    info.paid = info.paid && !m_isFree;
    co_return std::move(info);
}

QCoro::Task<Result<CostAnswer>> ExplorerAsked::answer(CostQuery query, bool fresh, CancelToken token)
{
    co_return co_await m_explorer.answer(std::move(query), fresh, std::move(token));
}

QCoro::Task<Result<QStringList>> ExplorerAsked::values(QString dimension, CancelToken token)
{
    co_return co_await m_values.values(std::move(dimension), {}, std::move(token));
}

} // namespace sm::costs
