// SPDX-License-Identifier: GPL-3.0-or-later
#include "pooluser.h"

#include <core/json.h>
#include <crypto/digest.h>

#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isCognitosOwn(const QString &name)
{
    return name == "sub"_L1 || name == "identities"_L1 || name.startsWith("cognito:"_L1);
}

QJsonObject objectOf(const QMap<QString, QString> &attributes)
{
    QJsonObject object;
    for (auto it = attributes.begin(); it != attributes.end(); ++it)
        object.insert(it.key(), it.value());
    return object;
}

} // namespace

QMap<QString, QString> PoolUser::writable() const
{
    QMap<QString, QString> own = attributes;
    own.removeIf([](QMap<QString, QString>::iterator each) { return isCognitosOwn(each.key()); });
    return own;
}

QByteArray PoolUser::checksum() const { return crypto::sha256(toCompactJson(objectOf(writable()))); }

PoolUser poolUserFrom(const QJsonObject &cognito)
{
    PoolUser user;
    user.name = cognito.value(u"Username"_s).toString();
    user.isEnabled = cognito.value(u"Enabled"_s).toBool(true);
    user.status = cognito.value(u"UserStatus"_s).toString();
    user.created = cognito.value(u"UserCreateDate"_s).toString();
    user.modified = cognito.value(u"UserLastModifiedDate"_s).toString();
    const QString member = cognito.contains(u"Attributes"_s) ? u"Attributes"_s : u"UserAttributes"_s;
    const QJsonArray attributes = cognito.value(member).toArray();
    for (const QJsonValue each : attributes)
        user.attributes.insert(each[u"Name"_s].toString(), each[u"Value"_s].toString());
    return user;
}

QJsonObject toLine(const PoolUser &user)
{
    return {{u"name"_s, user.name}, {u"attributes"_s, objectOf(user.attributes)}, {u"enabled"_s, user.isEnabled},
        {u"status"_s, user.status}, {u"created"_s, user.created}, {u"modified"_s, user.modified},
        {u"sha256"_s, QString::fromLatin1(user.checksum().toHex())}};
}

PoolUser poolUserFromLine(const QJsonObject &line)
{
    PoolUser user;
    user.name = line.value(u"name"_s).toString();
    user.isEnabled = line.value(u"enabled"_s).toBool(true);
    user.status = line.value(u"status"_s).toString();
    user.created = line.value(u"created"_s).toString();
    user.modified = line.value(u"modified"_s).toString();
    const QJsonObject attributes = line.value(u"attributes"_s).toObject();
    for (auto it = attributes.begin(); it != attributes.end(); ++it)
        user.attributes.insert(it.key(), it.value().toString());
    return user;
}

QJsonArray attributesOf(const PoolUser &user)
{
    QJsonArray list;
    const QMap<QString, QString> own = user.writable();
    for (auto it = own.begin(); it != own.end(); ++it)
        list << QJsonObject{{u"Name"_s, it.key()}, {u"Value"_s, it.value()}};
    return list;
}

} // namespace sm::backups
