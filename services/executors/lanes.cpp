// SPDX-License-Identifier: GPL-3.0-or-later
#include "lanes.h"

#include <vector>

namespace sm::executors {

namespace {

struct Road
{
    qsizetype count;
    std::function<QCoro::Task<bool>(qsizetype)> work;
    CancelToken token;
    qsizetype next = 0;
    bool goesOn = true;
};

QCoro::Task<void> lane(Road *road)
{
    while (road->goesOn && road->next < road->count && !road->token.isCancelled()) {
        const qsizetype number = road->next++;
        const bool more = co_await road->work(number);
        road->goesOn = road->goesOn && more;
    }
}

} // namespace

QCoro::Task<void> inLanes(
    qsizetype count, std::function<QCoro::Task<bool>(qsizetype)> work, CancelToken token, int lanes)
{
    const auto road = std::make_unique<Road>(Road{count, std::move(work), std::move(token)});
    std::vector<QCoro::Task<void>> all;
    for (int number = 0; number < lanes; ++number)
        all.push_back(lane(road.get()));
    for (const QCoro::Task<void> &each : all)
        co_await each;
}

} // namespace sm::executors
