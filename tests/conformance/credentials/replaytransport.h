// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <net/transport.h>

#include <QQueue>

namespace sm::test {

/// Answers with recorded traffic (http-traffic.json of smithy-rs), in order. A request for something else than was
/// recorded is a failure that the test sees.
class ReplayTransport final : public net::Transport
{
public:
    explicit ReplayTransport(const QByteArray &recording);

    QCoro::Task<Result<net::HttpReply>> send(net::HttpRequest request, CancelToken token) override;

    QString mismatch() const { return m_mismatch; }

private:
    struct Exchange
    {
        QByteArray verb;
        QByteArray url;
        QByteArray body;
        bool answered = true;
        net::HttpReply reply;
    };
    static QByteArray bytesOf(const QJsonObject &data);
    static void note(Exchange &exchange, const QJsonObject &action);
    static QString difference(const Exchange &recorded, const net::HttpRequest &sent);

    QQueue<Exchange> m_exchanges;
    QString m_mismatch;
};

} // namespace sm::test
