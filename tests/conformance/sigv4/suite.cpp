// SPDX-License-Identifier: GPL-3.0-or-later
#include "suite.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

namespace suite {

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Some copies of the suites end their files with a newline, others do not.
QByteArray line(const QString &path) { return contents(path).trimmed(); }

/// The two key pairs under which the suites were made.
QString publishedSecret(const QString &accessKeyId)
{
    return accessKeyId == u"ANOTREAL"_s ? u"notrealrnrELgWzOk3IfjzDKtFBhDby"_s
                                        : u"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"_s;
}

void readContext(Case &one, const QJsonObject &context)
{
    const QJsonObject keys = context[u"credentials"].toObject();
    one.credentials.accessKeyId = keys[u"access_key_id"].toString();
    one.credentials.secretAccessKey = Secret(keys[u"secret_access_key"].toString());
    one.credentials.sessionToken = Secret(keys[u"token"].toString());
    one.options.region = context[u"region"].toString().toUtf8();
    one.options.service = context[u"service"].toString().toUtf8();
    one.options.when = QDateTime::fromString(context[u"timestamp"].toString(), Qt::ISODate);
    one.options.normalizePath = context[u"normalize"].toBool(true);
    one.options.encodePathTwice = context[u"double_uri_encode"].toBool(true);
    one.options.contentSha256Header = context[u"sign_body"].toBool(false);
    one.options.unsignedPayload = context[u"signed_body_value"] == u"UNSIGNED-PAYLOAD"_s;
    one.options.omitSessionTokenFromSignature = context[u"omit_session_token"].toBool(false);
    one.validFor = std::chrono::seconds(context[u"expiration_in_seconds"].toInt(3600));
}

/// Where a case brings no context, its signed request says time, scope and key: Credential=<id>/<day>/<region>/….
void readScope(Case &one)
{
    const net::HttpRequest answer = parseRequest(one.byHeader.signedRequest);
    const QByteArray authorization = net::headerValue(answer.headers, "Authorization");
    const QByteArray date = net::headerValue(answer.headers, "X-Amz-Date").trimmed();
    const qsizetype start = authorization.indexOf("Credential=") + 11;
    const QList<QByteArray> credential = authorization.mid(start).split(',').first().split('/');
    one.options.when = QDateTime::fromString(QString::fromLatin1(date), u"yyyyMMdd'T'HHmmss'Z'"_s);
    one.options.when.setTimeSpec(Qt::UTC);
    one.options.region = credential.value(2);
    one.options.service = credential.value(3);
    one.options.contentSha256Header = false;
    one.credentials.accessKeyId = QString::fromLatin1(credential.first());
    one.credentials.secretAccessKey = Secret(publishedSecret(one.credentials.accessKeyId));
}

Expected expectedOf(const QString &prefix)
{
    return {line(prefix + u"-canonical-request.txt"_s), line(prefix + u"-string-to-sign.txt"_s),
        line(prefix + u"-signature.txt"_s), contents(prefix + u"-signed-request.txt"_s)};
}

Case readCase(const QDir &folder)
{
    Case one;
    one.name = folder.dirName();
    one.request = parseRequest(contents(folder.filePath(u"request.txt"_s)));
    one.byHeader = expectedOf(folder.filePath(u"header"_s));
    one.byQuery = expectedOf(folder.filePath(u"query"_s));
    const QByteArray context = contents(folder.filePath(u"context.json"_s));
    if (context.isEmpty())
        readScope(one);
    else
        readContext(one, QJsonDocument::fromJson(context).object());
    return one;
}

Case readOlderCase(const QString &requestFile)
{
    const QString base = requestFile.chopped(4);
    Case one;
    one.name = base.section(u'/', -1);
    one.request = parseRequest(contents(requestFile));
    one.byHeader = {line(base + u".creq"_s), line(base + u".sts"_s), {}, contents(base + u".sreq"_s)};
    readScope(one);
    return one;
}

/// Line by line, as the order of differently named headers and the blank after a colon carry no meaning.
QByteArray comparable(const net::HttpRequest &request)
{
    const qsizetype target = request.url.indexOf('/', request.url.indexOf("://") + 3);
    QList<net::HttpHeader> headers;
    for (const net::HttpHeader &header : request.headers) {
        const auto place = std::upper_bound(headers.begin(), headers.end(), header,
            [](const net::HttpHeader &a, const net::HttpHeader &b) { return a.name < b.name; });
        headers.insert(place, header);
    }
    QByteArray lines;
    for (const net::HttpHeader &header : std::as_const(headers))
        lines += header.name + ':' + header.value.trimmed() + '\n';
    return request.verb + ' ' + request.url.mid(target) + '\n' + lines + '\n' + request.body;
}

void compare(QStringList &wrong, const QString &stage, const QByteArray &actual, const QByteArray &expected)
{
    if (!expected.isEmpty() && actual != expected)
        wrong += u"%1\n--- expected\n%2\n--- actual\n%3"_s.arg(
            stage, QString::fromUtf8(expected), QString::fromUtf8(actual));
}

QStringList checkWay(const Case &one, const Expected &expected, const net::HttpRequest &prepared,
    const net::HttpRequest &signedRequest, const QString &way)
{
    const QByteArray canonical = aws::canonicalRequest(prepared, one.options, aws::payloadHash(prepared, one.options));
    const QByteArray toSign = aws::stringToSign(canonical, one.options);
    QStringList wrong;
    compare(wrong, way + u" canonical request"_s, canonical, expected.canonicalRequest);
    compare(wrong, way + u" string to sign"_s, toSign, expected.stringToSign);
    compare(wrong, way + u" signature"_s, aws::signature(toSign, one.credentials, one.options), expected.signature);
    if (!expected.signedRequest.isEmpty())
        compare(wrong, way + u" signed request"_s, comparable(signedRequest),
            comparable(parseRequest(expected.signedRequest)));
    return wrong;
}

} // namespace

