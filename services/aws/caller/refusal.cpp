// SPDX-License-Identifier: GPL-3.0-or-later
#include "refusal.h"

#include "customendpoint.h"
#include "errorkind.h"
#include "regionhint.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Caller", text); }

QString host(const PreparedCall &call) { return QString::fromUtf8(EndpointAddress::of(call.request.url).hostHeader()); }

QString signInSentence(const CallerSettings &settings)
{
    if (settings.signInHint.isEmpty())
        return tr("Sign in again.");
    return tr("Sign in again with: %1").arg(settings.signInHint);
}

/// A page or another body that no AWS service sends: a proxy, a sign-in portal, or a stand-in without the operation.
Error notAws(const ServiceError &refusal, const net::HttpReply &reply, const PreparedCall &call)
{
    if (reply.status == 404 || reply.status == 501 || (call.endpoint.custom && reply.status == 500))
        return Error(Error::Kind::BadReply,
            tr("The endpoint %1 answered with a web page, not as AWS: it does not offer this operation (%2).")
                .arg(host(call), call.operation->name))
            .withCode(u"NotOffered"_s)
            .withRequestId(refusal.requestId);
    return Error(Error::Kind::BadReply,
        tr("The endpoint %1 answered with a web page, not as AWS (status %2). A proxy or a sign-in page of the network "
           "may stand in between.")
            .arg(host(call))
            .arg(reply.status))
        .withCode(u"NotAws"_s)
        .withRequestId(refusal.requestId);
}

bool isSignatureRefusal(const QString &code)
{
    return code.startsWith("SignatureDoesNotMatch"_L1) || code.startsWith("InvalidSignature"_L1)
        || code.startsWith("IncompleteSignature"_L1);
}

bool isClockRefusal(const QString &code, std::chrono::milliseconds behind)
{
    const bool far = std::chrono::abs(behind) > 4min;
    return far
        && (isSignatureRefusal(code) || code == "RequestTimeTooSkewed"_L1 || code == "RequestInTheFuture"_L1
            || code == "RequestExpired"_L1 || code == "AuthFailure"_L1);
}

bool isUnknownKey(const QString &code)
{
    return code == "UnrecognizedClientException"_L1 || code.startsWith("InvalidClientTokenId"_L1)
        || code.startsWith("InvalidAccessKey"_L1);
}

/// The action and resource that are missing, as IAM names them in its message.
QString missingPermission(const QString &message)
{
    static const QRegularExpression form(
        u"not authorized to perform:? (?<action>[a-z0-9-]+:\\w+)(?: on resource:? (?<resource>\\S+))?"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = form.match(message);
    if (!match.hasMatch())
        return {};
    const QString resource = match.captured(u"resource"_s);
    if (resource.isEmpty())
        return tr("Missing permission: %1.").arg(match.captured(u"action"_s));
    return tr("Missing permission: %1 on %2.").arg(match.captured(u"action"_s), resource);
}

QString deniedSentence(const ServiceError &refusal, const Attempt &attempt)
{
    if (isExpired(refusal.code))
        return tr("The sign-in has expired. %1").arg(signInSentence(attempt.settings));
    if (isUnknownKey(refusal.code))
        return tr("AWS does not know the access key (%1). Check the credentials, or sign in again.")
            .arg(attempt.credentialsSource);
    if (isSignatureRefusal(refusal.code))
        return tr("AWS refused the signature: the secret access key does not belong to the access key (%1).")
            .arg(attempt.credentialsSource);
    const QString missing = missingPermission(refusal.message);
    if (missing.isEmpty())
        return tr("Not allowed: %1").arg(refusal.message.isEmpty() ? refusal.code : refusal.message);
    return tr("Not allowed. %1 Ask whoever administers the account to grant it.").arg(missing);
}

QString serverSentence(const ServiceError &refusal, const net::HttpReply &reply)
{
    const QString words = refusal.message.isEmpty() ? refusal.code : refusal.message;
    if (reply.status >= 500)
        return tr("The service had a problem of its own (status %1). Try again later. %2").arg(reply.status).arg(words);
    return words.isEmpty() ? tr("The service refused with status %1.").arg(reply.status) : words;
}

/// How long the service asks to be left alone: milliseconds of its own, or the seconds of RFC 9110. A date says nothing
/// to a clock that may be wrong.
std::optional<std::chrono::milliseconds> askedPause(const net::HttpReply &reply)
{
    bool isNumber = false;
    const qint64 milliseconds = reply.header("x-amz-retry-after").toLongLong(&isNumber);
    if (isNumber && milliseconds >= 0)
        return std::chrono::milliseconds(milliseconds);
    const int seconds = reply.header("Retry-After").toInt(&isNumber);
    if (isNumber && seconds >= 0)
        return std::chrono::seconds(seconds);
    return std::nullopt;
}

QString sentence(Error::Kind kind, const ServiceError &refusal, const net::HttpReply &reply, const Attempt &attempt)
{
    if (isClockRefusal(refusal.code, attempt.clockBehind))
        return tr("%1 Set it and try again.").arg(clockSentence(attempt.clockBehind));
    if (const QString hint = regionHint(attempt.call, refusal, reply); !hint.isEmpty())
        return u"%1 %2"_s.arg(refusal.message.isEmpty() ? refusal.code : refusal.message, hint);
    if (kind == Error::Kind::Denied)
        return deniedSentence(refusal, attempt);
    if (attempt.failure == Failure::Throttling)
        return tr("AWS refuses for now because too many requests came. Wait a little and try again. %1")
            .arg(refusal.message);
    return serverSentence(refusal, reply);
}

} // namespace

QString clockSentence(std::chrono::milliseconds behind)
{
    const auto minutes = std::chrono::round<std::chrono::minutes>(std::chrono::abs(behind)).count();
    const QString size = minutes < 120 ? tr("%1 min").arg(minutes) : tr("%1 h").arg(minutes / 60);
    return behind > 0s ? tr("Your clock is %1 slow.").arg(size) : tr("Your clock is %1 fast.").arg(size);
}

Error refusalError(const ServiceError &refusal, const net::HttpReply &reply, const Attempt &attempt)
{
    if (!refusal.isAwsAnswer)
        return notAws(refusal, reply, attempt.call);
    const Error::Kind kind = kindOf(refusal, reply.status, attempt.failure);
    // A HEAD request's refusal has no body: the status is the only word there is.
    const QString code = refusal.code.isEmpty() ? QString::number(reply.status) : refusal.code;
    const Error error = Error(kind, sentence(kind, refusal, reply, attempt).trimmed())
                            .withCode(code)
                            .withRequestId(refusal.requestId);
    const auto pause = askedPause(reply);
    return pause ? error.withRetryAfter(*pause) : error;
}

} // namespace sm::aws
