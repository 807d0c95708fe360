// SPDX-License-Identifier: GPL-3.0-or-later
#include "versionplan.h"

#include <aws/paginator.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

Error conflict(const QString &code, const QString &message)
{
    return Error(Error::Kind::Conflict, message).withCode(code);
}

Error notVersioned(const QString &bucket)
{
    return conflict(u"NotVersioned"_s,
        tr("Bucket %1 keeps no versions, so what its objects were earlier is gone. Restore them from a backup.")
            .arg(bucket));
}

Error suspended(const QString &bucket)
{
    return conflict(u"NotVersioned"_s,
        tr("Versioning of bucket %1 is suspended, so a restore could overwrite what nothing brings back. Switch it on "
           "first (PutBucketVersioning).")
            .arg(bucket));
}

} // namespace

QJsonArray toJson(const QList<VersionChange> &changes)
{
    QJsonArray list;
    for (const VersionChange &each : changes)
        list << QJsonObject{{u"key"_s, each.key}, {u"versionId"_s, each.versionId}, {u"etag"_s, each.etag},
            {u"size"_s, each.size}, {u"now"_s, each.now}};
    return list;
}

QList<VersionChange> versionChanges(const QJsonArray &json)
{
    QList<VersionChange> changes;
    for (const QJsonValue each : json)
        changes << VersionChange{each[u"key"_s].toString(), each[u"versionId"_s].toString(), each[u"etag"_s].toString(),
            each[u"size"_s].toInteger(), each[u"now"_s].toString()};
    return changes;
}

VersionPlan::VersionPlan(aws::Caller &caller, const aws::Models &models)
    : m_caller(caller)
    , m_models(models)
{
}

QCoro::Task<Result<void>> VersionPlan::isVersioned(QString bucket, CancelToken token)
{
    const aws::Call call{u"s3"_s, u"GetBucketVersioning"_s, {{u"Bucket"_s, bucket}}};
    const Result<aws::Answer> answer = co_await m_caller.read(call, token);
    if (!answer)
        co_return answer.error();
    const QString status = answer->output.value(u"Status"_s).toString();
    if (status == "Enabled"_L1)
        co_return ok();
    co_return status == "Suspended"_L1 ? suspended(bucket) : notVersioned(bucket);
}

QCoro::Task<Result<QList<VersionChange>>> VersionPlan::of(BucketInput input, CancelToken token)
{
    if (const auto versioned = co_await isVersioned(input.place.bucket, token); !versioned)
        co_return versioned.error();
    QJsonObject listing{{u"Bucket"_s, input.place.bucket}};
    if (!input.place.prefix.isEmpty())
        listing.insert(u"Prefix"_s, input.place.prefix);
    aws::Paginator pages(m_caller, m_models, {u"s3"_s, u"ListObjectVersions"_s, listing});
    while (true) {
        const Result<std::optional<QJsonObject>> page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (*page)
            takePage(**page, input);
        // The versions of the last key of a page may go on with the next.
        const QByteArray upTo = *page && !m_open.isEmpty() ? m_open.lastKey() : QByteArray();
        if (const auto concluded = conclude(upTo, input); !concluded)
            co_return concluded.error();
        if (!*page)
            break;
    }
    co_return std::move(m_changes);
}

void VersionPlan::takePage(const QJsonObject &page, const BucketInput &input)
{
    const QJsonArray versions = page.value(u"Versions"_s).toArray();
    for (const QJsonValue each : versions)
        take(each, false, input);
    const QJsonArray markers = page.value(u"DeleteMarkers"_s).toArray();
    for (const QJsonValue each : markers)
        take(each, true, input);
}

void VersionPlan::take(const QJsonValue &entry, bool isMarker, const BucketInput &input)
{
    const QString storage = entry[u"StorageClass"_s].toString();
    const Version version{entry[u"VersionId"_s].toString(), isMarker ? QString() : entry[u"ETag"_s].toString(),
        entry[u"Size"_s].toInteger(), QDateTime::fromString(entry[u"LastModified"_s].toString(), Qt::ISODateWithMs),
        storage == "GLACIER"_L1 || storage == "DEEP_ARCHIVE"_L1};
    History &history = m_open[entry[u"Key"_s].toString().toUtf8()];
    if (entry[u"IsLatest"_s].toBool())
        history.latest = version;
    // Of those of one second the first is the latest.
    const bool isThen = version.modified <= input.at && (!history.then || version.modified > history.then->modified);
    if (isThen)
        history.then = version;
}

Result<void> VersionPlan::conclude(const QByteArray &upTo, const BucketInput &input)
{
    const QList<QByteArray> keys = m_open.keys();
    for (const QByteArray &key : keys) {
        if (key == upTo)
            continue;
        if (const auto concluded = conclude(QString::fromUtf8(key), m_open.take(key), input); !concluded)
            return concluded.error();
    }
    return ok();
}

Result<void> VersionPlan::conclude(const QString &key, const History &history, const BucketInput &input)
{
    const bool isThere = history.latest && !history.latest->etag.isEmpty();
    const bool wasThere = history.then && !history.then->etag.isEmpty();
    const QString now = isThere ? history.latest->etag : QString();
    const bool isSame = isThere && wasThere
        && (history.latest->id == history.then->id
            || (now == history.then->etag && history.latest->size == history.then->size));
    if (isSame || (!wasThere && (!isThere || !input.deletesNewer)))
        return ok();
    if (wasThere && history.then->isArchived)
        return conflict(u"Archived"_s,
            tr("The version of %1 of that time is archived. Read it back first (RestoreObject with VersionId %2).")
                .arg(input.place.bucket + u'/' + key, history.then->id));
    if (m_changes.size() >= input.atMost)
        return conflict(u"TooMany"_s,
            tr("More than %1 objects of %2 differ from then, so nothing was changed. Raise “atMost” if you want them "
               "all.")
                .arg(input.atMost)
                .arg(input.place.text()));
    if (wasThere)
        m_changes << VersionChange{key, history.then->id, history.then->etag, history.then->size, now};
    else
        m_changes << VersionChange{key, {}, {}, 0, now};
    return ok();
}

} // namespace sm::backups
