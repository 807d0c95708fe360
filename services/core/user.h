// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ids.h"

#include <QDateTime>
#include <QList>
#include <QStringList>

#include <chrono>

namespace sm {

/// Where a Cognito user stands (UserStatusType). Unknown: a status that came after this was written.
enum class UserStatus {
    Unconfirmed,
    Confirmed,
    Archived,
    Compromised,
    Unknown,
    ResetRequired,
    ForceChangePassword,
    ExternalProvider,
};

struct UserAttribute
{
    QString name; ///< "email", "custom:department"
    QString value;
    friend bool operator==(const UserAttribute &, const UserAttribute &) = default;
};

/// A user of a pool as one reading showed it.
struct User
{
    UserName name;
    QList<UserAttribute> attributes; ///< in the order of the service
    UserStatus status = UserStatus::Unknown;
    bool enabled = true;
    QDateTime created; ///< UTC
    QDateTime modified; ///< UTC
    QStringList groups; ///< sorted

    QString attribute(const QString &attributeName) const
    {
        for (const UserAttribute &each : attributes) {
            if (each.name == attributeName)
                return each.value;
        }
        return {};
    }
};

/// What a new password has to be like (DescribeUserPool, Policies.PasswordPolicy).
struct PasswordPolicy
{
    int minimumLength = 8; ///< characters, 6 to 99
    bool requiresLowercase = true;
    bool requiresUppercase = true;
    bool requiresNumbers = true;
    bool requiresSymbols = true;
    int temporaryPasswordDays = 7; ///< an invitation ends after this many days
};

struct UserPool
{
    UserPoolId id;
    QString name;
    PasswordPolicy passwordPolicy;
    QStringList attributeNames; ///< of the schema: "email", "custom:department"
    QStringList requiredAttributes;
    QStringList usernameAttributes; ///< "email", "phone_number": the sign-in name is one of these
    qint64 estimatedUsers = 0;
    /// Longest validity of an ID token over the pool's app clients: how long a disabled user may still hold one.
    std::chrono::minutes idTokenValidity{60};
};

struct UserGroup
{
    GroupName name;
    QString description;
};

/// Attributes that Cognito sets itself and nobody else can: "sub", "identities", "cognito:…".
bool isServiceOwned(const QString &attributeName);

/// What a person calls \p user: the e-mail address, else the user name.
QString displayName(const User &user);

/// The status in the words of the screen: "Must change password".
QString statusText(UserStatus status);

/// An invitation ends some days after it was sent; Cognito has no state for that, so it is computed.
bool isInvitationExpired(UserStatus status, const QDateTime &modified, int temporaryPasswordDays, const QDateTime &now);

} // namespace sm
