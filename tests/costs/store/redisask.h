// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <redis/replyreader.h>
#include <support/redisserver.h>

#include <QTcpSocket>

namespace sm::test {

/// As the team's dashboard does: beside us. Tests alone may write without the Runner.
inline redis::Reply redisAsk(const RedisServer &server, const QByteArrayList &command)
{
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), server.port());
    QByteArray sent = '*' + QByteArray::number(command.size()) + "\r\n";
    for (const QByteArray &word : command)
        sent += '$' + QByteArray::number(word.size()) + "\r\n" + word + "\r\n";
    if (!socket.waitForConnected(5000))
        return {};
    socket.write(sent);
    redis::ReplyReader reader;
    while (socket.waitForReadyRead(5000)) {
        reader.feed(socket.readAll());
        const auto reply = reader.next();
        if (!reply || *reply)
            return reply ? **reply : redis::Reply();
    }
    return {};
}

} // namespace sm::test
