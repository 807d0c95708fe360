// SPDX-License-Identifier: GPL-3.0-or-later
#include "poolcontents.h"

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

bool PoolContents::isImported(const QString &key, const User &kept, const QDateTime &since) const
{
    const auto found = users.constFind(key);
    return found != users.constEnd() && found->isUnused && found->attributes == kept.attributes
        && found->createdMs >= since.toMSecsSinceEpoch();
}

PoolVisitor collector(PoolContents *contents, const PoolFacts &facts)
{
    PoolVisitor visitor;
    visitor.user = [contents, facts](const PoolUser &user) {
        const QString key = facts.keyOf(user);
        contents->keys.insert(user.name, key);
        contents->users.insert(key,
            {user.name, user.checksum(), user.isEnabled, user.isFederated(), user.status == "FORCE_CHANGE_PASSWORD"_L1,
                user.createdAt().toMSecsSinceEpoch()});
        return ok();
    };
    visitor.group = [contents](const QJsonObject &group) {
        contents->groups.insert(group.value(u"GroupName"_s).toString(), group);
        return ok();
    };
    visitor.member = [contents](const QString &group, const QString &user) {
        contents->members[group].insert(contents->keys.value(user, user));
        return ok();
    };
    return visitor;
}

} // namespace sm::backups
