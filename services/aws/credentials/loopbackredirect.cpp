// SPDX-License-Identifier: GPL-3.0-or-later
#include "loopbackredirect.h"

#include "pkce.h"

#include <crypto/digest.h>

#include <QCoreApplication>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>
#include <QUrlQuery>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::SsoLogin", text); }

constexpr QLatin1StringView path("/oauth/callback");
constexpr qint64 longestRequest = 16 * 1024;

void respond(QTcpSocket *socket, const QByteArray &status, const QString &words)
{
    const QByteArray body = words.toUtf8();
    socket->write("HTTP/1.1 " + status
        + "\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n"
          "Content-Length: "
        + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    socket->disconnectFromHost();
}

} // namespace

LoopbackRedirect::LoopbackRedirect()
    : m_server(std::make_unique<QTcpServer>())
    , m_state(QString::fromLatin1(randomUrlText(24)))
{
    QObject::connect(m_server.get(), &QTcpServer::newConnection, m_server.get(), [this] { accept(); });
    m_server->listen(QHostAddress::LocalHost, 0);
}

LoopbackRedirect::~LoopbackRedirect() = default;

bool LoopbackRedirect::isListening() const { return m_server->isListening(); }

QString LoopbackRedirect::uri() const { return u"http://127.0.0.1:%1"_s.arg(m_server->serverPort()) + path; }

QString LoopbackRedirect::registeredUri() const { return u"http://127.0.0.1"_s + path; }

void LoopbackRedirect::accept()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] { read(socket); });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
}

void LoopbackRedirect::read(QTcpSocket *socket)
{
    if (socket->canReadLine())
        answer(socket, socket->readLine(longestRequest));
    else if (socket->bytesAvailable() > longestRequest)
        socket->abort();
}

/// "GET /oauth/callback?code=…&state=… HTTP/1.1"; a second answer, and one with a wrong state, changes nothing.
void LoopbackRedirect::answer(QTcpSocket *socket, const QByteArray &requestLine)
{
    QObject::disconnect(socket, &QTcpSocket::readyRead, nullptr, nullptr);
    const QList<QByteArray> words = requestLine.split(' ');
    const QUrl url = QUrl::fromEncoded(words.value(1));
    const QUrlQuery query(url);
    const auto value = [&query](const QString &name) { return query.queryItemValue(name, QUrl::FullyDecoded); };
    const bool isOurs = words.value(0) == "GET" && url.path() == path && !m_code
        && crypto::constantTimeEquals(value(u"state"_s).toUtf8(), m_state.toUtf8());
    if (!isOurs)
        return respond(socket, "400 Bad Request", tr("This is not the sign-in that was waited for."));
    if (const QString code = value(u"code"_s); !code.isEmpty()) {
        m_code = code;
        respond(socket, "200 OK", tr("You are signed in. You may close this page and go back to Stationmaster."));
    } else {
        m_code = Error(Error::Kind::Denied, tr("The sign-in was refused: %1").arg(value(u"error"_s)))
                     .withCode(value(u"error"_s));
        respond(socket, "200 OK", tr("The sign-in was refused. You may close this page."));
    }
    m_arrived.wake();
}

QCoro::Task<Result<QString>> LoopbackRedirect::code(std::chrono::milliseconds limit, CancelToken token)
{
    token.whenCancelled(&m_arrived, [this] { m_arrived.wake(); });
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &m_arrived, [this] { m_arrived.wake(); });
    timer.start(limit);
    co_await m_arrived;
    m_server->close();
    if (token.isCancelled())
        co_return Error::cancelled();
    if (!m_code)
        co_return Error(Error::Kind::Timeout, tr("Nobody came back from the browser. Sign in again."));
    co_return Result<QString>(*m_code);
}

} // namespace sm::aws
