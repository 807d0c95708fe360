// SPDX-License-Identifier: GPL-3.0-or-later
#include "objectlisting.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrl>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

/// XML can not hold each character that a key can, so S3 is asked to encode them; spaces come as '+'.
QString decoded(const QString &key)
{
    QByteArray text = key.toLatin1();
    text.replace('+', ' ');
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text));
}

QJsonObject listing(const BucketPlace &place, const QString &after)
{
    QJsonObject input{{u"Bucket"_s, place.bucket}, {u"EncodingType"_s, u"url"_s},
        {u"OptionalObjectAttributes"_s, QJsonArray{u"RestoreStatus"_s}}};
    if (!place.prefix.isEmpty())
        input.insert(u"Prefix"_s, place.prefix);
    if (!after.isEmpty())
        input.insert(u"StartAfter"_s, place.keyOf(after));
    return input;
}

Error notSorted(const BucketPlace &place)
{
    return Error(Error::Kind::BadReply,
        tr("%1 does not list its objects in the order of their keys, so they can not be compared.").arg(place.text()))
        .withCode(u"NotSorted"_s);
}

} // namespace

bool ListedObject::isArchived() const
{
    return (storageClass == "GLACIER"_L1 || storageClass == "DEEP_ARCHIVE"_L1) && !isReadBack;
}

ObjectListing::ObjectListing(aws::Caller &caller, const aws::Models &models, BucketPlace place, const QString &after)
    : m_place(std::move(place))
    , m_pages(caller, models, {u"s3"_s, u"ListObjectsV2"_s, listing(m_place, after)})
{
}

QCoro::Task<Result<QList<ListedObject>>> ObjectListing::next(CancelToken token)
{
    while (true) {
        const Result<std::optional<QJsonObject>> page = co_await m_pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            co_return QList<ListedObject>();
        const Result<QList<ListedObject>> objects = objectsIn(**page);
        if (!objects || !objects->isEmpty())
            co_return objects;
    }
}

Result<QList<ListedObject>> ObjectListing::objectsIn(const QJsonObject &page)
{
    const bool isEncoded = page.value(u"EncodingType"_s).toString() == "url"_L1;
    const QJsonArray contents = page.value(u"Contents"_s).toArray();
    QList<ListedObject> objects;
    objects.reserve(contents.size());
    for (const QJsonValue each : contents) {
        const QString key = each[u"Key"_s].toString();
        const QString name = (isEncoded ? decoded(key) : key).mid(m_place.prefix.size());
        if (name.isEmpty())
            continue;
        if (!m_last.isEmpty() && !isListedBefore(m_last, name))
            return notSorted(m_place);
        m_last = name;
        const QJsonValue restore = each[u"RestoreStatus"_s];
        const bool isBeingReadBack = restore[u"IsRestoreInProgress"_s].toBool();
        objects << ListedObject{name, each[u"ETag"_s].toString(), each[u"Size"_s].toInteger(),
            each[u"LastModified"_s].toString(), each[u"StorageClass"_s].toString(u"STANDARD"_s),
            restore.isObject() && !isBeingReadBack, isBeingReadBack};
    }
    return objects;
}

ObjectCursor::ObjectCursor(aws::Caller &caller, const aws::Models &models, BucketPlace place, const QString &after)
    : m_listing(caller, models, std::move(place), after)
{
}

QCoro::Task<Result<bool>> ObjectCursor::isAtOne(CancelToken token)
{
    if (m_at < m_page.size())
        co_return true;
    if (m_isAtEnd)
        co_return false;
    const Result<QList<ListedObject>> page = co_await m_listing.next(token);
    if (!page)
        co_return page.error();
    m_page = *page;
    m_at = 0;
    m_isAtEnd = m_page.isEmpty();
    co_return !m_isAtEnd;
}

QCoro::Task<Result<std::optional<ListedObject>>> ObjectCursor::find(QString name, CancelToken token)
{
    while (true) {
        const Result<bool> isThere = co_await isAtOne(token);
        if (!isThere)
            co_return isThere.error();
        if (!*isThere)
            co_return std::nullopt;
        const ListedObject object = m_page.at(m_at);
        if (object.name == name) {
            ++m_at;
            co_return object;
        }
        if (!isListedBefore(object.name, name))
            co_return std::nullopt;
        ++m_at;
        ++m_others;
    }
}

QCoro::Task<Result<qint64>> ObjectCursor::others(CancelToken token)
{
    while (true) {
        const Result<bool> isThere = co_await isAtOne(token);
        if (!isThere)
            co_return isThere.error();
        if (!*isThere)
            co_return qint64(m_others);
        m_others += m_page.size() - m_at;
        m_at = m_page.size();
    }
}

} // namespace sm::backups
