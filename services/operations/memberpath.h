// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <functional>

namespace sm::operations {

/// Called with the name of the member that holds a value, and the value; what it returns takes the value's place.
using Replace = std::function<QJsonValue(const QString &member, const QJsonValue &value)>;

/// Replaces what \p path names in \p object. Members are parted by dots; "*" is every key of a map, "[]" after a name
/// every element of its list: "AuthParameters.*", "Users[].Password". What is not there is passed over.
QJsonObject replaceAt(const QJsonObject &object, const QString &path, const Replace &replace);

} // namespace sm::operations
