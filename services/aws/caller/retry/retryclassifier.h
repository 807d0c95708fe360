// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>
#include <net/http.h>

namespace sm::aws {

/// What the failure of one attempt says about another one.
enum class Failure {
    Final, ///< the same request fails the same way again
    Transient, ///< the other side or the way to it stumbled
    Throttling, ///< refused for now: too many requests
};

/// One attempt that did not succeed.
struct FailedAttempt
{
    /// What a refusal's shape says in the service model (the `retryable` trait).
    struct Traits
    {
        bool isRetryable = false;
        bool isThrottling = false;
    };

    QString service; ///< as on the command line: "dynamodb"
    QString operation;
    int status = 0; ///< 0: no complete answer came
    QString code; ///< the service's or the transport's word
    Traits traits;
    QByteArray retryAfterHint; ///< the header x-amz-retry-after
    Error::Kind kind = Error::Kind::Internal; ///< of the error, when no answer came
    bool mayHaveReachedServer = true;
    bool clockWasWrong = false; ///< ClockSkew::explains() it

    /// No answer, or one that could not be used: an error of the transport, or code \c checksumMismatch.
    static FailedAttempt unanswered(QString service, QString operation, const Error &error);
    /// An answer that refuses. S3's answer of 200 that holds an error counts as 500, as botocore has it.
    static FailedAttempt refused(
        QString service, QString operation, const net::HttpReply &reply, QString code, Traits traits);
};

/// The code of the Error for an answer whose body does not have the checksum its header names (DynamoDB x-amz-crc32).
inline constexpr QStringView checksumMismatch = u"ChecksumMismatch";

/// By the lists of the standard retry mode (botocore retries/standard.py), the model's traits and botocore's rules for
/// single services; then by ours: a wrong certificate stays wrong, a quota that waiting does not restore is final.
Failure classify(const FailedAttempt &attempt);

/// The server has certainly not acted on this attempt: nothing reached it, or it said that it refuses. Only then may
/// an operation be sent again whose arrivals count.
bool isCertainlyWithoutEffect(const FailedAttempt &attempt);

} // namespace sm::aws
