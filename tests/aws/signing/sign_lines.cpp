// SPDX-License-Identifier: GPL-3.0-or-later
// Signs what it reads: one JSON object a line in, the Authorization or the signed URL a line out. For comparing the
// signer with another implementation (tst_sigv4_oracle.py).
#include <aws/signer.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

using namespace sm;

namespace {

QByteArray bytes(const QJsonValue &value) { return value.toString().toUtf8(); }

net::HttpRequest requestFrom(const QJsonObject &line)
{
    net::HttpRequest request;
    request.verb = bytes(line[u"verb"]);
    request.url = bytes(line[u"url"]);
    request.body = bytes(line[u"body"]);
    const QJsonArray headers = line[u"headers"].toArray();
    for (const QJsonValue &header : headers)
        request.headers.append({bytes(header[0]), bytes(header[1])});
    return request;
}

aws::SigningOptions optionsFrom(const QJsonObject &line)
{
    const bool s3 = bytes(line[u"service"]) == "s3";
    aws::SigningOptions options;
    options.region = bytes(line[u"region"]);
    options.service = bytes(line[u"service"]);
    options.when = QDateTime::fromSecsSinceEpoch(line[u"when"].toInteger(), Qt::UTC);
    options.encodePathTwice = !s3;
    options.normalizePath = !s3;
    options.contentSha256Header = s3;
    options.unsignedPayload = s3 && line[u"presign"].toBool();
    return options;
}

aws::Credentials credentialsFrom(const QJsonObject &line)
{
    return {line[u"id"].toString(), Secret(line[u"secret"].toString()), Secret(line[u"token"].toString()), {}, {}, {}};
}

} // namespace

int main()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return 1;
    aws::Signer signer;
    for (QByteArray text = input.readLine(); !text.isEmpty(); text = input.readLine()) {
        const QJsonObject line = QJsonDocument::fromJson(text).object();
        const auto credentials = credentialsFrom(line);
        const auto options = optionsFrom(line);
        const QByteArray answer = line[u"presign"].toBool()
            ? signer.byQuery(requestFrom(line), credentials, options, std::chrono::hours(1)).url
            : net::headerValue(signer.byHeader(requestFrom(line), credentials, options).headers, "Authorization");
        std::puts(answer.constData());
    }
    return 0;
}
