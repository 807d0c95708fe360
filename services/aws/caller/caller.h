// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/repeat.h>
#include <core/result.h>
#include <core/writepermit.h>
#include <net/http.h>

#include <QCoroTask>
#include <QJsonObject>

#include <functional>
#include <memory>

namespace sm::aws {

/// One call: a service and operation by the names of the AWS CLI and the API reference ("cognito-idp",
/// "AdminGetUser"), and its input in the JSON form of serialize().
struct Call
{
    QString service;
    QString operation;
    QJsonObject input;
    /// For answers that are long lists: reads the body in place of the protocol, and returns what of it is to be
    /// Answer::output, the page tokens at least. Runs while the call waits, on another thread when the body is long.
    using Reader = std::function<Result<QJsonObject>(const QByteArray &body)>;
    Reader reader = {};
};

struct Answer
{
    QJsonObject output;
    QString requestId;
    int attempts = 1;
};

/// Makes AWS calls for one account and region: validate, credentials, endpoint, serialise, sign, send, classify,
/// retry, parse. Retry, rate limits and clock skew live here alone.
///
/// read() refuses what changes the world; write() needs the permit that only operations::Runner can give.
class Caller
{
public:
    virtual ~Caller() = default;

    /// \error Kind::Invalid   unknown service or operation, an input that does not fit it, or a write
    /// \error Kind::Denied    no credentials, expired (code "ExpiredToken" and its kin) or not allowed
    /// \error Kind::NotFound, Kind::Conflict, Kind::Throttled as the service says; code() and requestId() are its own
    /// \error Kind::BadReply  the endpoint answered, but not as AWS: "does not offer this operation"
    /// \error Kind::Network, Kind::Timeout after the retries of the standard mode
    /// \error Kind::Cancelled \p token was cancelled
    virtual QCoro::Task<Result<Answer>> read(Call call, CancelToken token) = 0;

    /// The same for an operation that changes something. \p repeat decides what may be sent again; an error's
    /// changed() says whether the world may have changed.
    virtual QCoro::Task<Result<Answer>> write(WritePermit permit, Call call, Repeat repeat, CancelToken token) = 0;

    /// What would be sent, without credentials, signature or network: for previews and dry runs.
    virtual Result<net::HttpRequest> preview(Call call) const = 0;
};

} // namespace sm::aws
