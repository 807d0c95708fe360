// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/servicemodel.h>
#include <core/result.h>
#include <net/http.h>

#include <QJsonObject>

#include <functional>

namespace sm::aws {

/// Reads the body of an answer in place of the protocol.
using BodyReader = std::function<Result<QJsonObject>(const QByteArray &body)>;

/// An operation's input as it goes on the wire, before it has an endpoint, credentials or a signature.
struct WireRequest
{
    QByteArray verb;
    QByteArray path; ///< percent-encoded, begins with '/'
    QByteArray query; ///< percent-encoded, without '?'; may be empty
    net::HttpHeaders headers;
    QByteArray body;
    QString hostPrefix; ///< to be put before the endpoint's host, expanded; usually empty
};

/// Writes \p input as \p operation of \p service expects it.
///
/// Values are JSON: timestamps are ISO 8601 strings (epoch seconds as numbers are taken too), blobs are base64,
/// floats that JSON can not hold are "NaN", "Infinity", "-Infinity"; a member that is null or undefined is absent.
/// An idempotency token that is absent is not filled in here. \p input has passed validate().
///
/// \error Kind::Invalid what its place on the wire can not hold: a label of the address or the host name without a
///                      value, a header with a line break, a character that XML has not
Result<WireRequest> serialize(const ServiceModel &service, const Operation &operation, const QJsonObject &input);

/// Reads the answer of a call that succeeded (or a structured error's own members) into the same JSON form.
/// \param reader reads the body if it is given, once it is known not to be a web page
/// \error Kind::BadReply the body is not what the protocol promises; the message says what came instead
Result<QJsonObject> parseOutput(const ServiceModel &service, const Operation &operation, const net::HttpReply &reply,
    const BodyReader &reader = {});

/// What a service said when it refused.
struct ServiceError
{
    QString code; ///< without namespace and URI: "UserNotFoundException"
    QString message;
    QString requestId;
    const Shape *shape = nullptr; ///< of the modelled error, nullptr for others
    QJsonObject members;
    bool isAwsAnswer = true; ///< false: an HTML page or another body that no AWS service sends
};

/// Whether \p reply is one for parseError() and not for parseOutput(): a status of 300 or more, or the answer of 200
/// with which S3 reports what went wrong after it had begun to answer.
bool isRefusal(const ServiceModel &service, const Operation &operation, const net::HttpReply &reply);

/// Reads an answer with a status of 300 or more, or an S3 answer of 200 that holds an error. Never fails: what can not
/// be read becomes an error without code. Tolerates both nestings of query errors, `message` and `Message`, XML errors
/// from JSON services.
ServiceError parseError(const ServiceModel &service, const Operation &operation, const net::HttpReply &reply);

/// The request id, whichever of the three header names carries it, else what the body says.
QString requestId(const net::HttpReply &reply);

} // namespace sm::aws
