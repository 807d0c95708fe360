// SPDX-License-Identifier: GPL-3.0-or-later
#include "fielddifference.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

QString hidden() { return QCoreApplication::translate("sm::deployments::Difference", "hidden"); }

QString nameOf(const QJsonValue &element)
{
    for (const QLatin1StringView key : {"Name"_L1, "name"_L1, "Key"_L1, "key"_L1, "id"_L1}) {
        if (const QJsonValue name = element.toObject().value(key); name.isString())
            return name.toString();
    }
    return {};
}

/// The elements by their names; nothing where one has none, or two have the same.
std::optional<QJsonObject> named(const QJsonArray &list)
{
    QJsonObject byName;
    for (const QJsonValue &element : list) {
        const QString name = nameOf(element);
        if (name.isEmpty() || byName.contains(name))
            return {};
        byName.insert(name, element);
    }
    return byName;
}

QString textOf(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isNull() || value.isUndefined())
        return {};
    const QByteArray list = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.mid(1, list.size() - 2));
}

using Leaves = QMap<QString, QJsonValue>;

void flatten(const QString &path, const QJsonValue &value, Leaves &leaves)
{
    std::optional<QJsonObject> members;
    if (value.isObject())
        members = value.toObject();
    else if (value.isArray() && !value.toArray().isEmpty())
        members = named(value.toArray());
    if (!members || members->isEmpty()) {
        leaves.insert(path, value);
        return;
    }
    for (auto it = members->begin(); it != members->end(); ++it)
        flatten(path.isEmpty() ? it.key() : path + u'.' + it.key(), it.value(), leaves);
}

Leaves leavesOf(const QJsonObject &object)
{
    Leaves leaves;
    if (!object.isEmpty())
        flatten({}, object, leaves);
    return leaves;
}

Difference difference(const QString &path, const QJsonValue &now, const QJsonValue &then, bool isSecret)
{
    Difference row{path, textOf(now), textOf(then), isSecret, now == then};
    if (isSecret) {
        row.now = row.now.isEmpty() ? QString() : hidden();
        row.then = row.then.isEmpty() ? QString() : hidden();
    }
    return row;
}

} // namespace

QList<Difference> differences(
    const QJsonObject &now, const QJsonObject &then, const IsSecret &isSecret, const QSet<QString> &asked)
{
    const Leaves before = leavesOf(now);
    const Leaves after = leavesOf(then);
    Leaves both = after;
    both.insert(before);
    QList<Difference> rows;
    QList<Difference> same;
    for (auto it = both.begin(); it != both.end(); ++it) {
        const QString &path = it.key();
        const QJsonValue left = before.value(path, QJsonValue::Undefined);
        const QJsonValue right = after.value(path, QJsonValue::Undefined);
        const Difference row = difference(path, left, right, isSecret && isSecret(path, left, right));
        if (!row.isSame)
            rows << row;
        else if (asked.contains(path))
            same << row;
    }
    return rows + same;
}

} // namespace sm::deployments
