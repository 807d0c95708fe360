// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "node.h"

#include <core/result.h>

#include <QJsonArray>

namespace sm::jmespath {

class Evaluation;

/// The types that a parameter takes, as flags.
enum Type : unsigned {
    Number = 1 << 0,
    String = 1 << 1,
    Boolean = 1 << 2,
    Array = 1 << 3,
    Object = 1 << 4,
    Null = 1 << 5,
    NumberArray = 1 << 6,
    StringArray = 1 << 7,
    Reference = 1 << 8, ///< &expression
    Any = Number | String | Boolean | Array | Object | Null,
};

struct Argument
{
    QJsonValue value;
    const Node *reference = nullptr; ///< for &expression; the value is then unused
};

/// A call whose arguments have the types that the function takes.
struct Call
{
    const Function &function;
    const QList<Argument> &arguments;
    Evaluation &evaluation;
    qsizetype position;

    QJsonValue value(qsizetype index) const { return arguments[index].value; }
    QJsonArray array(qsizetype index) const { return value(index).toArray(); }
    QString string(qsizetype index) const { return value(index).toString(); }
};

struct Function
{
    QLatin1String name;
    QList<unsigned> parameters; ///< Type flags
    Result<QJsonValue> (*run)(const Call &);
    bool variadic = false; ///< the last parameter may come any number of times, but once at least
};

/// Null where the language has none of that name.
const Function *findFunction(const QString &name);
bool takesArguments(const Function &function, size_t count);

/// Checks the types, then runs it.
/// \error Kind::Invalid code "invalid-type"
Result<QJsonValue> call(const Call &call);

/// The words for an argument of the wrong type, or a key of the wrong type that an &expression gave.
Error invalidType(const Call &call, const QString &expected, const QString &actual);

QList<Function> numberFunctions();
QList<Function> stringFunctions();
QList<Function> collectionFunctions();
QList<Function> orderFunctions();

} // namespace sm::jmespath
