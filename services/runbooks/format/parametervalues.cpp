// SPDX-License-Identifier: GPL-3.0-or-later
#include "parametervalues.h"

#include "nearestname.h"
#include "typedvalue.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::runbooks {

using namespace Qt::Literals::StringLiterals;

namespace {

using Type = Parameter::Type;

QString tr(const char *text) { return QCoreApplication::translate("sm::runbooks", text); }

bool isNothing(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull() || (value.isString() && value.toString().isEmpty());
}

QStringList namesOf(const QList<Parameter> &parameters)
{
    QStringList names;
    for (const Parameter &each : parameters)
        names << each.name;
    return names;
}

void checkSecret(const Parameter &parameter, const ParameterValues &given, CheckedValues &checked)
{
    const auto secret = given.secrets.constFind(parameter.name);
    if (given.json.contains(parameter.name))
        checked.problems.insert(parameter.name, tr("is a secret and must not be given as data"));
    else if (secret != given.secrets.constEnd() && !secret->isEmpty())
        checked.values.secrets.insert(parameter.name, *secret);
    else if (parameter.isRequired)
        checked.problems.insert(parameter.name, tr("is needed"));
}

void checkValue(const Parameter &parameter, const ParameterValues &given, CheckedValues &checked)
{
    QJsonValue value = given.json.value(parameter.name);
    if (isNothing(value))
        value = parameter.defaultValue;
    if (given.secrets.contains(parameter.name)) {
        checked.problems.insert(parameter.name, tr("is no secret"));
    } else if (isNothing(value)) {
        if (parameter.isRequired)
            checked.problems.insert(parameter.name, tr("is needed"));
    } else if (const Result<QJsonValue> typed = typedValue(parameter, value)) {
        checked.values.json.insert(parameter.name, *typed);
    } else {
        checked.problems.insert(parameter.name, typed.error().message());
    }
}

/// \p text as the JSON that a form would give for \p parameter.
Result<QJsonValue> valueOfText(const Parameter &parameter, const QString &text)
{
    switch (parameter.type) {
    case Type::Integer:
    case Type::Number: {
        bool isInteger = false;
        bool isNumber = false;
        const qint64 integer = text.toLongLong(&isInteger);
        const double number = text.toDouble(&isNumber);
        if (isInteger)
            return QJsonValue(integer);
        return isNumber && qIsFinite(number) ? Result<QJsonValue>(QJsonValue(number)) : QJsonValue(text);
    }
    case Type::Boolean:
        return text == "true"_L1 || text == "false"_L1 ? QJsonValue(text == "true"_L1) : QJsonValue(text);
    case Type::Json:
        return parseJson(text.toUtf8());
    default:
        return QJsonValue(text);
    }
}

void assign(const Parameter &parameter, const QString &text, ParameterValues &given, QMap<QString, QString> &problems)
{
    if (parameter.isSecret()) {
        problems.insert(
            parameter.name, tr("is a secret, and others can read a command line: leave it out, and it is asked for"));
    } else if (parameter.type == Type::List) {
        QJsonArray items = given.json.value(parameter.name).toArray();
        items.append(text);
        given.json.insert(parameter.name, items);
    } else if (given.json.contains(parameter.name)) {
        problems.insert(parameter.name, tr("is given twice"));
    } else if (const Result<QJsonValue> value = valueOfText(parameter, text)) {
        given.json.insert(parameter.name, *value);
    } else {
        problems.insert(parameter.name, value.error().message());
    }
}

} // namespace

Result<ParameterValues> CheckedValues::result() const
{
    if (problems.isEmpty())
        return values;
    QStringList lines;
    for (auto it = problems.begin(); it != problems.end(); ++it)
        lines << u"“%1” %2."_s.arg(it.key(), it.value());
    return Error(Error::Kind::Invalid, lines.join(u'\n'));
}

CheckedValues checkValues(const QList<Parameter> &parameters, const ParameterValues &given)
{
    CheckedValues checked;
    const QStringList known = namesOf(parameters);
    for (const QString &name : given.json.keys() + given.secrets.keys()) {
        if (!known.contains(name))
            checked.problems.insert(name, tr("is no parameter of this runbook%1").arg(suggestion(name, known)));
    }
    for (const Parameter &parameter : parameters) {
        if (parameter.isSecret())
            checkSecret(parameter, given, checked);
        else
            checkValue(parameter, given, checked);
    }
    return checked;
}

CheckedValues valuesOfTexts(const QList<Parameter> &parameters, const QStringList &assignments)
{
    ParameterValues given;
    QMap<QString, QString> problems;
    const QStringList known = namesOf(parameters);
    for (const QString &assignment : assignments) {
        const QString name = assignment.section(u'=', 0, 0);
        const qsizetype at = known.indexOf(name);
        if (at < 0)
            problems.insert(name, tr("is no parameter of this runbook%1").arg(suggestion(name, known)));
        else if (!assignment.contains(u'='))
            problems.insert(name, tr("has no value: write %1=VALUE").arg(name));
        else
            assign(parameters[at], assignment.section(u'=', 1), given, problems);
    }
    CheckedValues checked = checkValues(parameters, given);
    checked.problems.insert(problems); // what could not be read at all says more than that it is needed
    return checked;
}

} // namespace sm::runbooks
