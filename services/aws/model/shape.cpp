// SPDX-License-Identifier: GPL-3.0-or-later
#include "shape.h"

namespace sm::aws {

const Member *Shape::member(const QString &memberName) const
{
    const auto found = std::lower_bound(members.begin(), members.end(), memberName,
        [](const Member &member, const QString &wanted) { return member.name < wanted; });
    return found != members.end() && found->name == memberName ? &*found : nullptr;
}

} // namespace sm::aws
