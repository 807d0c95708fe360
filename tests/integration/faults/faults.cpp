// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

namespace {

using Kind = Error::Kind;
using At = Fault::At;

QJsonObject fault(const QString &name, QJsonObject options = {})
{
    options.insert(u"fault"_s, name);
    return options;
}

QJsonObject throttle(const char *code) { return {{u"throttle"_s, QString::fromLatin1(code)}}; }

QJsonObject refuse(const QString &why) { return {{u"refuse"_s, why}}; }

/// Not one byte of the request leaves, so that nothing can have happened.
QList<Fault> unreachable()
{
    return {
        {"unknown-host", At::Address, {}, Kind::Network, "Lookup", Resent::Everybodys, false, 0},
        {"refused", At::Address, {}, Kind::Network, "Connect", Resent::Everybodys, false, 0},
        {"blackhole", At::Address, {}, Kind::Timeout, "ConnectTimeout", Resent::Everybodys, false, 0},
        {"expired", At::Tls, {}, Kind::Network, "Certificate", Resent::Nobodys, false, 0},
        {"self-signed", At::Tls, {}, Kind::Network, "Certificate", Resent::Nobodys, false, 0},
        {"wrong-host", At::Tls, {}, Kind::Network, "Certificate", Resent::Nobodys, false, 0},
        {"tls-1.1", At::Tls, {}, Kind::Network, "Tls", Resent::Everybodys, false, 0},
    };
}

/// The request left and no whole answer came.
QList<Fault> unanswered()
{
    const auto repeatable = [](const char *name, Kind kind, const char *code, int effects) {
        return Fault{name, At::Double, fault(QString::fromLatin1(name)), kind, code, Resent::Repeatable, true, effects};
    };
    return {
        repeatable("silent", Kind::Timeout, "StallTimeout", 0),
        repeatable("slow", Kind::Timeout, "StallTimeout", 1),
        repeatable("reset-before-headers", Kind::Network, "Broken", 0),
        repeatable("reset-after-headers", Kind::Network, "Broken", 1),
        repeatable("reset-mid-body", Kind::Network, "Broken", 1),
        repeatable("half-close", Kind::BadReply, "Truncated", 1),
        repeatable("garbage", Kind::BadReply, "NotHttp", 0),
        repeatable("execute-and-timeout", Kind::Timeout, "StallTimeout", 1),
        repeatable("execute-and-reset", Kind::Network, "Broken", 1),
    };
}

/// Something came that is no answer of the service.
QList<Fault> unreadable()
{
    const auto finalOne = [](const char *name, const QJsonObject &answer, const char *code, bool inDoubt, int effects) {
        return Fault{name, At::Double, answer, Kind::BadReply, code, Resent::Nobodys, inDoubt, effects};
    };
    return {
        finalOne("captive portal", fault(u"captive-portal"_s), "NotAws", true, 0),
        finalOne("redirect", fault(u"redirect"_s), "NotAws", false, 0),
        finalOne("proxy-407", fault(u"proxy-407"_s), "NotAws", false, 0),
        finalOne("malformed", fault(u"malformed"_s), "NotReadable", true, 0),
        finalOne("truncated gzip", fault(u"truncated-gzip"_s), "NotReadable", true, 1),
        finalOne("gzip bomb", fault(u"gzip-bomb"_s, {{u"megabytes"_s, 64}}), "NotReadable", true, 0),
        finalOne("40 MB", fault(u"huge"_s, {{u"megabytes"_s, 40}}), "TooLarge", true, 0),
        {"502 of a load balancer", At::Double, fault(u"status-502"_s, {{u"html"_s, true}}), Kind::BadReply, "NotAws",
            Resent::Repeatable, true, 0},
    };
}

/// The service, or something in its name, says no.
QList<Fault> refused()
{
    const auto broken = [](const char *name, const char *code) {
        return Fault{
            name, At::Double, fault(QString::fromLatin1(name)), Kind::Internal, code, Resent::Repeatable, true, 0};
    };
    return {
        broken("status-500", "InternalFailure"),
        broken("status-502", "BadGateway"),
        broken("status-503", "ServiceUnavailable"),
        broken("status-504", "GatewayTimeout"),
        {"status-429", At::Double, fault(u"status-429"_s, {{u"retryAfter"_s, 7}}), Kind::Throttled,
            "TooManyRequestsException", Resent::Everybodys, false, 0},
        {"expired token", At::Double, refuse(u"expired-token"_s), Kind::Denied, "ExpiredTokenException",
            Resent::Nobodys, false, 0},
        {"unknown key", At::Double, refuse(u"unknown-key"_s), Kind::Denied, "UnrecognizedClientException",
            Resent::Nobodys, false, 0},
        {"wrong signature", At::Double, refuse(u"signature"_s), Kind::Denied, "InvalidSignatureException",
            Resent::Nobodys, false, 0},
    };
}

QList<Fault> throttled()
{
    const auto row = [](const char *code, Resent resent) {
        return Fault{code, At::Double, throttle(code), Kind::Throttled, code, resent, false, 0};
    };
    QList<Fault> rows;
    for (const char *code : {"Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
             "TooManyRequestsException", "ProvisionedThroughputExceededException", "RequestLimitExceeded",
             "BandwidthLimitExceeded", "LimitExceededException", "RequestThrottled", "SlowDown",
             "EC2ThrottledException"})
        rows << row(code, Resent::Everybodys);
    // These say that an earlier request is still being worked on.
    for (const char *code : {"TransactionInProgressException", "PriorRequestNotComplete"})
        rows << row(code, Resent::Repeatable);
    return rows;
}

} // namespace

const QList<Fault> &commonFaults()
{
    static const QList<Fault> all = unreachable() + unanswered() + unreadable() + refused() + throttled();
    return all;
}

const QList<Fault> &dynamoDbFaults()
{
    static const QList<Fault> all{{"CRC32 mismatch", At::Double, fault(u"crc32-mismatch"_s), Kind::BadReply,
        "ChecksumMismatch", Resent::Repeatable, true, 1}};
    return all;
}

const QList<Fault> &s3Faults()
{
    static const QList<Fault> all{
        {"200 with an error", At::Double, fault(u"ok-with-error"_s), Kind::Internal, "InternalError",
            Resent::Repeatable, true, 0},
        {"malformed XML", At::Double, fault(u"malformed"_s), Kind::BadReply, "NotReadable", Resent::Nobodys, true, 0},
        {"SlowDown", At::Double, throttle(""), Kind::Throttled, "SlowDown", Resent::Repeatable, true, 0},
    };
    return all;
}

} // namespace sm::test
