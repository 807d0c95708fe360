// SPDX-License-Identifier: GPL-3.0-or-later
#include "memberpath.h"

#include <QJsonArray>
#include <QStringList>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject replaceIn(QJsonObject object, const QStringList &names, const Replace &replace);

QJsonValue replaced(const QString &member, const QJsonValue &value, const QStringList &rest, const Replace &replace)
{
    if (rest.isEmpty())
        return replace(member, value);
    return value.isObject() ? QJsonValue(replaceIn(value.toObject(), rest, replace)) : value;
}

QJsonArray replacedEach(const QString &member, QJsonArray list, const QStringList &rest, const Replace &replace)
{
    for (qsizetype i = 0; i < list.size(); ++i)
        list[i] = replaced(member, list.at(i), rest, replace);
    return list;
}

QJsonObject replaceIn(QJsonObject object, const QStringList &names, const Replace &replace)
{
    const bool isList = names.first().endsWith("[]"_L1);
    const QString name = isList ? names.first().chopped(2) : names.first();
    const QStringList members = name == u"*"_s ? object.keys() : QStringList{name};
    for (const QString &member : members) {
        const QJsonValue value = object.value(member);
        if (value.isUndefined())
            continue;
        if (isList)
            object[member] = replacedEach(member, value.toArray(), names.mid(1), replace);
        else
            object[member] = replaced(member, value, names.mid(1), replace);
    }
    return object;
}

} // namespace

QJsonObject replaceAt(const QJsonObject &object, const QString &path, const Replace &replace)
{
    return replaceIn(object, path.split(u'.'), replace);
}

} // namespace sm::operations
