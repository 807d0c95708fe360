// SPDX-License-Identifier: GPL-3.0-or-later
#include "threeway.h"

#include <QJsonObject>
#include <QStringList>

#include <algorithm>

namespace sm::operations {

namespace {

struct Side
{
    QJsonValue before;
    QJsonValue after;
    QJsonValue now;
};

/// Whether all three can be looked into. A state that is not there is looked at as a whole: half a thing is none.
bool canDescend(const Side &side) { return side.before.isObject() && side.after.isObject() && side.now.isObject(); }

QStringList membersOf(const Side &side)
{
    QStringList names = side.before.toObject().keys() + side.after.toObject().keys() + side.now.toObject().keys();
    names.sort();
    names.removeDuplicates();
    return names;
}

QJsonValue compare(const Side &side, const QString &path, QList<Difference> &differences);

QJsonValue compareMembers(const Side &side, const QString &path, QList<Difference> &differences)
{
    QJsonObject target;
    for (const QString &name : membersOf(side)) {
        const QString place = path.isEmpty() ? name : path + u'.' + name;
        const QJsonValue value = compare({side.before[name], side.after[name], side.now[name]}, place, differences);
        if (!value.isUndefined())
            target.insert(name, value);
    }
    return target;
}

QJsonValue compare(const Side &side, const QString &path, QList<Difference> &differences)
{
    if (canDescend(side))
        return compareMembers(side, path, differences);
    const bool ours = side.before != side.after;
    const bool theirs = side.now != side.after;
    if (!ours && !theirs)
        return side.now;
    const bool conflict = ours && theirs && side.now != side.before;
    differences << Difference{path, side.before, side.after, side.now, conflict};
    return ours ? side.before : side.now;
}

Comparison::Kind kindOf(const QList<Difference> &differences)
{
    using Kind = Comparison::Kind;
    const auto any
        = [&differences](auto matches) { return std::any_of(differences.begin(), differences.end(), matches); };
    if (any([](const Difference &each) { return each.isConflict; }))
        return Kind::Conflict;
    const auto isLeft = [](const Difference &each) { return each.before != each.after && each.now == each.after; };
    if (!any(isLeft))
        return Kind::AlreadyBack;
    return any([](const Difference &each) { return each.now != each.after; }) ? Kind::Merged : Kind::Untouched;
}

} // namespace

Comparison threeWay(const QJsonValue &before, const QJsonValue &after, const QJsonValue &now, const ListKeys &keys)
{
    Comparison result;
    const QJsonValue target
        = compare({keyed(before, keys), keyed(after, keys), keyed(now, keys)}, {}, result.differences);
    result.kind = kindOf(result.differences);
    result.target = unkeyed(target, keys, now);
    return result;
}

} // namespace sm::operations
