// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QUrl>

using namespace Qt::Literals::StringLiterals;

namespace recording {

namespace {

QByteArray withoutTimeToLive(const QString &header)
{
    QStringList parts = header.split(u';', Qt::SkipEmptyParts);
    for (QString &part : parts)
        part = part.trimmed();
    parts.removeIf([](const QString &part) { return part.startsWith(u"ttl="_s); });
    return parts.join(u"; "_s).toLatin1();
}

/// "bucket.s3.eu-west-1.amazonaws.com" and "dynamodb.eu-west-1.amazonaws.com".
QString serviceOf(const QUrl &url)
{
    const QStringList labels = url.host().split(u'.');
    return labels.contains(u"s3"_s) ? u"s3"_s : labels.first();
}

Exchange request(const QJsonObject &request)
{
    const QUrl url(request[u"uri"].toString());
    Exchange exchange;
    exchange.target = request[u"method"].toString() + u' ' + url.toString();
    exchange.service = serviceOf(url);
    exchange.requestHeader = withoutTimeToLive(request[u"headers"][u"amz-sdk-request"][0].toString());
    return exchange;
}

void readResponse(Exchange &exchange, const QJsonObject &response)
{
    exchange.reply.status = response[u"Ok"][u"status"].toInt();
    const QJsonObject headers = response[u"Ok"][u"headers"].toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header)
        exchange.reply.headers.append(
            sm::net::HttpHeader{header.key().toLatin1(), header.value()[0].toString().toLatin1()});
}

QString errorCode(const sm::net::HttpReply &reply)
{
    const QByteArray named = reply.header("x-amzn-errortype");
    if (!named.isEmpty())
        return QString::fromLatin1(named).section(u':', 0, 0);
    static const QRegularExpression xml(u"<Code>([^<]+)</Code>"_s);
    static const QRegularExpression json(u"\"__type\"\\s*:\\s*\"(?:[^\"#]*#)?([^\":]+)"_s);
    const QString body = QString::fromUtf8(reply.body);
    const auto match = xml.match(body);
    return match.hasMatch() ? match.captured(1) : json.match(body).captured(1);
}

} // namespace

QList<Exchange> read(const QJsonObject &file)
{
    QList<Exchange> exchanges;
    QHash<int, qsizetype> byConnection;
    for (const QJsonValue event : file[u"events"].toArray()) {
        const int connection = event[u"connection_id"].toInt();
        const QJsonObject action = event[u"action"].toObject();
        if (action.contains(u"Request"_s)) {
            byConnection[connection] = exchanges.size();
            exchanges.append(request(action[u"Request"][u"request"].toObject()));
            continue;
        }
        if (!byConnection.contains(connection))
            continue;
        Exchange &exchange = exchanges[byConnection[connection]];
        if (action.contains(u"Response"_s))
            readResponse(exchange, action[u"Response"][u"response"].toObject());
        const QJsonValue data = action[u"Data"];
        if (data[u"direction"] == u"Response"_s)
            exchange.reply.body += data[u"data"][u"Utf8"].toString().toUtf8();
    }
    for (Exchange &exchange : exchanges)
        exchange.code = errorCode(exchange.reply);
    return exchanges;
}

} // namespace recording