net::HttpRequest parseRequest(const QByteArray &text)
{
    const QByteArray unix = QByteArray(text).replace("\r\n", "\n");
    const qsizetype end = unix.indexOf("\n\n");
    QList<QByteArray> lines = (end < 0 ? unix : unix.left(end)).split('\n');
    const QByteArray first = lines.takeFirst();
    const qsizetype afterVerb = first.indexOf(' ');

    net::HttpRequest request;
    request.verb = first.left(afterVerb);
    request.body = end < 0 ? QByteArray() : unix.mid(end + 2);
    for (const QByteArray &each : std::as_const(lines)) {
        const qsizetype colon = each.indexOf(':');
        if ((each.startsWith(' ') || each.startsWith('\t')) && !request.headers.isEmpty())
            request.headers.last().value += '\n' + each;
        else if (colon > 0)
            request.headers.append({each.left(colon), each.mid(colon + 1)});
    }
    // A target may hold blanks, so it ends at the last one.
    const QByteArray target = first.mid(afterVerb + 1, first.lastIndexOf(' ') - afterVerb - 1);
    request.url = "https://" + net::headerValue(request.headers, "Host").trimmed() + target;
    return request;
}

QList<Case> casesBelow(const QDir &folder)
{
    QList<Case> cases;
    QDirIterator files(folder.path(), {u"request.txt"_s, u"*.req"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QFileInfo file(files.next());
        cases.append(file.fileName() == u"request.txt"_s ? readCase(file.dir()) : readOlderCase(file.filePath()));
    }
    return cases;
}

QStringList check(const Case &one)
{
    if (one.byHeader.isEmpty() && one.byQuery.isEmpty())
        return {u"the case publishes nothing to compare with"_s};
    return checkWay(one, one.byHeader, aws::withSigningHeaders(one.request, one.credentials, one.options),
               aws::signedByHeader(one.request, one.credentials, one.options), u"header"_s)
        + checkWay(one, one.byQuery, aws::withSigningQuery(one.request, one.credentials, one.options, one.validFor),
            aws::signedByQuery(one.request, one.credentials, one.options, one.validFor), u"query"_s);
}

} // namespace suite
