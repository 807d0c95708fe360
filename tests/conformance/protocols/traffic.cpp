// SPDX-License-Identifier: GPL-3.0-or-later
#include "traffic.h"

#include <QJsonArray>
#include <QMap>
#include <QUrl>
#include <QUrlQuery>

using namespace Qt::Literals::StringLiterals;

namespace traffic {

namespace {

void readHeaders(const QJsonObject &headers, sm::net::HttpReply &reply)
{
    for (auto it = headers.begin(); it != headers.end(); ++it)
        reply.headers.append({it.key().toLatin1(), it.value()[0].toString().toUtf8()});
}

void readData(const QJsonValue &data, Exchange &exchange)
{
    const QJsonValue content = data[u"data"];
    const QByteArray bytes = content[u"Base64"].isString()
        ? QByteArray::fromBase64(content[u"Base64"].toString().toLatin1())
        : content[u"Utf8"].toString().toUtf8();
    (data[u"direction"] == u"Request"_s ? exchange.body : exchange.reply.body) += bytes;
}

} // namespace

QList<Exchange> exchanges(const QJsonValue &recording)
{
    QMap<int, Exchange> byConnection;
    for (const auto &event : recording[u"events"].toArray()) {
        Exchange &exchange = byConnection[event[u"connection_id"].toInt()];
        const QJsonValue action = event[u"action"];
        const QJsonValue request = action[u"Request"][u"request"];
        const QJsonValue response = action[u"Response"][u"response"][u"Ok"];
        if (request.isObject()) {
            exchange.uri = request[u"uri"].toString().toUtf8();
            exchange.target = request[u"headers"][u"x-amz-target"][0].toString().toUtf8();
        } else if (response.isObject()) {
            exchange.reply.status = response[u"status"].toInt();
            readHeaders(response[u"headers"].toObject(), exchange.reply);
        } else if (action[u"Data"].isObject()) {
            readData(action[u"Data"], exchange);
        }
    }
    return byConnection.values();
}

QString operationName(const Exchange &exchange)
{
    if (!exchange.target.isEmpty())
        return QString::fromUtf8(exchange.target.mid(exchange.target.lastIndexOf('.') + 1));
    return QUrlQuery(QString::fromUtf8(exchange.body)).queryItemValue(u"Action"_s);
}

} // namespace traffic
