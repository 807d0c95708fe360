// SPDX-License-Identifier: GPL-3.0-or-later
#include "replaytransport.h"

#include <QUrl>
#include <QUrlQuery>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

namespace {

QString placeOf(const QUrl &url)
{
    return url.scheme() + u"://"_s + url.authority() + (url.path().isEmpty() ? u"/"_s : url.path());
}

QStringList parametersOf(const QUrl &url)
{
    QStringList parameters;
    for (const auto &[name, value] : QUrlQuery(url).queryItems(QUrl::FullyDecoded))
        parameters.append(name + u'=' + value);
    parameters.sort();
    return parameters;
}

/// Of a form only the action: the recordings had their account numbers and names replaced.
QString actionOf(const QByteArray &body) { return QUrlQuery(QString::fromUtf8(body)).queryItemValue(u"Action"_s); }

} // namespace

QByteArray ReplayTransport::bytesOf(const QJsonObject &data)
{
    if (data.contains(u"Base64"_s))
        return QByteArray::fromBase64(data.value(u"Base64"_s).toString().toLatin1());
    return data.value(u"Utf8"_s).toString().toUtf8();
}

void ReplayTransport::note(Exchange &exchange, const QJsonObject &action)
{
    const QJsonObject request = action[u"Request"_s][u"request"_s].toObject();
    if (!request.isEmpty()) {
        exchange.verb = request.value(u"method"_s).toString().toLatin1();
        exchange.url = request.value(u"uri"_s).toString().toUtf8();
    }
    const QJsonObject response = action[u"Response"_s][u"response"_s].toObject();
    if (!response.isEmpty()) {
        const QJsonObject good = response.value(u"Ok"_s).toObject();
        exchange.answered = !good.isEmpty();
        exchange.reply.status = good.value(u"status"_s).toInt();
        const QJsonObject headers = good.value(u"headers"_s).toObject();
        for (auto each = headers.begin(); each != headers.end(); ++each) {
            for (const QJsonValue &value : each.value().toArray())
                exchange.reply.headers.append({each.key().toLatin1(), value.toString().toUtf8()});
        }
    }
    const QJsonObject data = action.value(u"Data"_s).toObject();
    if (data.value(u"direction"_s) == "Request"_L1)
        exchange.body += bytesOf(data.value(u"data"_s).toObject());
    else if (!data.isEmpty())
        exchange.reply.body += bytesOf(data.value(u"data"_s).toObject());
}

ReplayTransport::ReplayTransport(const QByteArray &recording)
{
    QMap<int, Exchange> exchanges;
    for (const QJsonValue &event : QJsonDocument::fromJson(recording).object().value(u"events"_s).toArray())
        note(exchanges[event[u"connection_id"_s].toInt()], event[u"action"_s].toObject());
    for (Exchange &exchange : exchanges)
        m_exchanges.enqueue(std::move(exchange));
}

QString ReplayTransport::difference(const Exchange &recorded, const net::HttpRequest &sent)
{
    const QUrl expected = QUrl::fromEncoded(recorded.url);
    const QUrl actual = QUrl::fromEncoded(sent.url);
    const bool same = recorded.verb == sent.verb && placeOf(expected) == placeOf(actual)
        && parametersOf(expected) == parametersOf(actual) && actionOf(recorded.body) == actionOf(sent.body);
    if (same)
        return {};
    return u"%1 %2 instead of %3 %4"_s.arg(QString::fromLatin1(sent.verb), QString::fromUtf8(sent.url),
        QString::fromLatin1(recorded.verb), QString::fromUtf8(recorded.url));
}

QCoro::Task<Result<net::HttpReply>> ReplayTransport::send(net::HttpRequest request, CancelToken)
{
    if (m_exchanges.isEmpty()) {
        m_mismatch = u"nothing was recorded for "_s + QString::fromUtf8(request.url);
        co_return Error(Error::Kind::Network, m_mismatch).withCode(u"Connect"_s);
    }
    const Exchange exchange = m_exchanges.dequeue();
    if (const QString other = difference(exchange, request); !other.isEmpty()) {
        m_mismatch = other;
        co_return Error(Error::Kind::Network, other).withCode(u"Connect"_s);
    }
    if (!exchange.answered)
        co_return Error(Error::Kind::Timeout, u"The recording has no answer."_s).withCode(u"ConnectTimeout"_s);
    co_return exchange.reply;
}

} // namespace sm::test
