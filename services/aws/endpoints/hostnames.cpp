// SPDX-License-Identifier: GPL-3.0-or-later
#include "hostnames.h"

#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

bool isValidHostLabel(const QString &text, bool allowDots)
{
    static const QRegularExpression label(u"\\A(?!-)[A-Za-z0-9-]{1,63}(?<!-)\\z"_s);
    const QStringList labels = allowDots ? text.split(u'.') : QStringList{text};
    return std::all_of(labels.begin(), labels.end(), [](const QString &part) { return label.match(part).hasMatch(); });
}

bool isVirtualHostableBucket(const QString &bucket, bool allowDots)
{
    static const QRegularExpression address(u"\\A\\d+\\.\\d+\\.\\d+\\.\\d+\\z"_s);
    constexpr int shortest = 3, longest = 63;
    return bucket.size() >= shortest && bucket.size() <= longest && bucket == bucket.toLower()
        && !address.match(bucket).hasMatch() && isValidHostLabel(bucket, allowDots);
}

namespace {

bool isAddress(const QString &host)
{
    static const QRegularExpression fourNumbers(u"\\A(\\d{1,3}\\.){3}\\d{1,3}\\z"_s);
    return host.contains(u':') || fourNumbers.match(host).hasMatch();
}

} // namespace

QJsonValue parseUrl(const QString &text)
{
    const QUrl url(text, QUrl::StrictMode);
    const bool isWeb = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !isWeb || url.host().isEmpty() || url.hasQuery() || url.hasFragment())
        return QJsonValue::Null;
    const QString path = url.path(QUrl::FullyEncoded);
    QString normalized = path;
    if (!normalized.endsWith(u'/'))
        normalized += u'/';
    return QJsonObject{{u"scheme"_s, url.scheme()}, {u"authority"_s, url.authority(QUrl::FullyEncoded)},
        {u"path"_s, path}, {u"normalizedPath"_s, normalized}, {u"isIp"_s, isAddress(url.host())}};
}

} // namespace sm::aws
