// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings.h"

#include "hostaddresses.h"
#include "optionlist.h"

#include <QCoreApplication>

namespace sm::postgres {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::postgres::Settings", text); }

Error invalid(const QString &message) { return Error(Error::Kind::Invalid, message).withCode(u"Settings"_s); }

Error notAUrl()
{
    return Error(Error::Kind::Invalid,
        tr("This is not an address of a database. Write postgresql://user@host:port/database, with special characters "
           "as %xx."))
        .withCode(u"Url"_s);
}

Result<quint16> portOf(const QString &text)
{
    bool isNumber = false;
    const int port = text.toInt(&isNumber);
    if (!isNumber || port < 1 || port > 65535)
        return invalid(tr("The port of the database is not a number from 1 to 65535. Correct it."));
    return static_cast<quint16>(port);
}

std::chrono::milliseconds timeoutOf(const QString &seconds, std::chrono::milliseconds otherwise)
{
    constexpr int longest = 3600;
    const int value = seconds.toInt();
    return value > 0 ? std::chrono::seconds(std::min(value, longest)) : otherwise;
}

Result<Settings> settingsOf(const OptionList &options)
{
    Settings settings;
    settings.host = options.text(u"host"_s);
    settings.database = options.text(u"dbname"_s);
    settings.user = options.text(u"user"_s);
    settings.password = options.secret(u"password"_s);
    settings.tls = options.text(u"sslmode"_s) == u"disable" ? TlsMode::Disable : TlsMode::VerifyFull;
    settings.rootCertificate = options.text(u"sslrootcert"_s);
    if (settings.rootCertificate == u"system") // as versions from 16 on call what is our default
        settings.rootCertificate.clear();
    settings.clientCertificate = options.text(u"sslcert"_s);
    settings.clientKey = options.text(u"sslkey"_s);
    settings.connectTimeout = timeoutOf(options.text(u"connect_timeout"_s), settings.connectTimeout);
    if (settings.database.isEmpty())
        settings.database = settings.user;
    const Result<quint16> port = portOf(options.text(u"port"_s));
    if (!port)
        return port.error();
    settings.port = *port;
    if (const auto usable = settings.check(); !usable)
        return usable.error();
    return settings;
}

bool isSendable(const QString &text) { return !text.contains(QChar::Null) && text.isValidUtf16(); }

} // namespace

Result<Settings> Settings::fromUrl(const QString &url)
{
    if (!isSendable(url) || !(url.startsWith(u"postgresql://") || url.startsWith(u"postgres://")))
        return notAUrl();
    const OptionList named = OptionList::parse(url);
    if (!named.isValid())
        return notAUrl();
    static const QStringList known{u"application_name"_s, u"channel_binding"_s, u"connect_timeout"_s, u"dbname"_s,
        u"host"_s, u"password"_s, u"port"_s, u"sslcert"_s, u"sslkey"_s, u"sslmode"_s, u"sslrootcert"_s, u"user"_s};
    for (const QString &name : named.names()) {
        if (!known.contains(name))
            return Error(Error::Kind::Invalid,
                tr("Addresses with the parameter %1 can not be used. Remove it from the address.").arg(name))
                .withCode(u"Url"_s);
    }
    OptionList options = OptionList::defaults();
    options.override(named);
    const Result<Settings> settings = settingsOf(options);
    return settings ? settings : settings.error().withCode(u"Url"_s);
}

Result<Settings> Settings::fromEnvironment()
{
    if (qEnvironmentVariableIsSet("PGHOSTADDR"))
        return Error(
            Error::Kind::Invalid, tr("PGHOSTADDR can not be used: certificates are for names. Set PGHOST instead."))
            .withCode(u"Environment"_s);
    const Result<Settings> settings = settingsOf(OptionList::defaults());
    return settings ? settings : settings.error().withCode(u"Environment"_s);
}

Result<void> Settings::check() const
{
    for (const QString &text : {host, database, user, rootCertificate, clientCertificate, clientKey}) {
        if (!isSendable(text))
            return invalid(tr("The settings of the database hold characters that can not be sent. Remove them."));
    }
    if (password.reveal().contains('\0'))
        return invalid(tr("The password of the database holds a character with the code 0. Correct it."));
    if (user.isEmpty() || database.isEmpty() || port == 0)
        return invalid(tr("Database, user or port is missing. Give all three."));
    if (host.contains(u',') || host.contains(u' '))
        return invalid(tr("%1 is not the name of one host. Name one.").arg(host));
    if (tls == TlsMode::Disable && !isLocalSocket() && host != u"localhost" && !isLoopback(host.toLatin1()))
        return invalid(
            tr("TLS can be switched off for a database on this machine only. Use verify-full for %1.").arg(host));
    return ok();
}

} // namespace sm::postgres
