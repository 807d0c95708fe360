// SPDX-License-Identifier: GPL-3.0-or-later
#include "functions.h"
#include "interpreter.h"
#include "values.h"

#include <QJsonObject>

namespace sm::jmespath {

namespace {

Result<QJsonValue> keys(const Call &call)
{
    return QJsonValue(QJsonArray::fromStringList(call.value(0).toObject().keys()));
}

Result<QJsonValue> values(const Call &call)
{
    QJsonArray members;
    const QJsonObject object = call.value(0).toObject();
    for (const QJsonValue &member : object)
        members.append(member);
    return QJsonValue(members);
}

Result<QJsonValue> merge(const Call &call)
{
    QJsonObject merged;
    for (qsizetype i = 0; i < call.arguments.size(); ++i) {
        const QJsonObject next = call.value(i).toObject();
        for (auto member = next.begin(); member != next.end(); ++member)
            merged.insert(member.key(), member.value());
    }
    return QJsonValue(merged);
}

Result<QJsonValue> items(const Call &call)
{
    QJsonArray pairs;
    const QJsonObject object = call.value(0).toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        pairs.append(QJsonArray{member.key(), member.value()});
    return QJsonValue(pairs);
}

/// The reverse of items(); of two pairs with the same key the later one counts.
Result<QJsonValue> fromItems(const Call &call)
{
    QJsonObject object;
    const QJsonArray pairs = call.array(0);
    for (const QJsonValue pair : pairs) {
        if (pair.toArray().size() != 2 || !pair[0].isString())
            return invalidType(call, QStringLiteral("array of [string, value]"), QStringLiteral("something else"));
        object.insert(pair[0].toString(), pair[1]);
    }
    return QJsonValue(object);
}

/// [value, element] for each element: what a projection hides of the value outside is then beside each element.
Result<QJsonValue> paired(const Call &call)
{
    QJsonArray pairs;
    const QJsonArray elements = call.array(1);
    for (const QJsonValue element : elements)
        pairs.append(QJsonArray{call.value(0), element});
    return QJsonValue(pairs);
}

/// The one element that only the first of two arrays has; null where there is none, or several. What is no array has no
/// elements.
Result<QJsonValue> newcomer(const Call &call)
{
    const QJsonArray before = call.value(1).toArray();
    QJsonArray added;
    const QJsonArray now = call.value(0).toArray();
    for (const QJsonValue element : now) {
        if (!before.contains(element))
            added.append(element);
    }
    return added.size() == 1 ? added.first() : QJsonValue(QJsonValue::Null);
}

Result<QJsonValue> notNull(const Call &call)
{
    for (const Argument &argument : call.arguments) {
        if (!argument.value.isNull())
            return argument.value;
    }
    return QJsonValue(QJsonValue::Null);
}

Result<QJsonValue> toArray(const Call &call)
{
    return call.value(0).isArray() ? call.value(0) : QJsonValue(QJsonArray{call.value(0)});
}

Result<QJsonValue> map(const Call &call)
{
    QJsonArray mapped;
    const QJsonArray array = call.array(1);
    for (const QJsonValue &element : array) {
        const Result<QJsonValue> value = call.evaluation.of(*call.arguments[0].reference, element);
        if (!value)
            return value;
        mapped.append(*value);
    }
    return QJsonValue(mapped);
}

} // namespace

QList<Function> collectionFunctions()
{
    return {
        {QLatin1String("from_items"), {Array}, fromItems},
        {QLatin1String("items"), {Object}, items},
        {QLatin1String("keys"), {Object}, keys},
        {QLatin1String("map"), {Reference, Array}, map},
        {QLatin1String("merge"), {Object}, merge, true},
        {QLatin1String("newcomer"), {Any, Any}, newcomer},
        {QLatin1String("not_null"), {Any}, notNull, true},
        {QLatin1String("paired"), {Any, Array}, paired},
        {QLatin1String("to_array"), {Any}, toArray},
        {QLatin1String("values"), {Object}, values},
    };
}

} // namespace sm::jmespath
