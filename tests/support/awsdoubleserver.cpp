// SPDX-License-Identifier: GPL-3.0-or-later
#include "awsdoubleserver.h"

#include <QJsonDocument>
#include <QTcpSocket>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

namespace {

constexpr int limitMs = 10'000;

QStringList commandLine(const QString &moto, AwsDouble::Tls tls)
{
    QStringList result{u"-m"_s, u"awsdouble"_s, u"--moto"_s, moto};
    if (tls == AwsDouble::Tls::On)
        result << u"--tls"_s;
    return result;
}

/// One blocking exchange on a connection of its own: a test's event loop must not turn meanwhile.
QByteArray exchange(const QUrl &server, const QByteArray &head, const QByteArray &body)
{
    QTcpSocket socket;
    socket.connectToHost(server.host(), quint16(server.port()));
    if (!socket.waitForConnected(limitMs))
        return {};
    socket.write(head + "Host: double\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n\r\n" + body);
    while (socket.state() == QAbstractSocket::ConnectedState && socket.waitForReadyRead(limitMs)) { }
    return socket.readAll();
}

} // namespace

AwsDouble::AwsDouble(const QString &moto, Tls tls)
    : m_server(commandLine(moto, tls))
{
}

QString AwsDouble::whyUnavailable()
{
    return PythonServer::whyUnavailable({u"sys"_s}); // the standard library is enough
}

QString AwsDouble::tlsAddress(QStringView kind) const
{
    return m_server.facts()[u"tls"].toObject().value(kind).toString();
}

void AwsDouble::addRule(const QJsonObject &rule) { control("POST", "rules", rule); }

void AwsDouble::clearRules() { control("DELETE", "rules"); }

void AwsDouble::setStage(const QJsonObject &stage) { control("POST", "stage", stage); }

void AwsDouble::changeSettings(const QJsonObject &settings) { control("POST", "settings", settings); }

void AwsDouble::addKey(const QString &accessKeyId, const QString &secret, const QString &sessionToken)
{
    control("POST", "keys",
        {{u"accessKeyId"_s, accessKeyId}, {u"secretAccessKey"_s, secret}, {u"sessionToken"_s, sessionToken}});
}

void AwsDouble::expireKey(const QString &accessKeyId)
{
    control("POST", "keys/expire", {{u"accessKeyId"_s, accessKeyId}});
}

QJsonArray AwsDouble::ledger() { return control("GET", "ledger").toArray(); }

QJsonArray AwsDouble::requests() { return control("GET", "requests").toArray(); }

void AwsDouble::forgetLedger() { control("DELETE", "ledger"); }

void AwsDouble::forgetRequests() { control("DELETE", "requests"); }

QJsonValue AwsDouble::control(const QByteArray &method, const QByteArray &name, const QJsonObject &body)
{
    const QByteArray content = body.isEmpty() ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
    const QByteArray reply = exchange(QUrl(endpoint()), method + " /_double/" + name + " HTTP/1.1\r\n", content);
    const QByteArray answer = reply.mid(reply.indexOf("\r\n\r\n") + 4);
    if (!reply.startsWith("HTTP/1.1 200"))
        m_failure = u"%1: %2"_s.arg(QString::fromLatin1(name), QString::fromUtf8(answer));
    // A JSON text may be a bare value, QJsonDocument takes objects and arrays only.
    return QJsonDocument::fromJson('[' + answer + ']').array().first();
}

} // namespace sm::test
