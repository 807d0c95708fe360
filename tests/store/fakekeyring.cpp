// SPDX-License-Identifier: GPL-3.0-or-later
// A keyring on the session bus, for tests: fakekeyring unlocked | locked | prompts | none | silent
#include <dbussecret.h>

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QDBusVirtualObject>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using sm::store::DBusAttributes;
using sm::store::DBusSecret;

namespace {

const QString Root = u"/org/freedesktop/secrets"_s;

QVariant path(const QString &text) { return QVariant::fromValue(QDBusObjectPath(text)); }

class FakeKeyring final : public QDBusVirtualObject
{
public:
    explicit FakeKeyring(QString mode)
        : m_mode(std::move(mode))
    {
    }

    QString introspect(const QString &) const override { return {}; }
    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        if (m_mode != "silent"_L1)
            connection.send(message.createReply(answer(message)));
        return true;
    }

private:
    QVariantList answer(const QDBusMessage &message)
    {
        const QString method = message.member();
        if (method == "OpenSession"_L1)
            return {QVariant::fromValue(QDBusVariant(QString())), path(Root + u"/session/1"_s)};
        if (method == "ReadAlias"_L1)
            return {path(m_mode == "none"_L1 ? u"/"_s : Root + u"/collection/login"_s)};
        if (method == "Get"_L1)
            return {QVariant::fromValue(QDBusVariant(m_mode == "locked"_L1))};
        if (method == "CreateItem"_L1)
            return created(message.arguments());
        if (method == "Delete"_L1) {
            m_items.remove(message.path());
            return {path(u"/"_s)};
        }
        if (method == "SearchItems"_L1)
            return found(qdbus_cast<DBusAttributes>(message.arguments().value(0)));
        return {QVariant::fromValue(m_secrets.value(message.path()))};
    }
    QVariantList created(const QVariantList &arguments)
    {
        if (m_mode == "prompts"_L1)
            return {path(u"/"_s), path(Root + u"/prompt/1"_s)};
        const auto properties = qdbus_cast<QVariantMap>(arguments.value(0));
        const QString item = Root + u"/collection/login/%1"_s.arg(m_items.size() + 1);
        m_items.insert(item, qdbus_cast<DBusAttributes>(properties.value(u"org.freedesktop.Secret.Item.Attributes"_s)));
        m_secrets.insert(item, qdbus_cast<DBusSecret>(arguments.value(1)));
        return {path(item), path(u"/"_s)};
    }
    QVariantList found(const DBusAttributes &wanted) const
    {
        QList<QDBusObjectPath> unlocked;
        QList<QDBusObjectPath> locked;
        for (auto it = m_items.begin(); it != m_items.end(); ++it) {
            if (it.value() == wanted)
                unlocked << QDBusObjectPath(it.key());
        }
        if (m_mode == "locked"_L1)
            locked << QDBusObjectPath(Root + u"/collection/login/1"_s);
        return {QVariant::fromValue(unlocked), QVariant::fromValue(locked)};
    }

    QString m_mode;
    QMap<QString, DBusAttributes> m_items;
    QMap<QString, DBusSecret> m_secrets;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    sm::store::registerDBusTypes();
    FakeKeyring keyring(QCoreApplication::arguments().value(1));
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.registerVirtualObject(Root, &keyring, QDBusConnection::SubPath)
        || !bus.registerService(u"org.freedesktop.secrets"_s))
        return 1;
    std::puts("ready");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
