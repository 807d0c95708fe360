// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings.h"

#include <QHostAddress>
#include <QUrl>

namespace sm::redis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr quint16 standardPort = 6379;

Error invalid(const QString &code, const QString &message)
{
    return Error(Error::Kind::Invalid, message).withCode(code);
}

Secret passwordOf(const QUrl &url)
{
    return Secret(QByteArrayView(QByteArray::fromPercentEncoding(url.password(QUrl::FullyEncoded).toLatin1())));
}

/// Minus one: it is not a number.
int databaseOf(const QUrl &url)
{
    const QString path = url.path().mid(1);
    bool isNumber = true;
    const int database = path.isEmpty() ? 0 : path.toInt(&isNumber);
    return isNumber ? database : -1;
}

} // namespace

Result<Settings> Settings::fromUrl(const QString &url)
{
    const QUrl parsed(url, QUrl::StrictMode);
    const QString scheme = parsed.scheme();
    const int database = databaseOf(parsed);
    const bool isKnown = scheme == u"redis" || scheme == u"rediss";
    if (!isKnown || parsed.host().isEmpty() || parsed.port() == 0 || database < 0 || parsed.hasQuery()
        || parsed.hasFragment())
        return invalid(u"Url"_s,
            tr("This is not the address of a Redis server. Write rediss://host:port/database, with special characters "
               "of the password percent-encoded."));
    Settings settings;
    settings.host = parsed.host();
    settings.port = static_cast<quint16>(parsed.port(standardPort));
    settings.database = database;
    settings.user = parsed.userName(QUrl::FullyDecoded);
    settings.password = passwordOf(parsed);
    settings.tls = scheme == u"rediss" ? Tls::On : Tls::Off;
    return settings;
}

bool Settings::isLoopback() const
{
    return host.compare(u"localhost"_s, Qt::CaseInsensitive) == 0 || QHostAddress(host).isLoopback();
}

bool Settings::usesTls() const { return tls == Tls::On || (tls == Tls::Automatic && !isLoopback()); }

Result<void> Settings::check() const
{
    if (host.isEmpty() || port == 0 || database < 0)
        return invalid(
            u"Settings"_s, tr("The Redis server has no host, no port or no database. Complete its settings."));
    if (!user.isEmpty() && password.isEmpty())
        return invalid(u"Settings"_s, tr("There is a Redis user but no password. Enter the password of %1.").arg(user));
    if (certificateFile.isEmpty() != keyFile.isEmpty())
        return invalid(u"Settings"_s, tr("A client certificate needs its key file, and a key its certificate."));
    if (!usesTls() && !isLoopback() && !plaintextAccepted)
        return invalid(u"Plaintext"_s,
            tr("Password and data would travel to %1 readable for everyone between. Use rediss:// (TLS), or accept "
               "plain text for this system.")
                .arg(host));
    return ok();
}

} // namespace sm::redis
