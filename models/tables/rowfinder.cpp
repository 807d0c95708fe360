// SPDX-License-Identifier: GPL-3.0-or-later
#include "rowfinder.h"

#include <QFutureWatcher>
#include <QtConcurrentRun>

namespace sm::tables {

namespace {

constexpr int WorkerFromUsers = 5000;

RowFinder::Found find(const RowFinder::Search &search, const std::atomic_bool &obsolete)
{
    RowFinder::Found found;
    found.searched = search.index.size();
    if (search.order)
        found.sorted = search.sorted ? search.sorted
                                     : std::make_shared<const Rows>(ordered(search.index, *search.order, search.facts));
    const std::vector<char> accepted = matches(search.index, search.query, search.facts, obsolete);
    found.rows = found.sorted ? shown(*found.sorted, accepted) : shown(accepted);
    return found;
}

} // namespace

RowFinder::RowFinder(QObject *parent)
    : QObject(parent)
    , m_obsolete(std::make_shared<std::atomic_bool>(false))
{
}

RowFinder::~RowFinder() { abandon(); }

bool RowFinder::takesTime(int users) { return users >= WorkerFromUsers; }

void RowFinder::abandon()
{
    *std::exchange(m_obsolete, std::make_shared<std::atomic_bool>(false)) = true;
    m_running = false;
}

void RowFinder::start(const Search &search)
{
    abandon();
    if (!takesTime(search.index.size())) {
        Q_EMIT found(find(search, *m_obsolete));
        return;
    }
    m_running = true;
    auto *watcher = new QFutureWatcher<Found>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, obsolete = m_obsolete] {
        watcher->deleteLater();
        if (*obsolete)
            return;
        m_running = false;
        Q_EMIT found(watcher->future().takeResult());
    });
    watcher->setFuture(QtConcurrent::run([search, obsolete = m_obsolete] { return find(search, *obsolete); }));
}

} // namespace sm::tables
