// SPDX-License-Identifier: GPL-3.0-or-later
#include "proposal.h"

#include <algorithm>

namespace sm::deployments {

namespace {

bool isLater(const Deployment &left, const Deployment &right)
{
    const QDateTime leftAt = left.liveSince.isValid() ? left.liveSince : left.startedAt;
    const QDateTime rightAt = right.liveSince.isValid() ? right.liveSince : right.startedAt;
    return leftAt == rightAt ? left.id > right.id : leftAt > rightAt;
}

bool wasWell(const Deployment &deployment, std::chrono::hours healthyFor)
{
    return deployment.state == Deployment::State::Superseded && deployment.health
        && deployment.health->verdict == HealthRecord::Verdict::Healthy && deployment.health->observed >= healthyFor;
}

} // namespace

qsizetype proposedOf(const QList<Deployment> &ofUnit, std::chrono::hours healthyFor)
{
    const auto live = std::ranges::find_if(ofUnit, &Deployment::isLive);
    qsizetype newest = -1;
    for (qsizetype at = 0; at < ofUnit.size(); ++at) {
        const Deployment &each = ofUnit.at(at);
        const bool isOther = live == ofUnit.end() || each.revision != live->revision;
        if (wasWell(each, healthyFor) && isOther && (newest < 0 || isLater(each, ofUnit.at(newest))))
            newest = at;
    }
    return newest;
}

bool stillRolledBack(const RollbackMark &mark, const QList<Deployment> &ofUnit)
{
    return std::ranges::none_of(ofUnit, [&mark](const Deployment &each) {
        const bool isOurs = each.run == mark.run && mark.run != 0;
        return each.liveSince.isValid() && each.liveSince > mark.at && each.revision != mark.to && !isOurs;
    });
}

void chainUp(QList<Deployment> &ofUnit)
{
    std::ranges::sort(ofUnit, isLater);
    QDateTime next;
    bool isNewest = true;
    for (Deployment &each : ofUnit) {
        if (!each.liveSince.isValid())
            continue;
        each.liveUntil = next;
        if (each.state == Deployment::State::Live || each.state == Deployment::State::Superseded)
            each.state = isNewest ? Deployment::State::Live : Deployment::State::Superseded;
        next = each.liveSince;
        isNewest = false;
    }
}

} // namespace sm::deployments
