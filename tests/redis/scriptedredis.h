// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <redis/replyreader.h>
#include <redis/settings.h>

#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <functional>

namespace sm::test {

/// Answers each command of one client as the test says, on the test's own event loop.
class ScriptedRedis
{
public:
    using Answer = std::function<QByteArray(const QByteArrayList &command)>;

    explicit ScriptedRedis(Answer answer)
        : m_answer(std::move(answer))
    {
        m_server.listen(QHostAddress::LocalHost, 0);
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] {
            m_socket = m_server.nextPendingConnection();
            QObject::connect(m_socket, &QTcpSocket::readyRead, &m_server, [this] { onReadyRead(); });
            if (!m_greeting.isEmpty())
                m_socket->write(m_greeting);
        });
    }

    /// "+OK" for whatever opening a connection sends, and \p answer for the rest.
    static Answer afterSignIn(Answer answer)
    {
        return [answer](const QByteArrayList &command) {
            return command.value(0) == "CLIENT" ? QByteArray("+OK\r\n") : answer(command);
        };
    }

    redis::Settings settings() const
    {
        redis::Settings settings;
        settings.port = m_server.serverPort();
        settings.stallLimit = std::chrono::milliseconds(300);
        return settings;
    }
    void greet(const QByteArray &bytes) { m_greeting = bytes; }
    void write(const QByteArray &bytes) { m_socket->write(bytes); }
    void drop() { m_socket->abort(); }
    const QList<QByteArrayList> &commands() const { return m_commands; }
    qsizetype received() const { return m_received; }

private:
    void onReadyRead()
    {
        const QByteArray bytes = m_socket->readAll();
        m_received += bytes.size();
        m_reader.feed(bytes);
        auto next = m_reader.next();
        while (next && *next) {
            QByteArrayList command;
            for (const redis::Reply &argument : (*next)->items())
                command.append(argument.bytes());
            m_commands.append(command);
            m_socket->write(m_answer(command));
            next = m_reader.next();
        }
    }

    Answer m_answer;
    QByteArray m_greeting;
    QTcpServer m_server;
    QPointer<QTcpSocket> m_socket;
    redis::ReplyReader m_reader;
    QList<QByteArrayList> m_commands;
    qsizetype m_received = 0;
};

} // namespace sm::test
