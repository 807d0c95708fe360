// SPDX-License-Identifier: GPL-3.0-or-later
#include "socketfactory.h"

#include <QFile>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>

namespace sm::redis {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Bounds what one turn of the event loop has to work off.
constexpr qint64 readBufferBytes = 1024 * 1024;

QList<QSslCertificate> certificatesIn(const QString &file)
{
    return QSslCertificate::fromPath(file, QSsl::Pem, QSslCertificate::PatternSyntax::FixedString);
}

QSslKey keyIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray pem = file.readAll();
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa})
        if (QSslKey key(pem, algorithm); !key.isNull())
            return key;
    return {};
}

} // namespace

Result<std::unique_ptr<QTcpSocket>> SocketFactory::make(const Settings &settings)
{
    if (!settings.usesTls()) {
        auto plain = std::make_unique<QTcpSocket>();
        plain->setProxy(QNetworkProxy::NoProxy);
        plain->setReadBufferSize(readBufferBytes);
        return plain;
    }
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!settings.caFile.isEmpty()) {
        const QList<QSslCertificate> authorities = certificatesIn(settings.caFile);
        if (authorities.isEmpty())
            return Error(Error::Kind::Invalid,
                tr("%1 holds no certificate. Name the PEM file of the server's authority.").arg(settings.caFile))
                .withCode(u"CaBundle"_s);
        tls.setCaCertificates(authorities);
    }
    if (!settings.certificateFile.isEmpty()) {
        const QList<QSslCertificate> chain = certificatesIn(settings.certificateFile);
        const QSslKey key = keyIn(settings.keyFile);
        if (chain.isEmpty() || key.isNull())
            return Error(Error::Kind::Invalid,
                tr("%1 or %2 can not be read. Name a PEM certificate and its RSA or EC key without a pass phrase.")
                    .arg(settings.certificateFile, settings.keyFile))
                .withCode(u"ClientCertificate"_s);
        tls.setLocalCertificateChain(chain);
        tls.setPrivateKey(key);
    }
    auto socket = std::make_unique<QSslSocket>();
    socket->setProxy(QNetworkProxy::NoProxy);
    socket->setReadBufferSize(readBufferBytes);
    socket->setSslConfiguration(tls);
    return std::unique_ptr<QTcpSocket>(std::move(socket));
}

} // namespace sm::redis
