// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <net/http.h>

#include <QJsonObject>

namespace traffic {

/// One recorded connection: what was asked and what came.
struct Exchange
{
    QByteArray uri;
    QByteArray target; ///< X-Amz-Target
    QByteArray body;
    sm::net::HttpReply reply;
};

/// The exchanges of a recording, none for a file that is no recording.
QList<Exchange> exchanges(const QJsonValue &recording);

/// The operation that was asked for, as far as the request says it: "StartLiveTail", else empty.
QString operationName(const Exchange &exchange);

} // namespace traffic
