// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "secret.h"

#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <optional>

namespace sm {

/// One value that a person is asked for.
struct FormField
{
    enum class Kind { Line, Text, Integer, Number, Boolean, Choice, List, Date, Duration, Secret, Json };

    QString name; ///< unique in its form
    Kind kind = Kind::Line;
    QString title;
    QString help;
    QJsonValue initial = QJsonValue::Undefined;
    bool isRequired = true;
    QStringList choices; ///< Choice
    std::optional<double> minimum;
    std::optional<double> maximum;
    bool hasOptions = false; ///< values to choose from can be read; any other may be typed all the same
    QStringList optionsNeed; ///< the fields that reading them depends on
};

/// A value to choose from.
struct FieldOption
{
    QString value;
    QString title; ///< empty: the value says it all
    friend bool operator==(const FieldOption &, const FieldOption &) = default;
};

/// What a person gave, by the names of the fields; what was left out is not there. Secrets are never in \c values.
struct FormValues
{
    QJsonObject values;
    QMap<QString, Secret> secrets;
};

} // namespace sm
