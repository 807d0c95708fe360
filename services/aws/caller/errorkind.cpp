// SPDX-License-Identifier: GPL-3.0-or-later
#include "errorkind.h"

#include <QSet>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

using Kind = Error::Kind;

const QSet<QString> &deniedCodes()
{
    static const QSet<QString> codes{u"UnauthorizedOperation"_s, u"UnauthorizedException"_s, u"Unauthorized"_s,
        u"NotAuthorizedException"_s, u"NotAuthorized"_s, u"AuthorizationError"_s, u"AuthorizationErrorException"_s,
        u"ForbiddenException"_s, u"Forbidden"_s, u"UnrecognizedClientException"_s, u"InvalidClientTokenId"_s,
        u"InvalidAccessKeyId"_s, u"InvalidAccessKey"_s, u"SignatureDoesNotMatch"_s, u"InvalidSignature"_s,
        u"InvalidSignatureException"_s, u"IncompleteSignature"_s, u"IncompleteSignatureException"_s,
        u"MissingAuthenticationToken"_s, u"MissingAuthenticationTokenException"_s, u"AuthFailure"_s, u"OptInRequired"_s,
        u"InvalidIdentityToken"_s, u"InvalidIdentityTokenException"_s, u"InvalidToken"_s, u"RequestTimeTooSkewed"_s,
        u"RequestInTheFuture"_s, u"InvalidGrantException"_s, u"InvalidClientException"_s};
    return codes;
}

bool isDenied(const QString &code)
{
    return isExpired(code) || code.startsWith("AccessDenied"_L1) || code.endsWith("AccessDenied"_L1)
        || deniedCodes().contains(code);
}

bool isNotFound(const ServiceError &refusal)
{
    const QString &code = refusal.code;
    // CloudFormation has no code of its own for a stack that is not there.
    const bool missingStack = code == "ValidationError"_L1 && refusal.message.endsWith("does not exist"_L1);
    return missingStack || code.contains("NotFound"_L1) || code.startsWith("NoSuch"_L1)
        || code.contains("DoesNotExist"_L1) || code.contains("NonExistent"_L1);
}

bool isConflict(const QString &code)
{
    static const QStringList marks{u"AlreadyExists"_s, u"AlreadyInUse"_s, u"AlreadyOwned"_s, u"ExistsException"_s,
        u"InUse"_s, u"Conflict"_s, u"ConditionalCheckFailed"_s, u"PreconditionFailed"_s, u"ConcurrentModification"_s,
        u"OperationInProgress"_s, u"Duplicate"_s, u"OperationAborted"_s, u"IdempotentParameterMismatch"_s};
    return std::any_of(marks.begin(), marks.end(), [&code](const QString &mark) { return code.contains(mark); });
}

bool isInvalid(const QString &code)
{
    static const QStringList beginnings{u"Invalid"_s, u"Validation"_s, u"Malformed"_s, u"Missing"_s, u"Serialization"_s,
        u"Unsupported"_s, u"BadRequest"_s, u"IllegalLocation"_s, u"AuthorizationHeaderMalformed"_s,
        u"PermanentRedirect"_s};
    return code.endsWith("ValidationException"_L1)
        || std::any_of(beginnings.begin(), beginnings.end(),
            [&code](const QString &beginning) { return code.startsWith(beginning); });
}

std::optional<Kind> kindOfCode(const ServiceError &refusal)
{
    if (isDenied(refusal.code))
        return Kind::Denied;
    if (isNotFound(refusal))
        return Kind::NotFound;
    if (isConflict(refusal.code))
        return Kind::Conflict;
    if (refusal.code.contains("LimitExceeded"_L1))
        return Kind::Throttled;
    if (isInvalid(refusal.code))
        return Kind::Invalid;
    return std::nullopt;
}

Kind kindOfStatus(int status)
{
    switch (status) {
    case 401:
    case 403:
        return Kind::Denied;
    case 404:
        return Kind::NotFound;
    case 409:
    case 412:
        return Kind::Conflict;
    case 429:
        return Kind::Throttled;
    default:
        return Kind::Internal;
    }
}

} // namespace

bool isExpired(const QString &code)
{
    static const QSet<QString> codes{u"ExpiredToken"_s, u"ExpiredTokenException"_s, u"ExpiredCredentials"_s,
        u"TokenRefreshRequired"_s, u"RequestExpired"_s};
    return codes.contains(code);
}

Error::Kind kindOf(const ServiceError &refusal, int status, Failure failure)
{
    if (failure == Failure::Throttling)
        return Kind::Throttled;
    if (const std::optional<Kind> kind = kindOfCode(refusal))
        return *kind;
    if (refusal.shape && refusal.shape->httpStatus > 0)
        return kindOfStatus(refusal.shape->httpStatus);
    return kindOfStatus(status);
}

} // namespace sm::aws
