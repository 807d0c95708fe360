// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThreadPool>
#include <QtConcurrentRun>

namespace sm::postgres {

/// Runs \p work, which blocks on the network, without keeping a place in the thread pool from those who compute.
template <typename Work>
auto inThread(Work work)
{
    return QtConcurrent::run([work = std::move(work)] {
        QThreadPool *pool = QThreadPool::globalInstance();
        pool->releaseThread();
        auto answer = work();
        pool->reserveThread();
        return answer;
    });
}

} // namespace sm::postgres
