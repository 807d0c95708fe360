// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"
#include "suitevalues.h"

#include <core/json.h>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace suite {

namespace {

bool hasEventStream(const aws::Shape *output)
{
    return output && std::any_of(output->members.begin(), output->members.end(), [](const aws::Member &member) {
        return member.shape->isEventStream;
    });
}

net::HttpReply replyOf(const Case &one)
{
    const QJsonObject response = one.content[u"response"].toObject();
    net::HttpReply reply;
    reply.status = response[u"status_code"].toInt();
    const QJsonObject headers = response[u"headers"].toObject();
    for (auto it = headers.begin(); it != headers.end(); ++it)
        reply.headers.append({it.key().toLatin1(), it.value().toString().toUtf8()});
    reply.body = response[u"body"].toString().toUtf8();
    if (hasEventStream(one.operation->output))
        reply.body = QByteArray::fromBase64(reply.body); // binary frames in a JSON file
    return reply;
}

QString difference(const QString &what, const QJsonValue &actual, const QJsonValue &expected)
{
    if (actual == expected)
        return {};
    return u"%1 is %2, should be %3"_s.arg(
        what, QString::fromUtf8(toCompactJson(actual)), QString::fromUtf8(toCompactJson(expected)));
}

QStringList errorProblems(const Case &one, const net::HttpReply &reply)
{
    const aws::ServiceError error = aws::parseError(*one.service, *one.operation, reply);
    QJsonValue members = one.content[u"error"];
    if (error.shape) {
        aws::Member member;
        member.shape = error.shape;
        members = toOurForm(member, members);
    }
    QStringList problems{
        difference(u"code"_s, error.code, one.content[u"errorCode"]), difference(u"error"_s, error.members, members)};
    if (one.content.contains(u"errorMessage"))
        problems.append(difference(u"message"_s, error.message, one.content[u"errorMessage"]));
    return problems;
}

QStringList resultProblems(const Case &one, const net::HttpReply &reply)
{
    const auto output = aws::parseOutput(*one.service, *one.operation, reply);
    if (!output)
        return {output.error().message()};
    QJsonValue expected = one.content[u"result"];
    if (one.operation->output)
        expected = toOurForm(one.operation->outputRoot, expected);
    return {difference(u"result"_s, *output, expected)};
}

} // namespace

QStringList outputProblems(const Case &one)
{
    if (!one.operation)
        return {u"the model can not be read"_s};
    const net::HttpReply reply = replyOf(one);
    const bool isRefusal = aws::isRefusal(*one.service, *one.operation, reply);
    if (isRefusal != one.content.contains(u"errorCode"))
        return {u"taken for the wrong kind of answer"_s};
    QStringList problems = isRefusal ? errorProblems(one, reply) : resultProblems(one, reply);
    problems.removeAll(QString());
    return problems;
}

} // namespace suite
