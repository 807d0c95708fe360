// SPDX-License-Identifier: GPL-3.0-or-later
#include "exchange.h"

#include "answer.h"
#include "errorkind.h"
#include "quotas.h"
#include "refusal.h"

#include <aws/protocol.h>

#include <QUuid>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

FailedAttempt::Traits traitsOf(const ServiceError &refusal)
{
    if (!refusal.shape)
        return {};
    return {refusal.shape->isRetryable, refusal.shape->isThrottling};
}

bool sameKey(const Credentials &a, const Credentials &b)
{
    return a.accessKeyId == b.accessKeyId && a.secretAccessKey == b.secretAccessKey && a.sessionToken == b.sessionToken;
}

} // namespace

AwsCaller::Exchange::Exchange(Client &client, QString serviceName, PreparedCall call, Repeat repeat)
    : m_client(client)
    , m_serviceName(std::move(serviceName))
    , m_call(std::move(call))
    , m_repeat(repeat)
    , m_retries(RetryPolicy::standard(m_serviceName, client.settings.maxAttempts), client.quota, repeat)
{
    const QByteArray id = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    m_call.request.headers.append({"amz-sdk-invocation-id", id});
}

QCoro::Task<Result<Answer>> AwsCaller::Exchange::run(CancelToken token)
{
    if (const Result<void> fetched = co_await fetchCredentials(token); !fetched)
        co_return fetched.error();
    std::optional<Error> last;
    while (true) {
        if (const Result<void> turn = co_await takeTurn(token); !turn)
            co_return final(turn.error().kind() == Error::Kind::Cancelled ? turn.error() : last.value_or(turn.error()));
        Result<net::HttpReply> reply = co_await m_client.parts.transport.send(nextRequest(), token);
        tl::expected<Answer, Failed> answer = co_await judge(std::move(reply));
        tellBreaker(answer);
        if (answer) {
            m_retries.succeeded();
            co_return std::move(*answer);
        }
        const Failed &failed = answer.error();
        noteChanged(failed);
        if (isSigned() && isExpired(failed.error.code()) && !m_renewed) {
            const Result<bool> renewed = co_await renewCredentials(token);
            if (!renewed)
                co_return final(renewed.error());
            if (*renewed)
                continue;
        }
        const RetryDecision next = m_retries.failed(failed.attempt);
        if (next.wait.count() > 0 || next.retries()) {
            if (const Result<void> slept = co_await m_client.parts.sleeper.sleep(next.wait, token); !slept)
                co_return final(slept.error());
        }
        if (!next.retries())
            co_return final(failed.error);
        last = failed.error;
    }
}

bool AwsCaller::Exchange::isSigned() const { return m_call.operation->authType != "none"_L1; }

QCoro::Task<Result<void>> AwsCaller::Exchange::fetchCredentials(CancelToken token)
{
    if (!isSigned())
        co_return ok();
    Result<Credentials> credentials = co_await m_client.parts.credentials.credentials(token);
    if (!credentials)
        co_return credentials.error();
    m_credentials = std::move(*credentials);
    co_return ok();
}

/// Whether there are others now than those that were refused. Asked once a call: credentials that are refused twice
/// are no matter of time.
QCoro::Task<Result<bool>> AwsCaller::Exchange::renewCredentials(CancelToken token)
{
    m_renewed = true;
    const Credentials rejected = m_credentials;
    m_client.parts.credentials.refused(rejected);
    const Result<void> fetched = co_await fetchCredentials(token);
    if (!fetched)
        co_return fetched.error();
    co_return !sameKey(rejected, m_credentials);
}

/// Waits for a place in each quota; what stands in for AWS has none. After a pause a fifth of a second's requests may
/// go at once.
QCoro::Task<Result<void>> AwsCaller::Exchange::takeTurn(CancelToken token)
{
    const double share = m_client.settings.quotaShare;
    if (m_call.endpoint.custom || share <= 0)
        co_return admitted();
    const QList<QuotaLimit> limits = quotaLimits(m_serviceName, m_call.operation->name, m_call.input);
    for (const QuotaLimit &limit : limits) {
        const double rate = limit.requestsPerSecond * (limit.isShared ? share : 1);
        const net::RateLimiter::Rate allowed{rate, std::max(1.0, rate / 5)};
        if (const Result<void> turn = co_await m_client.limits.acquire(limit.key, allowed, token); !turn)
            co_return turn.error();
    }
    co_return admitted();
}

