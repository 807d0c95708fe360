// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace sm::deployments {

/// What a version of a configuration says: of flags {NAME: {enabled, …attributes}}, of other JSON its members, and of
/// what is no object {"content": its size and digest}. \p content is in Base64, as AWS::Caller gives it.
QJsonObject flagsIn(const QString &content);

/// Whether a flag is on: its "enabled", or itself when it is a boolean. Nothing: it is no flag.
std::optional<bool> isFlagOn(const QJsonValue &flag);

/// Whether what is called so is kept from the screen: "db.PASSWORD".
bool isSecretFlag(const QString &path);

} // namespace sm::deployments
