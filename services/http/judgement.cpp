// SPDX-License-Identifier: GPL-3.0-or-later
#include "judgement.h"

#include <core/jmespath.h>
#include <core/json.h>

#include <QCoreApplication>
#include <QJsonObject>

namespace sm::http {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("http::Probe", text); }

Error unexpected(const QString &code, const QString &message)
{
    return Error(Error::Kind::Conflict, message).withCode(code);
}

/// Health pages often call their JSON plain text; a word or number is taken for JSON only where it says so.
QJsonValue jsonOf(const net::HttpReply &reply)
{
    const QByteArray start = reply.body.left(64).trimmed().left(1);
    if (start != "{" && start != "[" && !reply.header("Content-Type").toLower().contains("json"))
        return QJsonValue(QJsonValue::Undefined);
    return parseJson(reply.body).value_or(QJsonValue(QJsonValue::Undefined));
}

QJsonObject headersOf(const net::HttpReply &reply)
{
    QJsonObject headers;
    for (const net::HttpHeader &each : reply.headers) {
        const QString name = QString::fromUtf8(each.name).toLower();
        const QString before = headers.contains(name) ? headers.value(name).toString() + ", "_L1 : QString();
        headers.insert(name, before + QString::fromUtf8(each.value));
    }
    return headers;
}

bool isExpected(int status, const QList<int> &expected)
{
    return expected.isEmpty() ? status >= 200 && status <= 299 : expected.contains(status);
}

QString expectedText(const QList<int> &expected)
{
    if (expected.isEmpty())
        return tr("200 to 299");
    QStringList words;
    for (const int status : expected)
        words << QString::number(status);
    return words.join(tr(" or "));
}

/// The beginning of the body for a person: one line, without what steers a terminal or came from a secret header.
QString excerpt(const Probe &probe, QByteArray body)
{
    for (const Secret &secret : probe.secretHeaders) {
        const QByteArrayView word = secret.reveal();
        const QByteArrayView bare = word.sliced(word.lastIndexOf(' ') + 1); // "Bearer …" comes back without its scheme
        for (const QByteArrayView each : {word, bare})
            if (!each.isEmpty())
                body.replace(each, "•••");
    }
    QString text = QString::fromUtf8(body.left(2'000)).simplified().left(200);
    for (QChar &character : text)
        if (character.category() == QChar::Other_Control || character.category() == QChar::Other_Format)
            character = QChar::ReplacementCharacter;
    return text;
}

QString seen(const Probe &probe, const ProbeResult &result)
{
    const QString words = tr("%1 answered %2").arg(probe.url.shown(), QString::number(result.status));
    const QByteArray location = net::headerValue(result.headers, "Location");
    if (result.status / 100 == 3 && !location.isEmpty())
        return tr("%1 and points to %2, where nobody went").arg(words, excerpt(probe, location));
    const QString text = excerpt(probe, result.body);
    return text.isEmpty() ? words : tr("%1: %2").arg(words, text);
}

Result<void> checkAssertion(const Probe &probe, const net::HttpReply &reply, const ProbeResult &result)
{
    if (probe.assertion.isEmpty())
        return ok();
    const QJsonObject context{{u"status"_s, result.status}, {u"headers"_s, headersOf(reply)},
        {u"body"_s, result.json.isUndefined() ? QJsonValue(QString::fromUtf8(reply.body)) : result.json},
        {u"seconds"_s, std::chrono::duration<double>(result.duration).count()}};
    const Result<QJsonValue> value = jmespath::search(probe.assertion, context);
    if (value && jmespath::isTrue(*value))
        return ok();
    const QString why = value ? QString() : u' ' + value.error().message();
    return unexpected(u"Assertion"_s,
        tr("Expected was %1. After %2 s %3.%4")
            .arg(probe.assertion, QString::number(std::chrono::duration<double>(result.duration).count()),
                seen(probe, result), why));
}

QStringList warningsOf(const Probe &probe)
{
    if (!probe.url.isExposed())
        return {};
    if (!probe.secretHeaders.isEmpty())
        return {tr("%1 was asked without encryption: everybody on the way can read the secret headers. Use https.")
                .arg(probe.url.host())};
    return {tr("%1 was asked without encryption: everybody on the way can read and change the answer.")
            .arg(probe.url.host())};
}

} // namespace

Result<ProbeResult> judge(const Probe &probe, const net::HttpReply &reply, std::chrono::milliseconds duration)
{
    const ProbeResult result{reply.status, reply.headers, reply.body, jsonOf(reply), duration, warningsOf(probe)};
    if (!isExpected(reply.status, probe.expectedStatus))
        return unexpected(u"Status"_s,
            tr("Expected was the status %1. %2.").arg(expectedText(probe.expectedStatus), seen(probe, result)));
    if (const auto holds = checkAssertion(probe, reply, result); !holds)
        return holds.error();
    return result;
}

} // namespace sm::http
