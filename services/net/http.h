// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QList>

#include <chrono>

namespace sm::net {

struct HttpHeader
{
    QByteArray name;
    QByteArray value;
    friend bool operator==(const HttpHeader &, const HttpHeader &) = default;
};

/// In the order in which they are sent or came. Names compare without case.
using HttpHeaders = QList<HttpHeader>;

/// The first value of \p name, or an empty array.
QByteArray headerValue(const HttpHeaders &headers, QByteArrayView name);
bool hasHeader(const HttpHeaders &headers, QByteArrayView name);
/// Replaces every header of that name by one.
void setHeader(HttpHeaders &headers, const QByteArray &name, const QByteArray &value);

struct HttpRequest
{
    QByteArray verb;
    /// Absolute, percent-encoded; sent byte for byte as it stands here.
    QByteArray url;
    HttpHeaders headers;
    QByteArray body;
    /// Name lookup, TCP and TLS together (AWS SDK defaults mode "standard").
    std::chrono::milliseconds connectTimeout{3'100};
    /// Longest silence while waiting for or reading the answer.
    std::chrono::milliseconds stallTimeout{30'000};
    /// A longer answer is Kind::BadReply.
    qint64 maxReplyBytes = 32 * 1024 * 1024;
};

struct HttpReply
{
    int status = 0;
    HttpHeaders headers;
    QByteArray body;
    /// Wall time, UTC, of the last byte sent and the first byte received; clock skew is measured between them.
    QDateTime sentAt;
    QDateTime receivedAt;

    QByteArray header(QByteArrayView name) const { return headerValue(headers, name); }
};

} // namespace sm::net
