// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

namespace sm {

/// A string that is the name of one kind of thing, so that a pool can not be passed where a user is meant.
template <typename Tag>
struct Id
{
    QString value;

    bool isEmpty() const { return value.isEmpty(); }
    friend bool operator==(const Id &, const Id &) = default;
    friend auto operator<=>(const Id &a, const Id &b) { return a.value.compare(b.value) <=> 0; }
    friend size_t qHash(const Id &id, size_t seed = 0) { return ::qHash(id.value, seed); }
};

using AccountId = Id<struct AccountIdTag>;
using Region = Id<struct RegionTag>;
using UserPoolId = Id<struct UserPoolIdTag>;
using UserName = Id<struct UserNameTag>;
using GroupName = Id<struct GroupNameTag>;
using SystemId = Id<struct SystemIdTag>;
using PlanId = Id<struct PlanIdTag>;

} // namespace sm
