// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/theme.h>

#include <QMap>
#include <QObject>

#include <optional>

class QDBusVariant;

namespace sm::widgets {

/// What the desktop's settings portal (org.freedesktop.portal.Settings) says about looks, read without waiting and
/// kept up to date. Without a session bus or a portal nothing is known.
class DesktopSettings : public QObject
{
    Q_OBJECT

public:
    explicit DesktopSettings(QObject *parent = nullptr);

    std::optional<Mode> mode() const { return m_mode; }
    bool motionAllowed() const { return m_motionAllowed; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void readAll();
    bool take(const QString &group, const QString &key, const QVariant &value);

    std::optional<Mode> m_mode;
    bool m_motionAllowed = true;
};

} // namespace sm::widgets
