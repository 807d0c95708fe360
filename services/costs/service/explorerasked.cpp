// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorerasked.h"

#include <costexplorer/explorersource.h>
#include <costexplorer/explorervalues.h>

namespace sm::costs {

ExplorerAsked::ExplorerAsked(ExplorerSource &explorer, ExplorerValues &values, const Memory &memory, bool isFree)
    : m_explorer(explorer)
    , m_system(memory.system)
    , m_cache(memory.limits, memory.clock, {})
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
    const CostQuestion question{m_system, CostSource::CostExplorer, {}, query, !m_isFree};
    const CostCache::Ask ask = [explorer = &m_explorer, query, fresh](CancelToken unwanted) {
        return explorer->answer(query, fresh, std::move(unwanted));
    };
    const Result<CachedAnswer> cached = co_await m_cache.answer(question, fresh, ask, std::move(token));
    if (!cached)
        co_return cached.error();
    co_return cached->answer;
}

QCoro::Task<Result<QStringList>> ExplorerAsked::values(QString dimension, CancelToken token)
{
    co_return co_await m_values.values(std::move(dimension), {}, std::move(token));
}

} // namespace sm::costs
