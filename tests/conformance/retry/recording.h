// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <net/http.h>

#include <QJsonObject>

namespace recording {

/// One request of recorded traffic and what came back.
struct Exchange
{
    QString target; ///< verb and URI
    QString service;
    QByteArray requestHeader; ///< amz-sdk-request, without the time to live; empty: not recorded
    sm::net::HttpReply reply; ///< status 0: none came
    QString code; ///< of the error in the reply

    bool hasFailed() const { return reply.status == 0 || reply.status >= 300; }
};

/// The exchanges of a file of smithy-rs recorded traffic, in the order of their requests.
QList<Exchange> read(const QJsonObject &file);

} // namespace recording