/// A service that did not answer several times in a row is left alone for a moment.
Result<void> AwsCaller::Exchange::admitted() const
{
    if (m_client.breaker.admit(m_serviceName))
        return ok();
    return serviceRests(m_call, m_client.breaker.restLeft(m_serviceName));
}

void AwsCaller::Exchange::tellBreaker(const tl::expected<Answer, Failed> &answer) const
{
    const bool isAnswer = answer || answer.error().error.kind() == Error::Kind::BadReply
        || classify(answer.error().attempt) != Failure::Transient;
    if (!answer && answer.error().error.kind() == Error::Kind::Cancelled)
        m_client.breaker.abandoned(m_serviceName);
    else if (isAnswer)
        m_client.breaker.succeeded(m_serviceName);
    else
        m_client.breaker.failed(m_serviceName);
}

net::HttpRequest AwsCaller::Exchange::nextRequest()
{
    net::HttpRequest request = m_call.request;
    request.headers.append({"amz-sdk-request", m_retries.requestHeader()});
    if (!isSigned())
        return request;
    m_skewUsed = m_client.skew.current();
    SigningOptions options;
    options.region = m_call.endpoint.signingRegion.value.toUtf8();
    options.service = m_call.endpoint.signingName.toUtf8();
    options.when = m_client.parts.clock.nowUtc().addMSecs(m_skewUsed.count());
    options.encodePathTwice = !m_call.isS3();
    options.normalizePath = !m_call.isS3();
    const bool mayBeUnsigned = m_call.operation->unsignedPayload || m_call.operation->authType == "v4-unsigned-body"_L1;
    options.unsignedPayload = mayBeUnsigned && request.url.startsWith("https:");
    return m_client.signer.byHeader(std::move(request), m_credentials, options);
}

QCoro::Task<tl::expected<Answer, AwsCaller::Exchange::Failed>> AwsCaller::Exchange::judge(Result<net::HttpReply> reply)
{
    if (!reply)
        co_return tl::make_unexpected(unanswered(withAdvice(reply.error(), m_call)));
    m_client.skew.observe(*reply);
    if (const Result<void> whole = checkBody(m_call, *reply); !whole)
        co_return tl::make_unexpected(unanswered(whole.error()));
    if (isRefusal(*m_call.service, *m_call.operation, *reply))
        co_return tl::make_unexpected(refused(*reply));
    co_return co_await accept(std::move(*reply));
}

QCoro::Task<tl::expected<Answer, AwsCaller::Exchange::Failed>> AwsCaller::Exchange::accept(net::HttpReply reply)
{
    const QString id = requestId(reply);
    Result<QJsonObject> output = co_await parseAnswer(m_call, std::move(reply));
    if (!output) {
        // The same answer would come again. Whether the service acted before it wrote this is not known.
        const Error error = output.error().withRequestId(id).withChanged(Error::Changed::Unknown);
        co_return tl::make_unexpected(unanswered(error));
    }
    co_return Answer{std::move(*output), id, m_retries.attempt()};
}

AwsCaller::Exchange::Failed AwsCaller::Exchange::unanswered(const Error &error) const
{
    return {error, FailedAttempt::unanswered(m_serviceName, m_call.operation->name, error)};
}

AwsCaller::Exchange::Failed AwsCaller::Exchange::refused(const net::HttpReply &reply) const
{
    const ServiceError refusal = parseError(*m_call.service, *m_call.operation, reply);
    FailedAttempt attempt
        = FailedAttempt::refused(m_serviceName, m_call.operation->name, reply, refusal.code, traitsOf(refusal));
    attempt.clockWasWrong = isSigned() && m_client.skew.explains(refusal.code, m_skewUsed);

    const Failure failure = classify(attempt);
    const QString source = isSigned() ? m_credentials.source : QString();
    const Error error
        = refusalError(refusal, reply, {m_call, m_client.settings, source, failure, m_client.skew.current()});
    const bool hasNoEffect = attempt.status < 500 || isCertainlyWithoutEffect(attempt);
    return {error.withChanged(hasNoEffect ? Error::Changed::No : Error::Changed::Unknown), attempt};
}

void AwsCaller::Exchange::noteChanged(const Failed &failed)
{
    if (failed.error.changed() != Error::Changed::No)
        m_changed = failed.error.changed();
}

Error AwsCaller::Exchange::final(const Error &error) const
{
    return error.withChanged(m_repeat == Repeat::Read ? Error::Changed::No : m_changed);
}

} // namespace sm::aws
