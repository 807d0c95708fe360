// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusArgument>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QMap>

namespace sm::store {

/// A secret as the Secret Service API sends it: (oayays).
struct DBusSecret
{
    QDBusObjectPath session;
    QByteArray parameters; ///< of the encryption; empty: there is none
    QByteArray value;
    QString contentType;
};

/// What items are found by: a{ss}.
using DBusAttributes = QMap<QString, QString>;

inline QDBusArgument &operator<<(QDBusArgument &to, const DBusSecret &secret)
{
    to.beginStructure();
    to << secret.session << secret.parameters << secret.value << secret.contentType;
    to.endStructure();
    return to;
}

inline const QDBusArgument &operator>>(const QDBusArgument &from, DBusSecret &secret)
{
    from.beginStructure();
    const QDBusArgument &rest = from >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    rest.endStructure();
    return rest;
}

inline void registerDBusTypes()
{
    qDBusRegisterMetaType<DBusSecret>();
    qDBusRegisterMetaType<DBusAttributes>();
}

} // namespace sm::store

Q_DECLARE_METATYPE(sm::store::DBusSecret)
