// SPDX-License-Identifier: GPL-3.0-or-later
#include "channel.h"

#include "pendingbatch.h"
#include "replyerror.h"
#include "socketerror.h"
#include "socketfactory.h"

#include <QPointer>
#include <QSslSocket>

#include <cstring>

namespace sm::redis {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype inputBytes = 64 * 1024;
constexpr qsizetype pieceBytes = 64 * 1024;

} // namespace

Channel::Channel(Settings settings)
    : m_settings(std::move(settings))
    , m_reader(m_settings.maxReplyBytes)
    , m_input(inputBytes, Qt::Uninitialized)
{
    m_stall.setSingleShot(true);
    connect(&m_stall, &QTimer::timeout, this, &Channel::onStall);
}

Channel::~Channel() { fail(Error::cancelled()); }

QCoro::Task<Result<void>> Channel::open(CancelToken token)
{
    Result<std::unique_ptr<QTcpSocket>> socket = SocketFactory::make(m_settings);
    if (!socket)
        co_return socket.error();
    if (token.isCancelled())
        co_return Error::cancelled();
    m_socket = std::move(*socket);
    net::Wakeup wakeup;
    m_opening = &wakeup;
    token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
    QTimer limit;
    limit.setSingleShot(true);
    connect(&limit, &QTimer::timeout, &wakeup, &net::Wakeup::wake);
    limit.start(m_settings.connectLimit);
    connectSocket();

    co_await wakeup;

    m_opening = nullptr;
    if (token.isCancelled())
        fail(Error::cancelled());
    else if (!m_isOpen)
        fail(SocketError::connectTimeout(m_settings)); // unless it has failed already
    if (m_failure)
        co_return Error(*m_failure);
    co_return ok();
}

void Channel::connectSocket()
{
    connect(m_socket.get(), &QTcpSocket::errorOccurred, this, &Channel::onSocketError);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &Channel::onReadyRead);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &Channel::noteActivity);
    if (auto *tls = qobject_cast<QSslSocket *>(m_socket.get())) {
        connect(tls, &QSslSocket::encrypted, this, &Channel::onConnected);
        connect(tls, &QSslSocket::sslErrors, this, [this](const QList<QSslError> &verdicts) { m_verdicts = verdicts; });
        tls->connectToHostEncrypted(m_settings.host, m_settings.port);
        return;
    }
    connect(m_socket.get(), &QTcpSocket::connected, this, &Channel::onConnected);
    m_socket->connectToHost(m_settings.host, m_settings.port);
}

void Channel::onConnected()
{
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1); // or each small command may wait 40 ms
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    m_isOpen = true;
    if (m_opening)
        m_opening->wake();
}

void Channel::onSocketError()
{
    fail(m_isOpen ? SocketError::broken(m_settings) : SocketError::whileOpening(m_settings, *m_socket, m_verdicts));
}

QCoro::Task<Result<void>> Channel::exchange(Batch batch, CancelToken token)
{
    if (token.isCancelled())
        co_return Error::cancelled();
    if (m_failure)
        co_return Error(*m_failure);
    if (batch.count == 0)
        co_return ok();
    net::Wakeup done;
    const auto pending = std::make_shared<PendingBatch>(std::move(batch), &done);
    token.whenCancelled(&done, [self = QPointer(this), pending] {
        if (self)
            self->abandon(pending);
    });
    m_unsent.push_back(pending);
    pump();

    co_await done; // the channel may be gone after this

    co_return pending->outcome();
}

void Channel::abandon(const std::shared_ptr<PendingBatch> &pending)
{
    pending->fail(Error::cancelled());
    std::erase(m_unsent, pending);
    if (pending->isAnswered())
        std::erase(m_unanswered, pending);
    pump();
}

void Channel::pump()
{
    while (!m_failure && !m_unsent.empty() && hasRoom())
        sendPiece();
}

/// The server begins with the first piece while we make the next.
void Channel::sendPiece()
{
    m_output.resize(0);
    while (!m_unsent.empty() && hasRoom() && m_output.size() < pieceBytes) {
        const std::shared_ptr<PendingBatch> pending = m_unsent.front();
        if (!pending->hasBegun())
            m_unanswered.push_back(pending);
        const qsizetype before = m_output.size();
        pending->sendNext(m_output);
        m_sizes.push_back(m_output.size() - before);
        m_inFlightBytes += m_sizes.back();
        if (!pending->hasUnsent())
            m_unsent.pop_front();
    }
    noteActivity();
    if (!m_stall.isActive())
        m_stall.start(m_settings.stallLimit);
    m_socket->write(m_output.constData(), m_output.size());
    ::explicit_bzero(m_output.data(), static_cast<size_t>(m_output.size())); // there may be a password in it
    m_socket->flush(); // not when the event loop comes by; it may find the connection lost
}

bool Channel::hasRoom() const
{
    return m_sizes.empty()
        || (m_inFlightBytes < m_settings.maxInFlightBytes
            && static_cast<qsizetype>(m_sizes.size()) < m_unsent.front()->window());
}

void Channel::onReadyRead()
{
    noteActivity();
    qint64 size = 0;
    while (!m_failure && (size = m_socket->read(m_input.data(), m_input.size())) > 0) {
        m_reader.feed(QByteArrayView(m_input).first(size));
        deliverAll();
    }
    if (!m_failure)
        pump();
}

void Channel::deliverAll()
{
    while (!m_failure) {
        Result<std::optional<Reply>> next = m_reader.next();
        if (!next)
            fail(next.error());
        else if (*next)
            deliver(std::move(**next));
        else
            return;
    }
}

void Channel::deliver(Reply reply)
{
    if (m_unanswered.empty()) { // such as "max number of clients reached"
        fail(reply.isError() ? ReplyError::of(reply) : SocketError::broken(m_settings));
        return;
    }
    const std::shared_ptr<PendingBatch> pending = m_unanswered.front();
    m_inFlightBytes -= m_sizes.front();
    m_sizes.pop_front();
    pending->take(std::move(reply)); // may close this channel
    if (m_failure)
        return;
    if (!pending->hasUnsent())
        std::erase(m_unsent, pending);
    if (pending->isAnswered())
        m_unanswered.pop_front();
}

void Channel::noteActivity() { m_sinceActivity.start(); }

void Channel::onStall()
{
    if (m_unanswered.empty())
        return;
    const std::chrono::milliseconds quiet(m_sinceActivity.elapsed());
    if (quiet >= m_settings.stallLimit)
        fail(SocketError::stalled(m_settings));
    else
        m_stall.start(m_settings.stallLimit - quiet);
}

void Channel::fail(const Error &reason)
{
    if (m_failure)
        return;
    m_failure = reason;
    m_stall.stop();
    for (const auto &pending : std::exchange(m_unanswered, {}))
        pending->fail(reason);
    for (const auto &pending : std::exchange(m_unsent, {}))
        pending->fail(reason);
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
    if (m_opening)
        m_opening->wake();
}

} // namespace sm::redis
