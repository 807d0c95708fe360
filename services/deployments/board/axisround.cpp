// SPDX-License-Identifier: GPL-3.0-or-later
#include "axisround.h"

#include <net/wakeup.h>

#include <algorithm>
#include <tuple>

namespace sm::deployments {

namespace {

constexpr qsizetype atOnce = 100; // in one turn of the event loop

bool isNewer(const Deployment &left, const Deployment &right)
{
    return std::tie(left.startedAt, left.id) > std::tie(right.startedAt, right.id);
}

/// A page that comes later may know less of it than what was found out meanwhile.
void keepKnown(Deployment &deployment, const Deployment &earlier)
{
    if (deployment.by.isEmpty())
        deployment.by = earlier.by;
    if (deployment.commit.isEmpty())
        deployment.commit = earlier.commit;
    if (deployment.run == 0)
        deployment.run = earlier.run;
}

} // namespace

AxisRound::AxisRound(DeploymentSource::DeploymentsHandler onPage)
    : m_onPage(std::move(onPage))
{
}

void AxisRound::take(const QList<Deployment> &page)
{
    QList<Deployment> handed = page;
    for (Deployment &each : handed) {
        keepKnown(each, m_all.value(each.id));
        Shippers().fillIn(each);
        m_all.insert(each.id, each);
    }
    m_onPage(handed);
}

bool AxisRound::isIncomplete() const
{
    return std::ranges::any_of(m_all, [](const Deployment &each) { return each.by.isEmpty() || each.run == 0; });
}

QCoro::Task<void> AxisRound::complete(QList<TrailChange> changes, CancelToken token)
{
    const Shippers shippers(changes);
    QList<Deployment> deployments = all();
    for (qsizetype first = 0; first < deployments.size() && !token.isCancelled(); first += atOnce) {
        QList<Deployment> better;
        for (qsizetype i = first; i < std::min(first + atOnce, deployments.size()); ++i) {
            Deployment &each = deployments[i];
            if (!shippers.fillIn(each))
                continue;
            m_all.insert(each.id, each);
            better << each;
        }
        if (!better.isEmpty())
            m_onPage(better);
        net::Wakeup turn;
        turn.wake();
        co_await turn;
    }
}

QList<Deployment> AxisRound::all() const
{
    QList<Deployment> all = m_all.values();
    std::ranges::sort(all, isNewer);
    return all;
}

} // namespace sm::deployments
