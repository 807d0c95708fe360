// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorerasked.h"

#include <costexplorer/explorersource.h>
#include <costexplorer/explorervalues.h>

namespace sm::costs {

ExplorerAsked::ExplorerAsked(
    ExplorerSource &explorer, ExplorerValues &values, const CacheLimits &limits, const Clock *clock, bool isFree)
    : m_explorer(explorer)
    , m_cache(limits, clock)
    , m_values(values)
    , m_isFree(isFree)
{
}

QCoro::Task<Result<CostSourceInfo>> ExplorerAsked::info(CancelToken)
{
    CostSourceInfo info = m_explorer.info();
    info.paid = info.paid && !m_isFree;
    info.dimensions += m_tags;
    co_return std::move(info);
}

QCoro::Task<Result<CostAnswer>> ExplorerAsked::answer(CostQuery query, bool fresh, CancelToken token)
{
    const CostCache::Ask ask = [explorer = &m_explorer, query, fresh](CancelToken unwanted) {
        return explorer->answer(query, fresh, std::move(unwanted));
    };
    co_return co_await m_cache.answer(query, fresh, ask, std::move(token));
}

QCoro::Task<Result<QStringList>> ExplorerAsked::values(QString dimension, CancelToken token)
{
    co_return co_await m_values.values(std::move(dimension), {}, std::move(token));
}

QCoro::Task<Result<void>> ExplorerAsked::askTags(CancelToken token)
{
    const Result<QStringList> tags = co_await m_values.tags({}, token);
    if (!tags)
        co_return tags.error();
    const Result<QStringList> categories = co_await m_values.costCategories({}, token);
    if (!categories)
        co_return categories.error();
    m_tags = *tags + *categories;
    co_return ok();
}

} // namespace sm::costs
