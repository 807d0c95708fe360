// SPDX-License-Identifier: GPL-3.0-or-later
#include "programsettings.h"

#include "keywords.h"

#include <QCoreApplication>

namespace sm::postgres {

using namespace Qt::Literals::StringLiterals;

namespace {

bool hasLineEnd(QByteArrayView text) { return text.contains('\n') || text.contains('\r'); }

QByteArray escaped(QByteArray text) { return text.replace('\\', "\\\\").replace(':', "\\:"); }

/// One field of the line; what can not be written into it may be anything.
QByteArray field(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    return bytes.isEmpty() || hasLineEnd(bytes) ? QByteArray("*") : escaped(bytes);
}

void addTls(const Settings &settings, QMap<QString, QString> &environment)
{
    if (settings.isLocalSocket() || settings.tls == TlsMode::Disable) {
        environment.insert(u"PGSSLMODE"_s, u"disable"_s);
        return;
    }
    environment.insert(u"PGSSLMODE"_s, u"verify-full"_s);
    environment.insert(u"PGSSLMINPROTOCOLVERSION"_s, u"TLSv1.2"_s);
    environment.insert(u"PGSSLROOTCERT"_s, rootCertificateOf(settings));
    if (!settings.clientCertificate.isEmpty())
        environment.insert(u"PGSSLCERT"_s, settings.clientCertificate);
    if (!settings.clientKey.isEmpty())
        environment.insert(u"PGSSLKEY"_s, settings.clientKey);
}

} // namespace

QMap<QString, QString> programEnvironment(const Settings &settings)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(settings.connectTimeout).count();
    QMap<QString, QString> environment{{u"PGPORT"_s, QString::number(settings.port)}, {u"PGUSER"_s, settings.user},
        {u"PGAPPNAME"_s, u"stationmaster"_s}, {u"PGGSSENCMODE"_s, u"disable"_s}, // it would take the place of TLS
        {u"PGCONNECT_TIMEOUT"_s, QString::number(seconds)}};
    if (!settings.host.isEmpty())
        environment.insert(u"PGHOST"_s, settings.host);
    addTls(settings, environment);
    return environment;
}

QString connectionText(const QString &database)
{
    QString text = database;
    return u"dbname='"_s + text.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s) + u'\'';
}

Result<QByteArray> passwordLine(const Settings &settings)
{
    const QByteArray password = settings.password.reveal().toByteArray();
    if (hasLineEnd(password))
        return Error(Error::Kind::Invalid,
            QCoreApplication::translate("sm::postgres::Settings",
                "The password of the database has a line end in it, so no password file can hold it. Give %1 another "
                "one.")
                .arg(settings.user))
            .withCode(u"Password"_s);
    // The folder of a socket is compared in ways that differ by version, and there is one line only.
    const QByteArray host = settings.isLocalSocket() ? QByteArray("*") : field(settings.host);
    const QByteArrayList fields{
        host, QByteArray::number(settings.port), field(settings.database), field(settings.user), escaped(password)};
    return QByteArray(fields.join(':') + '\n');
}

} // namespace sm::postgres
