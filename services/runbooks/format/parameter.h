// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jsontemplate.h"

#include <QStringList>

#include <optional>

namespace sm::runbooks {

/// Where a form finds the values to choose from.
struct Picker
{
    QString uses; ///< a read: "aws:cognito-idp:ListUserPools"
    JsonTemplate with; ///< may use other parameters and the system
    QString select; ///< JMESPath over the answer: a list of texts, or of {value, title}
};

struct Parameter
{
    enum class Type { String, Text, Integer, Number, Boolean, Choice, List, Date, Duration, Secret, Json };

    QString name;
    Type type = Type::String;
    QString title; ///< never empty: the name where the author gave none
    QString description;
    QJsonValue defaultValue = QJsonValue::Undefined; ///< as a person would give it: checkValues()
    bool isRequired = true; ///< false: it may be left out, and is null then
    QString pattern; ///< the whole text has to match; of a list, each of its texts
    std::optional<double> minimum;
    std::optional<double> maximum;
    QStringList choices;
    std::optional<Picker> picker;
    Place place;

    bool isSecret() const { return type == Type::Secret; }
    bool hasDefault() const { return !defaultValue.isUndefined(); }
};

/// "string", "choice", … in the order of the enumeration.
QStringList parameterTypeWords();
QString parameterTypeWord(Parameter::Type type);

} // namespace sm::runbooks
