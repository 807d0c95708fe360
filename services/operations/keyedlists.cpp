// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyedlists.h"

#include <core/json.h>

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

QString keyOf(const QJsonValue &element, const QString &path)
{
    QJsonValue value = element;
    for (const QString &name : path.split(u'.'))
        value = value[name];
    return value.isString() ? value.toString() : u'\n' + QString::fromUtf8(toCompactJson(element));
}

/// Two widgets may have one title: neither may take the other's place.
QString freeKey(QString key, const QJsonObject &taken)
{
    while (taken.contains(key))
        key += u'\n';
    return key;
}

/// A policy with one statement may give it without its list.
bool isKeyed(const QString &name, const QJsonValue &value, const ListKeys &keys)
{
    return keys.contains(name) && (value.isArray() || value.isObject());
}

QJsonObject byKey(const QJsonValue &value, const QString &path, const ListKeys &keys)
{
    const QJsonArray list = value.isArray() ? value.toArray() : QJsonArray{value};
    QJsonObject object;
    for (const QJsonValue element : list)
        object.insert(freeKey(keyOf(element, path), object), keyed(element, keys));
    return object;
}

QJsonArray inOrder(const QJsonObject &elements, const QString &path, const ListKeys &keys, const QJsonArray &like)
{
    QJsonArray list;
    QJsonObject left = elements;
    QJsonObject passed;
    for (const QJsonValue known : like) {
        const QString key = freeKey(keyOf(known, path), passed);
        passed.insert(key, true);
        if (left.contains(key))
            list << unkeyed(left.take(key), keys, known);
    }
    for (auto it = left.begin(); it != left.end(); ++it)
        list << unkeyed(it.value(), keys, {});
    return list;
}

} // namespace

QJsonValue keyed(const QJsonValue &value, const ListKeys &keys)
{
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonValue member = it.value();
        it.value() = isKeyed(it.key(), member, keys) ? QJsonValue(byKey(member, keys.value(it.key()), keys))
                                                     : keyed(member, keys);
    }
    return object;
}

QJsonValue unkeyed(const QJsonValue &value, const ListKeys &keys, const QJsonValue &like)
{
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonValue member = it.value();
        const QJsonValue model = like[it.key()];
        it.value() = keys.contains(it.key()) && member.isObject()
            ? QJsonValue(inOrder(member.toObject(), keys.value(it.key()), keys, model.toArray()))
            : unkeyed(member, keys, model);
    }
    return object;
}

QJsonValue mergedInto(const QJsonValue &present, const QJsonValue &change)
{
    if (!present.isObject() || !change.isObject())
        return change;
    QJsonObject merged = present.toObject();
    const QJsonObject changes = change.toObject();
    for (auto it = changes.begin(); it != changes.end(); ++it) {
        if (it->isNull())
            merged.remove(it.key());
        else
            merged.insert(it.key(), mergedInto(merged.value(it.key()), it.value()));
    }
    return merged;
}

} // namespace sm::operations
