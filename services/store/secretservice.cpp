// SPDX-License-Identifier: GPL-3.0-or-later
#include "secretservice.h"

#include "busreach.h"
#include "dbussecret.h"

#include <QCoreApplication>
#include <QDBusVariant>
#include <QUuid>

namespace sm::store {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int CallMs = 1000;
const QString Service = u"org.freedesktop.secrets"_s;
const QString Root = u"/org/freedesktop/secrets"_s;
const QString ServiceInterface = u"org.freedesktop.Secret.Service"_s;
const QString CollectionInterface = u"org.freedesktop.Secret.Collection"_s;
const QString ItemInterface = u"org.freedesktop.Secret.Item"_s;
const QString Nothing = u"/"_s; ///< the path of no object, or: no prompt is needed

QString tr(const char *text) { return QCoreApplication::translate("sm::store", text); }

Error unavailable(const QString &why)
{
    return Error(Error::Kind::Storage, tr("The desktop's keyring can not be used (%1).").arg(why))
        .withCode(u"KeyringUnavailable"_s);
}

DBusAttributes attributesOf(const QString &id) { return {{u"application"_s, u"stationmaster"_s}, {u"key"_s, id}}; }

QString pathIn(const QVariant &value) { return value.value<QDBusObjectPath>().path(); }

} // namespace

Result<std::unique_ptr<SecretService>> SecretService::open()
{
    registerDBusTypes();
    const QString address = sessionBusAddress();
    if (address.isEmpty())
        return unavailable(tr("there is no desktop session"));
    if (!busAnswers(address))
        return unavailable(tr("the session bus does not answer"));
    const QString name = u"keyring-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    // By its kind, not by its address: where the bus refuses the latter, Qt ends the program.
    const QDBusConnection bus = QDBusConnection::connectToBus(QDBusConnection::SessionBus, name);
    std::unique_ptr<SecretService> service(new SecretService(bus, name));
    if (!bus.isConnected())
        return unavailable(bus.lastError().message());
    const QVariantList plain{u"plain"_s, QVariant::fromValue(QDBusVariant(QString()))};
    const Result<QDBusMessage> answer = service->call(Root, ServiceInterface, u"OpenSession"_s, plain);
    if (!answer)
        return answer.error();
    service->m_session = pathIn(answer->arguments().value(1));
    return service;
}

SecretService::SecretService(QDBusConnection bus, QString name)
    : m_bus(std::move(bus))
    , m_name(std::move(name))
{
}

SecretService::~SecretService() { QDBusConnection::disconnectFromBus(m_name); }

Result<QDBusMessage> SecretService::call(
    const QString &path, const QString &interface, const QString &method, const QVariantList &values) const
{
    QDBusMessage message = QDBusMessage::createMethodCall(Service, path, interface, method);
    message.setArguments(values);
    message.setInteractiveAuthorizationAllowed(false);
    const QDBusMessage answer = m_bus.call(message, QDBus::Block, CallMs);
    if (answer.type() == QDBusMessage::ReplyMessage)
        return answer;
    return unavailable(answer.errorMessage());
}

Result<Secret> SecretService::find(const QString &id) const
{
    const QVariantList wanted{QVariant::fromValue(attributesOf(id))};
    const Result<QDBusMessage> found = call(Root, ServiceInterface, u"SearchItems"_s, wanted);
    if (!found)
        return found.error();
    const auto unlocked = qdbus_cast<QList<QDBusObjectPath>>(found->arguments().value(0));
    const auto locked = qdbus_cast<QList<QDBusObjectPath>>(found->arguments().value(1));
    if (unlocked.isEmpty() && !locked.isEmpty())
        return unavailable(tr("it is locked"));
    if (unlocked.isEmpty())
        return Error(Error::Kind::NotFound, tr("The desktop's keyring has no such key any more."));
    const QVariantList session{QVariant::fromValue(QDBusObjectPath(m_session))};
    const Result<QDBusMessage> got = call(unlocked.first().path(), ItemInterface, u"GetSecret"_s, session);
    if (!got)
        return got.error();
    return Secret(QByteArrayView(qdbus_cast<DBusSecret>(got->arguments().value(0)).value));
}

Result<void> SecretService::keep(const QString &id, const QString &label, const Secret &secret) const
{
    const Result<QDBusMessage> alias = call(Root, ServiceInterface, u"ReadAlias"_s, {u"default"_s});
    if (!alias)
        return alias.error();
    const QString collection = pathIn(alias->arguments().value(0));
    if (collection == Nothing || isLocked(collection))
        return unavailable(tr("there is none by default, or it is locked"));
    const QVariantMap properties{{ItemInterface + u".Label"_s, label},
        {ItemInterface + u".Attributes"_s, QVariant::fromValue(attributesOf(id))}};
    const DBusSecret value{
        QDBusObjectPath(m_session), {}, secret.reveal().toByteArray(), u"application/octet-stream"_s};
    const Result<QDBusMessage> made
        = call(collection, CollectionInterface, u"CreateItem"_s, {properties, QVariant::fromValue(value), true});
    if (!made)
        return made.error();
    if (pathIn(made->arguments().value(0)) == Nothing)
        return unavailable(tr("it wants to ask something first"));
    return ok();
}

Result<void> SecretService::forget(const QString &id) const
{
    const QVariantList wanted{QVariant::fromValue(attributesOf(id))};
    const Result<QDBusMessage> found = call(Root, ServiceInterface, u"SearchItems"_s, wanted);
    if (!found)
        return found.error();
    if (!qdbus_cast<QList<QDBusObjectPath>>(found->arguments().value(1)).isEmpty())
        return unavailable(tr("it is locked"));
    const auto items = qdbus_cast<QList<QDBusObjectPath>>(found->arguments().value(0));
    for (const QDBusObjectPath &item : items) {
        const Result<QDBusMessage> gone = call(item.path(), ItemInterface, u"Delete"_s, {});
        if (!gone)
            return gone.error();
        if (pathIn(gone->arguments().value(0)) != Nothing)
            return unavailable(tr("it wants to ask something first"));
    }
    return ok();
}

bool SecretService::isLocked(const QString &collection) const
{
    const Result<QDBusMessage> answer
        = call(collection, u"org.freedesktop.DBus.Properties"_s, u"Get"_s, {CollectionInterface, u"Locked"_s});
    return !answer || answer->arguments().value(0).value<QDBusVariant>().variant().toBool();
}

} // namespace sm::store
