// SPDX-License-Identifier: GPL-3.0-or-later
#include "checks.h"
#include "structure.h"
#include "suitevalues.h"

#include <core/json.h>

#include <QJsonArray>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace suite {

namespace {

class RequestCheck
{
public:
    RequestCheck(const Case &one, const aws::WireRequest &request)
        : m_case(one)
        , m_request(request)
        , m_expected(one.content[u"serialized"].toObject())
    {
    }

    QStringList problems()
    {
        checkAddress();
        checkHeaders();
        if (m_expected.contains(u"body"))
            checkBody();
        return m_problems;
    }

private:
    void expect(bool isRight, const QString &what, const QString &actual, const QString &expected)
    {
        if (!isRight)
            m_problems.append(u"%1 is %2, should be %3"_s.arg(what, actual, expected));
    }

    void expectEqual(const QString &what, const QByteArray &actual, const QByteArray &expected)
    {
        expect(actual == expected, what, QString::fromUtf8(actual), QString::fromUtf8(expected));
    }

    void checkAddress()
    {
        if (m_expected.contains(u"method"))
            expectEqual(u"method"_s, m_request.verb, m_expected[u"method"].toString().toLatin1());
        if (!m_case.clientHost.isEmpty() && m_expected.contains(u"host"))
            expectEqual(u"host"_s, (m_request.hostPrefix + m_case.clientHost).toLatin1(),
                m_expected[u"host"].toString().toLatin1());
        const QByteArray uri = m_expected[u"uri"].toString().toLatin1();
        const qsizetype mark = uri.indexOf('?');
        expectEqual(u"path"_s, m_request.path, mark < 0 ? uri : uri.left(mark));
        const auto expected = queryStructure(mark < 0 ? QByteArray() : uri.mid(mark + 1));
        expectEqual(u"query"_s, queryStructure(m_request.query).join('&'), expected.join('&'));
    }

    /// Lists may have a space after the comma, and forms may say their character set.
    static QByteArray plainHeader(QByteArray value)
    {
        return value.replace(", ", ",").replace(
            "application/x-www-form-urlencoded; charset=utf-8", "application/x-www-form-urlencoded");
    }

    void checkHeaders()
    {
        const QJsonObject headers = m_expected[u"headers"].toObject();
        for (auto it = headers.begin(); it != headers.end(); ++it)
            expectEqual(it.key(), plainHeader(net::headerValue(m_request.headers, it.key().toLatin1())),
                plainHeader(it.value().toString().toUtf8()));
        for (const auto &name : m_expected[u"forbidHeaders"].toArray())
            expect(!net::hasHeader(m_request.headers, name.toString().toLatin1()), name.toString(), u"there"_s,
                u"absent"_s);
        for (const auto &name : m_expected[u"requireHeaders"].toArray()) {
            // The transport counts the body; here there only has to be one, or a verb that takes one.
            const bool isCounted = name == u"Content-Length"_s && m_request.verb != "GET" && m_request.verb != "HEAD";
            expect(isCounted || net::hasHeader(m_request.headers, name.toString().toLatin1()), name.toString(),
                u"absent"_s, u"there"_s);
        }
    }

    void checkBody()
    {
        const QByteArray expected = m_expected[u"body"].toString().toUtf8();
        if (m_request.body == expected)
            return;
        expect(isSame(m_request.body, expected), u"body"_s, QString::fromUtf8(m_request.body),
            QString::fromUtf8(expected));
    }

    bool isSame(const QByteArray &actual, const QByteArray &expected) const
    {
        switch (m_case.service->protocol()) {
        case aws::Protocol::Query:
        case aws::Protocol::Ec2:
            return formStructure(actual, m_case.shapes) == formStructure(expected, m_case.shapes);
        case aws::Protocol::RestXml:
            return xmlStructure(actual, m_case.shapes) == xmlStructure(expected, m_case.shapes);
        case aws::Protocol::Json:
        case aws::Protocol::RestJson:
            break;
        }
        const auto one = parseJson(actual);
        const auto other = parseJson(expected);
        return one && other && *one == *other;
    }

    const Case &m_case;
    const aws::WireRequest &m_request;
    QJsonObject m_expected;
    QStringList m_problems;
};

} // namespace

QStringList inputProblems(const Case &one)
{
    if (!one.operation)
        return {u"the model can not be read"_s};
    QJsonObject input = one.content[u"params"].toObject();
    if (one.operation->input)
        input = toOurForm(one.operation->inputRoot, input).toObject();
    const QString token = one.operation->idempotencyTokenMember; // whoever calls serialize() fills it in
    if (!token.isEmpty() && !input.contains(token))
        input[token] = u"00000000-0000-4000-8000-000000000000"_s;
    const auto request = aws::serialize(*one.service, *one.operation, input);
    if (!request)
        return {request.error().message()};
    return RequestCheck(one, *request).problems();
}

} // namespace suite
