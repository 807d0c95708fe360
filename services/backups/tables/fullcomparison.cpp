// SPDX-License-Identifier: GPL-3.0-or-later
#include "fullcomparison.h"

namespace sm::backups {

FullComparison::FullComparison(TableWalk &source, TableWalk &copy, TableProgress &progress)
    : m_source(source)
    , m_copy(copy)
    , m_progress(progress)
{
}

QCoro::Task<Result<Comparison>> FullComparison::run(CancelToken token)
{
    BucketSums source;
    BucketSums copy;
    if (const auto summed = co_await sumUp(&source, &copy, token); !summed)
        co_return summed.error();
    Comparison comparison;
    comparison.sourceItems = source.items();
    comparison.copyItems = copy.items();
    DifferingItems items(source, copy);
    if (items.areThere()) {
        if (const auto looked = co_await lookAt(&items, token); !looked)
            co_return looked.error();
    }
    items.resolve(comparison);
    const Comparison done = comparison;
    co_return done;
}

QCoro::Task<Result<void>> FullComparison::sumUp(BucketSums *source, BucketSums *copy, CancelToken token)
{
    const ItemChoice all{m_source.facts().keys};
    const Add addSource = [source](const ItemDigest &item) { source->add(item); };
    const Add addCopy = [copy](const ItemDigest &item) { copy->add(item); };
    co_return co_await walkBoth(all, addSource, addCopy, token);
}

QCoro::Task<Result<void>> FullComparison::lookAt(DifferingItems *items, CancelToken token)
{
    ItemChoice choice{m_source.facts().keys};
    choice.isWanted = [items](quint64 key) { return items->isWanted(key); };
    choice.isNamed = [items](quint64 key) { return items->isNamed(key); };
    const Add addSource = [items](const ItemDigest &item) { items->addSource(item); };
    const Add addCopy = [items](const ItemDigest &item) { items->addCopy(item); };
    co_return co_await walkBoth(choice, addSource, addCopy, token);
}

QCoro::Task<Result<void>> FullComparison::walkBoth(ItemChoice choice, Add source, Add copy, CancelToken token)
{
    CancelSource both(token);
    auto ofSource = walkOne(&m_source, choice, source, &both, token);
    auto ofCopy = walkOne(&m_copy, choice, copy, &both, token);
    const Result<void> sourceDone = co_await ofSource;
    const Result<void> copyDone = co_await ofCopy;
    if (!sourceDone && sourceDone.error().kind() != Error::Kind::Cancelled)
        co_return sourceDone.error();
    if (!copyDone)
        co_return copyDone.error();
    co_return sourceDone;
}

/// Where one walk fails the other has nothing to be compared with.
QCoro::Task<Result<void>> FullComparison::walkOne(
    TableWalk *walk, ItemChoice choice, Add add, CancelSource *both, CancelToken token)
{
    const QString name = walk->facts().name;
    const TableWalk::Take take = [this, name, add, token](const std::vector<ItemDigest> &items, qint64 count) {
        for (const ItemDigest &each : items)
            add(each);
        m_progress.read(name, count);
        return !token.isCancelled();
    };
    const Result<void> done = co_await walk->run({}, choice, take, both->token());
    if (!done)
        both->cancel();
    else if (token.isCancelled())
        co_return Error::cancelled();
    co_return done;
}

} // namespace sm::backups
