// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <core/secret.h>

#include <QDBusConnection>
#include <QDBusMessage>

namespace sm::store {

/// The desktop's keyring, by the Secret Service API (freedesktop.org, draft 0.2): GNOME's, KWallet, KeePassXC.
///
/// Each call blocks its thread for at most a second. Nobody is asked for anything: what is locked is out of reach.
/// Secrets go over the bus as they are; it is a socket of this person's alone.
class SecretService
{
public:
    /// Opens a session on the session bus.
    /// \error Kind::Storage (code "KeyringUnavailable") nothing answers there
    static Result<std::unique_ptr<SecretService>> open();
    ~SecretService();
    SecretService(const SecretService &) = delete;
    SecretService &operator=(const SecretService &) = delete;

    /// \error Kind::Storage (code "KeyringUnavailable") the keyring is locked or does not answer
    /// \error Kind::NotFound it has nothing under this \p id
    Result<Secret> find(const QString &id) const;
    /// Keeps \p secret in the keyring that is there by default.
    /// \error Kind::Storage (code "KeyringUnavailable") there is none, or it is locked
    Result<void> keep(const QString &id, const QString &label, const Secret &secret) const;
    /// Takes it out; it may have been gone already.
    /// \error Kind::Storage (code "KeyringUnavailable") the keyring is locked or does not answer
    Result<void> forget(const QString &id) const;

private:
    SecretService(QDBusConnection bus, QString name);
    Result<QDBusMessage> call(
        const QString &path, const QString &interface, const QString &method, const QVariantList &values) const;
    bool isLocked(const QString &collection) const;

    QDBusConnection m_bus;
    QString m_name; ///< of the connection
    QString m_session;
};

} // namespace sm::store
