// SPDX-License-Identifier: GPL-3.0-or-later
#include "poolcomparison.h"

#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype shownAtMost = 100;

void compareUsers(PoolComparison &comparison, const PoolContents &backup, const PoolContents &pool)
{
    for (auto it = backup.users.cbegin(); it != backup.users.cend(); ++it) {
        const auto there = pool.users.constFind(it.key());
        if (there == pool.users.cend() && it->isFederated)
            ++comparison.federated;
        else if (there == pool.users.cend())
            comparison.missing << it.key();
        else if (there->attributes == it->attributes && there->isEnabled == it->isEnabled)
            ++comparison.same;
        else
            comparison.differing << it.key();
    }
    for (auto it = pool.users.cbegin(); it != pool.users.cend(); ++it) {
        if (!backup.users.contains(it.key()))
            comparison.added << it.key();
    }
}

void compareGroups(PoolComparison &comparison, const PoolContents &backup, const PoolContents &pool)
{
    for (auto it = backup.groups.cbegin(); it != backup.groups.cend(); ++it) {
        if (!pool.groups.contains(it.key()))
            comparison.missingGroups << it.key();
        else if (pool.groups.value(it.key()) != it.value())
            comparison.differingGroups << it.key();
    }
    for (auto it = pool.groups.cbegin(); it != pool.groups.cend(); ++it) {
        if (!backup.groups.contains(it.key()))
            comparison.addedGroups << it.key();
    }
}

/// Members of \p these that are not in \p those. Users whom only their provider makes count for nothing.
QStringList membersBeyond(const PoolContents &these, const PoolContents &those)
{
    QStringList beyond;
    for (auto it = these.members.cbegin(); it != these.members.cend(); ++it) {
        const QSet<QString> others = those.members.value(it.key());
        for (const QString &key : *it) {
            const bool isLeftOut = these.users.value(key).isFederated && !those.users.contains(key);
            if (!others.contains(key) && !isLeftOut)
                beyond << it.key() + u": "_s + key;
        }
    }
    beyond.sort();
    return beyond;
}

QJsonArray shown(const QStringList &names)
{
    return QJsonArray::fromStringList(names.first(std::min(names.size(), shownAtMost)));
}

/// The names of attributes that \p now has otherwise.
QStringList differencesOf(const PoolUser &kept, const PoolUser &now)
{
    QStringList names;
    const QMap<QString, QString> before = kept.writable();
    const QMap<QString, QString> after = now.writable();
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (after.value(it.key()) != it.value() || !after.contains(it.key()))
            names << it.key();
    }
    for (auto it = after.begin(); it != after.end(); ++it) {
        if (!before.contains(it.key()))
            names << it.key();
    }
    if (kept.isEnabled != now.isEnabled)
        names << u"enabled"_s;
    names.sort();
    return names;
}

} // namespace

bool PoolComparison::isSame() const
{
    return missing.isEmpty() && added.isEmpty() && differing.isEmpty() && missingGroups.isEmpty()
        && addedGroups.isEmpty() && differingGroups.isEmpty() && missingMembers.isEmpty() && addedMembers.isEmpty();
}

PoolComparison compared(const PoolContents &backup, const PoolContents &pool)
{
    PoolComparison comparison;
    compareUsers(comparison, backup, pool);
    compareGroups(comparison, backup, pool);
    comparison.missingMembers = membersBeyond(backup, pool);
    comparison.addedMembers = membersBeyond(pool, backup);
    for (QStringList *list : {&comparison.missing, &comparison.added, &comparison.differing})
        list->sort();
    return comparison;
}

QJsonObject toJson(const PoolComparison &comparison, const QMap<QString, QStringList> &details)
{
    QJsonObject differing;
    for (auto it = details.begin(); it != details.end(); ++it)
        differing.insert(it.key(), QJsonArray::fromStringList(it.value()));
    const QJsonObject users{{u"same"_s, comparison.same}, {u"missing"_s, comparison.missing.size()},
        {u"added"_s, comparison.added.size()}, {u"differing"_s, comparison.differing.size()},
        {u"federated"_s, comparison.federated}};
    const QJsonObject differences{{u"missing"_s, shown(comparison.missing)}, {u"added"_s, shown(comparison.added)},
        {u"differing"_s, differing}, {u"missingMembers"_s, shown(comparison.missingMembers)},
        {u"addedMembers"_s, shown(comparison.addedMembers)}};
    const QJsonObject groups{{u"missing"_s, shown(comparison.missingGroups)},
        {u"added"_s, shown(comparison.addedGroups)}, {u"differing"_s, shown(comparison.differingGroups)}};
    const QJsonObject memberships{
        {u"missing"_s, comparison.missingMembers.size()}, {u"added"_s, comparison.addedMembers.size()}};
    return {{u"same"_s, comparison.isSame()}, {u"users"_s, users}, {u"groups"_s, groups},
        {u"memberships"_s, memberships}, {u"differences"_s, differences}};
}

QCoro::Task<Result<QMap<QString, QStringList>>> detailsOf(
    aws::Caller *caller, PoolFacts facts, QString folder, PoolComparison comparison, CancelToken token)
{
    QMap<QString, QStringList> details;
    const QStringList wanted = comparison.differing.first(std::min(comparison.differing.size(), shownAtMost));
    if (wanted.isEmpty())
        co_return details;
    QMap<QString, PoolUser> kept;
    PoolVisitor visitor;
    visitor.user = [&](const PoolUser &user) {
        if (const QString key = facts.keyOf(user); wanted.contains(key))
            kept.insert(key, user);
        return ok();
    };
    visitor.group = [](const QJsonObject &) { return ok(); };
    visitor.member = [](const QString &, const QString &) { return ok(); };
    if (const Result<void> walked = walkBackup(folder, visitor); !walked)
        co_return walked.error();
    for (auto it = kept.cbegin(); it != kept.cend(); ++it) {
        const QJsonObject input{{u"UserPoolId"_s, facts.id}, {u"Username"_s, facts.nameToCreate(*it)}};
        const aws::Call call{u"cognito-idp"_s, u"AdminGetUser"_s, input};
        const Result<aws::Answer> now = co_await caller->read(call, token);
        if (!now)
            co_return now.error();
        details.insert(it.key(), differencesOf(*it, poolUserFrom(now->output)));
    }
    co_return details;
}

} // namespace sm::backups
