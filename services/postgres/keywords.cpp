// SPDX-License-Identifier: GPL-3.0-or-later
#include "keywords.h"

#include <QDir>
#include <QFile>

#include <cstring>

namespace sm::postgres {

using namespace Qt::Literals::StringLiterals;

QString rootCertificateOf(const Settings &settings)
{
    if (!settings.rootCertificate.isEmpty())
        return settings.rootCertificate;
    const QString own = QDir::home().filePath(u".postgresql/root.crt"_s);
    for (const QString &each : {own, u"/etc/ssl/certs/ca-certificates.crt"_s, u"/etc/pki/tls/certs/ca-bundle.crt"_s}) {
        if (QFile::exists(each))
            return each;
    }
    return own;
}

Keywords::Keywords(const Settings &settings, const QByteArrayList &addresses)
    : m_password(settings.password.reveal().toByteArray())
{
    // As many hosts as addresses: libpq tries one after the other, each under the name that its certificate proves.
    const QByteArray host = settings.host.toUtf8();
    add("host", addresses.isEmpty() ? host : QByteArrayList(addresses.size(), host).join(','));
    add("hostaddr", addresses.join(','));
    add("port", QByteArray::number(settings.port));
    add("dbname", settings.database.toUtf8());
    add("user", settings.user.toUtf8());
    add("application_name", "stationmaster");
    add("client_encoding", "UTF8");
    add("gssencmode", "disable"); // it would take the place of TLS
    add("keepalives_idle", "30");
    add("keepalives_interval", "10");
    add("keepalives_count", "3");
    addTls(settings);
    if (!m_password.isEmpty()) {
        m_names.push_back("password");
        m_values.push_back(m_password.constData());
    }
    m_names.push_back(nullptr);
    m_values.push_back(nullptr);
}

Keywords::~Keywords() { ::explicit_bzero(m_password.data(), static_cast<size_t>(m_password.size())); }

void Keywords::add(const char *name, QByteArray value)
{
    if (value.isEmpty())
        return;
    m_texts.append(std::move(value));
    m_names.push_back(name);
    m_values.push_back(m_texts.last().constData());
}

void Keywords::addTls(const Settings &settings)
{
    if (settings.isLocalSocket() || settings.tls == TlsMode::Disable) {
        add("sslmode", "disable");
        return;
    }
    add("sslmode", "verify-full");
    add("ssl_min_protocol_version", "TLSv1.2");
    add("sslrootcert", QFile::encodeName(rootCertificateOf(settings)));
    add("sslcert", QFile::encodeName(settings.clientCertificate));
    add("sslkey", QFile::encodeName(settings.clientKey));
}

} // namespace sm::postgres
