// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QJsonObject>
#include <QMap>
#include <QString>

namespace sm::backups {

/// A user of a pool as a backup keeps it.
struct PoolUser
{
    QString name; ///< Cognito's: the sub in pools where people sign in by e-mail
    QMap<QString, QString> attributes; ///< all of them, those that belong to Cognito too
    bool isEnabled = true;
    QString status; ///< "CONFIRMED"
    QString created; ///< UTC, ISO 8601
    QString modified;

    /// Those that a person may write: all but "sub", "identities" and what begins with "cognito:".
    QMap<QString, QString> writable() const;
    /// Somebody else signs this user in, so nobody but that provider can make it.
    bool isFederated() const { return status == QLatin1String("EXTERNAL_PROVIDER"); }
    /// SHA-256 over the writable attributes, 32 bytes: what comes back with a user.
    QByteArray checksum() const;
    QDateTime createdAt() const { return QDateTime::fromString(created, Qt::ISODateWithMs); }
};

/// UserType of ListUsers ("Attributes"), and the answer of AdminGetUser ("UserAttributes").
PoolUser poolUserFrom(const QJsonObject &cognito);

/// A line of users.jsonl: {name, attributes, enabled, status, created, modified, sha256}.
QJsonObject toLine(const PoolUser &user);
PoolUser poolUserFromLine(const QJsonObject &line);

/// [{Name, Value}]
QJsonArray attributesOf(const PoolUser &user);

} // namespace sm::backups
