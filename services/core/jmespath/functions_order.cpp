// SPDX-License-Identifier: GPL-3.0-or-later
#include "functions.h"
#include "interpreter.h"
#include "values.h"

#include <algorithm>

namespace sm::jmespath {

namespace {

struct Keyed
{
    QJsonValue key;
    QJsonValue element;
    qsizetype place; ///< in the array: equal keys keep their order
};

bool comesBefore(const Keyed &a, const Keyed &b)
{
    if (isLess(a.key, b.key))
        return true;
    return !isLess(b.key, a.key) && a.place < b.place;
}

/// Each element with what the expression gives for it: numbers all, or strings all.
Result<QList<Keyed>> keyed(const Call &call)
{
    QList<Keyed> all;
    const QJsonArray array = call.array(0);
    for (const QJsonValue &element : array) {
        const Result<QJsonValue> key = call.evaluation.of(*call.arguments[1].reference, element);
        if (!key)
            return key.error();
        if (!key->isDouble() && !key->isString())
            return invalidType(call, QStringLiteral("number | string"), typeName(*key));
        if (!all.isEmpty() && all.first().key.type() != key->type())
            return invalidType(call, typeName(all.first().key), typeName(*key));
        all.append(Keyed{*key, element, all.size()});
    }
    return all;
}

/// Elements that are their own keys; the types of the parameter have seen to it that they compare.
QList<Keyed> ownKeys(const QJsonArray &array)
{
    QList<Keyed> all;
    for (const QJsonValue &element : array)
        all.append(Keyed{element, element, all.size()});
    return all;
}

QJsonValue sorted(const QList<Keyed> &keyedElements)
{
    QList<Keyed> all = keyedElements;
    std::sort(all.begin(), all.end(), comesBefore);
    QJsonArray elements;
    for (const Keyed &each : std::as_const(all))
        elements.append(each.element);
    return elements;
}

/// The first of the largest ones.
QJsonValue largest(const QList<Keyed> &all)
{
    const auto found
        = std::max_element(all.begin(), all.end(), [](const Keyed &a, const Keyed &b) { return isLess(a.key, b.key); });
    return found == all.end() ? QJsonValue(QJsonValue::Null) : found->element;
}

QJsonValue smallest(const QList<Keyed> &all)
{
    const auto found = std::min_element(all.begin(), all.end(), comesBefore);
    return found == all.end() ? QJsonValue(QJsonValue::Null) : found->element;
}

Result<QJsonValue> sort(const Call &call) { return sorted(ownKeys(call.array(0))); }
Result<QJsonValue> max(const Call &call) { return largest(ownKeys(call.array(0))); }
Result<QJsonValue> min(const Call &call) { return smallest(ownKeys(call.array(0))); }

template <QJsonValue (*pick)(const QList<Keyed> &)>
Result<QJsonValue> byKey(const Call &call)
{
    const Result<QList<Keyed>> all = keyed(call);
    if (!all)
        return all.error();
    return pick(*all);
}

} // namespace

QList<Function> orderFunctions()
{
    return {
        {QLatin1String("max"), {NumberArray | StringArray}, max},
        {QLatin1String("max_by"), {Array, Reference}, byKey<largest>},
        {QLatin1String("min"), {NumberArray | StringArray}, min},
        {QLatin1String("min_by"), {Array, Reference}, byKey<smallest>},
        {QLatin1String("sort"), {NumberArray | StringArray}, sort},
        {QLatin1String("sort_by"), {Array, Reference}, byKey<sorted>},
    };
}

} // namespace sm::jmespath
