// SPDX-License-Identifier: GPL-3.0-or-later
#include "look/desktopsettings.h"

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFile>

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;
using SettingGroups = QMap<QString, QVariantMap>;

namespace {

const auto service = u"org.freedesktop.portal.Desktop"_s;
const auto path = u"/org/freedesktop/portal/desktop"_s;
const auto interface = u"org.freedesktop.portal.Settings"_s;
const auto appearance = u"org.freedesktop.appearance"_s;
const auto gnome = u"org.gnome.desktop.interface"_s;

std::optional<Mode> modeOf(const QVariant &colorScheme)
{
    switch (colorScheme.toUInt()) {
    case 1:
        return Mode::Dark;
    case 2:
        return Mode::Light;
    default:
        return std::nullopt; // no preference
    }
}

/// Asked before connecting: libdbus would start a bus of its own, and wait for it.
bool hasSessionBus()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
        || QFile::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + u"/bus"_s);
}

} // namespace

DesktopSettings::DesktopSettings(QObject *parent)
    : QObject(parent)
{
    if (!hasSessionBus())
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.connect(
        service, path, interface, u"SettingChanged"_s, this, SLOT(settingChanged(QString, QString, QDBusVariant)));
    readAll();
}

void DesktopSettings::readAll()
{
    QDBusMessage call = QDBusMessage::createMethodCall(service, path, interface, u"ReadAll"_s);
    call << QStringList{appearance, gnome};
    auto *watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<> reply = *watcher;
        if (reply.isError())
            return; // no portal: the palette decides
        const auto groups = qdbus_cast<SettingGroups>(reply.reply().arguments().value(0));
        for (auto group = groups.begin(); group != groups.end(); ++group) {
            for (auto entry = group->begin(); entry != group->end(); ++entry)
                take(group.key(), entry.key(), entry.value());
        }
        Q_EMIT changed();
    });
}

void DesktopSettings::settingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (take(group, key, value.variant()))
        Q_EMIT changed();
}

bool DesktopSettings::take(const QString &group, const QString &key, const QVariant &value)
{
    if (group == appearance && key == u"color-scheme"_s)
        m_mode = modeOf(value);
    else if (group == appearance && key == u"reduced-motion"_s)
        m_motionAllowed = value.toUInt() == 0;
    else if (group == gnome && key == u"enable-animations"_s)
        m_motionAllowed = value.toBool();
    else
        return false;
    return true;
}

} // namespace sm::widgets
