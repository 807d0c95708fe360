// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonbody.h"
#include "refusaldocument.h"
#include "restreply.h"

#include <core/json.h>

using namespace Qt::Literals::StringLiterals;

namespace sm::aws {

namespace {

QString firstText(const QJsonObject &body, std::initializer_list<QLatin1StringView> keys)
{
    for (const QLatin1StringView key : keys) {
        if (const QString text = body.value(key).toString(); !text.isEmpty())
            return text;
    }
    return {};
}

QString codeOf(const net::HttpReply &reply, const QJsonObject &body)
{
    const QString header = QString::fromUtf8(reply.header("x-amzn-errortype"));
    return errorCode(header.isEmpty() ? firstText(body, {"__type"_L1, "code"_L1, "Code"_L1}) : header);
}

/// Services that once spoke query keep the codes of that time in a header:
/// "AWS.SimpleQueueService.NonExistentQueue;Sender".
QString queryCode(const net::HttpReply &reply)
{
    const QList<QByteArray> parts = reply.header("x-amzn-query-error").split(';');
    return parts.size() == 2 ? QString::fromUtf8(parts.first()) : QString();
}

/// What can be read of the error's own members; the rest of an odd answer is no reason to lose the error itself.
QJsonObject membersOf(Protocol protocol, const Shape &shape, const net::HttpReply &reply, const QJsonObject &body)
{
    const bool isRest = protocol == Protocol::RestJson;
    QJsonObject members;
    if (isRest)
        members = fromHeaders(shape, reply).value_or(QJsonObject());
    const Result<QJsonValue> fromBody = fromJsonBody(referenceTo(shape), body, isRest ? Members::Body : Members::All);
    if (fromBody)
        insertAll(members, fromBody->toObject());
    return members;
}

} // namespace

ServiceError jsonRefusal(const ServiceModel &service, const Operation &operation, const net::HttpReply &reply)
{
    const Result<QJsonValue> document = parseJson(reply.body);
    const QJsonObject body = document ? document->toObject() : QJsonObject();
    ServiceError error;
    error.isAwsAnswer = document.has_value() || reply.body.isEmpty();
    error.code = codeOf(reply, body);
    error.message = firstText(body, {"message"_L1, "Message"_L1});
    error.shape = errorShape(service, operation, error.code);
    if (error.shape)
        error.members = membersOf(service.protocol(), *error.shape, reply, body);
    if (const QString code = queryCode(reply); !code.isEmpty())
        error.code = code;
    return error;
}

} // namespace sm::aws
