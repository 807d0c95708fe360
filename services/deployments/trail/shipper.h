// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trailchange.h"

#include <core/deployment.h>

#include <memory>
#include <vector>

namespace sm::deployments {

/// The commit, tag or build that one of \p texts names, in this order: 7 to 40 hexadecimal digits, "v1.2.3",
/// "build 123". Empty: none does.
QString originIn(const QStringList &texts);

/// Who changed what, to be looked up by the time and the unit of a deployment: of many deployments each finds the few
/// changes around it.
class Shippers
{
public:
    explicit Shippers(const QList<TrailChange> &changes = {});
    ~Shippers();

    /// Fills in what \p deployment lacks and the nearest change to its unit tells: who shipped it, from what, and by
    /// which run. Says whether that made a difference.
    bool fillIn(Deployment &deployment) const;

private:
    struct Known;
    const TrailChange *nearest(const Deployment &deployment) const;

    std::unique_ptr<std::vector<Known>> m_known; ///< oldest first
};

} // namespace sm::deployments
