// SPDX-License-Identifier: GPL-3.0-or-later
#include "functions.h"

#include "problem.h"
#include "values.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::jmespath {

namespace {

bool holdsOnly(const QJsonValue &array, QJsonValue::Type type)
{
    const QJsonArray elements = array.toArray();
    return array.isArray() && std::all_of(elements.begin(), elements.end(), [type](const QJsonValue &element) {
        return element.type() == type;
    });
}

Type typeOf(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Double:
        return Number;
    case QJsonValue::String:
        return String;
    case QJsonValue::Bool:
        return Boolean;
    case QJsonValue::Array:
        return Array;
    case QJsonValue::Object:
        return Object;
    default:
        return Null;
    }
}

bool accepts(unsigned types, const Argument &argument)
{
    if (argument.reference)
        return (types & Reference) != 0;
    return (types & typeOf(argument.value)) != 0
        || ((types & NumberArray) != 0 && holdsOnly(argument.value, QJsonValue::Double))
        || ((types & StringArray) != 0 && holdsOnly(argument.value, QJsonValue::String));
}

QString typeNames(unsigned types)
{
    constexpr std::pair<Type, const char *> names[] = {{Number, "number"}, {String, "string"}, {Boolean, "boolean"},
        {Array, "array"}, {Object, "object"}, {Null, "null"}, {NumberArray, "array of numbers"},
        {StringArray, "array of strings"}, {Reference, "&expression"}};
    QStringList accepted;
    for (const auto &[type, name] : names) {
        if ((types & type) != 0)
            accepted += QLatin1String(name);
    }
    return accepted.join(QLatin1String(" | "));
}

} // namespace

const Function *findFunction(const QString &name)
{
    static const QList<Function> all = numberFunctions() + stringFunctions() + collectionFunctions() + orderFunctions();
    const auto found
        = std::find_if(all.begin(), all.end(), [&](const Function &function) { return name == function.name; });
    return found == all.end() ? nullptr : &*found;
}

bool takesArguments(const Function &function, size_t count)
{
    const auto parameters = static_cast<size_t>(function.parameters.size());
    return function.variadic ? count >= parameters : count == parameters;
}

Result<QJsonValue> call(const Call &call)
{
    const QList<unsigned> &parameters = call.function.parameters;
    for (qsizetype i = 0; i < call.arguments.size(); ++i) {
        const unsigned types = parameters[std::min(i, parameters.size() - 1)];
        const Argument &argument = call.arguments[i];
        if (!accepts(types, argument))
            return invalidType(
                call, typeNames(types), argument.reference ? QStringLiteral("&expression") : typeName(argument.value));
    }
    return call.function.run(call);
}

Error invalidType(const Call &call, const QString &expected, const QString &actual)
{
    const QString reason = QCoreApplication::translate("sm::jmespath", "%1() takes %2, not %3");
    return problem("invalid-type", reason.arg(call.function.name, expected, actual), call.position);
}

} // namespace sm::jmespath
