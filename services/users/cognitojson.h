// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/user.h>

#include <QJsonObject>

namespace sm::users {

/// UserType of ListUsers ("Attributes") and the answer of AdminGetUser ("UserAttributes").
User userFrom(const QJsonObject &json);
UserStatus userStatusFrom(const QString &word);

/// UserPoolType of DescribeUserPool.
UserPool userPoolFrom(const QJsonObject &json);

/// How long an ID token of this app client lives (UserPoolClientType; Cognito's default is an hour).
std::chrono::minutes idTokenValidityFrom(const QJsonObject &client);

} // namespace sm::users
