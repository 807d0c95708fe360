// SPDX-License-Identifier: GPL-3.0-or-later
#include "retryclassifier.h"

#include <array>

namespace sm::aws {

namespace {

constexpr std::array<QStringView, 14> throttlingCodes{u"Throttling", u"ThrottlingException", u"ThrottledException",
    u"RequestThrottledException", u"TooManyRequestsException", u"ProvisionedThroughputExceededException",
    u"TransactionInProgressException", u"RequestLimitExceeded", u"BandwidthLimitExceeded", u"LimitExceededException",
    u"RequestThrottled", u"SlowDown", u"PriorRequestNotComplete", u"EC2ThrottledException"};

constexpr std::array<QStringView, 2> transientCodes{u"RequestTimeout", u"RequestTimeoutException"};

/// These say that an earlier request is still being worked on, so they are no proof that nothing happens.
constexpr std::array<QStringView, 2> inProgressCodes{u"TransactionInProgressException", u"PriorRequestNotComplete"};

/// What one code means in one service; an empty operation stands for all of them.
struct Rule
{
    QStringView service;
    QStringView operation;
    QStringView code;
    Failure failure;
};

constexpr std::array<Rule, 5> rules{{
    {u"sts", u"", u"IDPCommunicationError", Failure::Transient},
    {u"dynamodb", u"", u"ReplicatedWriteConflictException", Failure::Transient},
    {u"s3", u"", u"BadDigest", Failure::Transient}, // damaged on the way
    // Quotas that hold for hours or until something is deleted, not rates:
    {u"cognito-idp", u"AdminResetUserPassword", u"LimitExceededException", Failure::Final},
    {u"cloudformation", u"", u"LimitExceededException", Failure::Final},
}};

template <size_t Count>
bool contains(const std::array<QStringView, Count> &codes, const QString &code)
{
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

const Rule *ruleFor(const FailedAttempt &attempt)
{
    const auto found = std::find_if(rules.begin(), rules.end(), [&attempt](const Rule &rule) {
        return rule.service == attempt.service && rule.code == attempt.code
            && (rule.operation.isEmpty() || rule.operation == attempt.operation);
    });
    return found == rules.end() ? nullptr : &*found;
}

bool isTransientStatus(int status) { return status == 500 || status == 502 || status == 503 || status == 504; }

bool isThrottlingStatus(int status) { return status == 429 || status == 509; }

Failure classifyUnanswered(const FailedAttempt &attempt)
{
    if (attempt.code == u"Certificate")
        return Failure::Final;
    if (attempt.kind == Error::Kind::Network || attempt.kind == Error::Kind::Timeout)
        return Failure::Transient;
    const bool isDamaged
        = attempt.code == u"Truncated" || attempt.code == u"NotHttp" || attempt.code == checksumMismatch;
    return attempt.kind == Error::Kind::BadReply && isDamaged ? Failure::Transient : Failure::Final;
}

} // namespace

FailedAttempt FailedAttempt::unanswered(QString service, QString operation, const Error &error)
{
    FailedAttempt attempt;
    attempt.service = std::move(service);
    attempt.operation = std::move(operation);
    attempt.code = error.code();
    attempt.kind = error.kind();
    attempt.mayHaveReachedServer = error.changed() != Error::Changed::No;
    return attempt;
}

FailedAttempt FailedAttempt::refused(
    QString service, QString operation, const net::HttpReply &reply, QString code, Traits traits)
{
    FailedAttempt attempt;
    attempt.service = std::move(service);
    attempt.operation = std::move(operation);
    attempt.status = reply.status < 300 ? 500 : reply.status;
    attempt.code = std::move(code);
    attempt.traits = traits;
    attempt.retryAfterHint = reply.header("x-amz-retry-after");
    return attempt;
}

Failure classify(const FailedAttempt &attempt)
{
    if (attempt.status == 0)
        return classifyUnanswered(attempt);
    if (const Rule *rule = ruleFor(attempt))
        return rule->failure;
    if (contains(throttlingCodes, attempt.code) || attempt.traits.isThrottling || isThrottlingStatus(attempt.status))
        return Failure::Throttling;
    const bool isTransient = contains(transientCodes, attempt.code) || isTransientStatus(attempt.status)
        || attempt.traits.isRetryable || attempt.clockWasWrong;
    return isTransient ? Failure::Transient : Failure::Final;
}

bool isCertainlyWithoutEffect(const FailedAttempt &attempt)
{
    if (attempt.status == 0)
        return !attempt.mayHaveReachedServer;
    if (attempt.status < 400 || attempt.status >= 500 || contains(inProgressCodes, attempt.code))
        return false;
    return attempt.clockWasWrong || classify(attempt) == Failure::Throttling;
}

} // namespace sm::aws
