// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/secret.h>
#include <http/url.h>
#include <net/http.h>

#include <QJsonValue>
#include <QStringList>

#include <chrono>

namespace sm::http {

/// One request, and what its answer has to be like.
struct Probe
{
    QByteArray method = "GET";
    Url url;
    net::HttpHeaders headers;
    QMap<QString, Secret> secretHeaders;
    QByteArray body; ///< for trigger() only
    QList<int> expectedStatus; ///< empty: 200 to 299
    /// JMESPath over {status: number, headers: {lower-case name: text}, body: JSON or text, seconds: number}; has to
    /// come out true. Empty: anything will do.
    QString assertion;
    std::chrono::milliseconds limit{30'000}; ///< for all of it
};

/// An answer as expected.
struct ProbeResult
{
    int status = 0;
    net::HttpHeaders headers;
    QByteArray body;
    QJsonValue json; ///< the body, where it is a JSON document or calls itself one; else undefined
    std::chrono::milliseconds duration{0}; ///< from sending to the last byte of the answer
    QStringList warnings; ///< sentences for a person
};

} // namespace sm::http
