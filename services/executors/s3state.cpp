// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3state.h"

#include <aws/paginator.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QSet>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::S3Copy", text); }

Error nothingToCopy(const S3CopyInput &copy)
{
    return Error(Error::Kind::NotFound,
        tr("s3://%1/%2 has no objects, so there is nothing to copy.").arg(copy.fromBucket, copy.listedPrefix()))
        .withCode(u"NothingToCopy"_s);
}

Error tooMany(const S3CopyInput &copy)
{
    return Error(Error::Kind::Conflict,
        tr("s3://%1/%2 has more than %3 objects, so nothing was copied. Raise “atMost” if you want them all.")
            .arg(copy.fromBucket, copy.listedPrefix())
            .arg(copy.atMost))
        .withCode(u"TooMany"_s);
}

void takeObjects(const S3CopyInput &copy, const QJsonObject &page, QJsonObject &source)
{
    const QJsonArray contents = page.value(u"Contents"_s).toArray();
    for (const QJsonValue each : contents) {
        const QString key = each[u"Key"_s].toString();
        const bool isMeant = copy.fromKey.isEmpty() ? key != copy.fromPrefix : key == copy.fromKey;
        if (isMeant)
            source.insert(key, QJsonObject{{u"etag"_s, each[u"ETag"_s]}, {u"size"_s, each[u"Size"_s]}});
    }
}

/// In a bucket without versions S3 calls the only one "null".
void takeVersions(const QJsonObject &page, QJsonObject &latest)
{
    const QJsonArray versions = page.value(u"Versions"_s).toArray();
    for (const QJsonValue each : versions) {
        const QString key = each[u"Key"_s].toString();
        if (each[u"IsLatest"_s].toBool() && latest.contains(key))
            latest.insert(key,
                QJsonObject{{u"etag"_s, each[u"ETag"_s]}, {u"size"_s, each[u"Size"_s]},
                    {u"versionId"_s, each[u"VersionId"_s]}});
    }
}

/// The longest beginning that all of them have.
QString commonPrefix(const QStringList &keys)
{
    QString prefix = keys.value(0);
    for (const QString &key : keys) {
        qsizetype same = 0;
        while (same < prefix.size() && same < key.size() && prefix.at(same) == key.at(same))
            ++same;
        prefix.truncate(same);
    }
    if (!prefix.isEmpty() && prefix.back().isHighSurrogate())
        prefix.chop(1);
    return prefix;
}

QJsonObject fixedSource(const QList<CopiedObject> &objects)
{
    QJsonObject source;
    for (const CopiedObject &each : objects)
        source.insert(each.from, QJsonObject{{u"etag"_s, each.etag}, {u"size"_s, each.size}});
    return source;
}

QJsonObject with(QJsonObject object, const QJsonObject &checksums)
{
    if (!checksums.isEmpty())
        object.insert(u"checksums"_s, checksums);
    return object;
}

} // namespace

QJsonObject checksumsIn(const QJsonObject &head)
{
    QJsonObject found;
    if (head.value(u"ChecksumType"_s).toString() == "COMPOSITE"_L1)
        return found; // of the parts, not of the content
    for (auto it = head.begin(); it != head.end(); ++it) {
        if (it.key().startsWith("Checksum"_L1) && it.key() != "ChecksumType"_L1)
            found.insert(it.key(), it.value());
    }
    return found;
}

bool differ(const QJsonObject &a, const QJsonObject &b)
{
    const QStringList names = a.keys();
    return std::any_of(names.begin(), names.end(),
        [&](const QString &name) { return b.contains(name) && b.value(name) != a.value(name); });
}

bool isSameContent(const QJsonValue &source, const QJsonValue &destination)
{
    if (!destination.isObject() || source[u"size"_s] != destination[u"size"_s])
        return false;
    const QString etag = source[u"etag"_s].toString();
    if (!etag.isEmpty() && etag == destination[u"etag"_s].toString())
        return true;
    const QJsonObject wanted = source[u"checksums"_s].toObject();
    const QJsonObject there = destination[u"checksums"_s].toObject();
    const QStringList names = wanted.keys();
    const bool haveOneInCommon
        = std::any_of(names.begin(), names.end(), [&there](const QString &name) { return there.contains(name); });
    return haveOneInCommon && !differ(wanted, there);
}

S3State::S3State(aws::Caller &caller, const aws::Models &models)
    : m_caller(caller)
    , m_models(models)
{
}

QCoro::Task<Result<QJsonObject>> S3State::source(S3CopyInput copy, CancelToken token)
{
    if (!copy.objects.isEmpty())
        co_return fixedSource(copy.objects);
    aws::Paginator pages(m_caller, m_models,
        {u"s3"_s, u"ListObjectsV2"_s, {{u"Bucket"_s, copy.fromBucket}, {u"Prefix"_s, copy.listedPrefix()}}});
    QJsonObject source;
    while (true) {
        const Result<std::optional<QJsonObject>> page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            break;
        takeObjects(copy, **page, source);
        if (source.size() > copy.atMost)
            co_return tooMany(copy);
    }
    if (source.isEmpty())
        co_return nothingToCopy(copy);
    co_return source;
}

QCoro::Task<Result<QJsonObject>> S3State::latest(QString bucket, QStringList keys, CancelToken token)
{
    QJsonObject latest;
    for (const QString &key : std::as_const(keys))
        latest.insert(key, QJsonValue());
    aws::Paginator pages(m_caller, m_models,
        {u"s3"_s, u"ListObjectVersions"_s, {{u"Bucket"_s, bucket}, {u"Prefix"_s, commonPrefix(keys)}}});
    while (true) {
        const Result<std::optional<QJsonObject>> page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        if (!*page)
            co_return latest;
        takeVersions(**page, latest);
    }
}

QCoro::Task<Result<QJsonObject>> S3State::checksums(QString bucket, QString key, CancelToken token)
{
    const aws::Call call{
        u"s3"_s, u"HeadObject"_s, {{u"Bucket"_s, bucket}, {u"Key"_s, key}, {u"ChecksumMode"_s, u"ENABLED"_s}}};
    const Result<aws::Answer> head = co_await m_caller.read(call, token);
    if (!head && head.error().kind() == Error::Kind::NotFound)
        co_return QJsonObject();
    if (!head)
        co_return head.error();
    co_return checksumsIn(head->output);
}

QCoro::Task<Result<QJsonObject>> S3State::of(S3CopyInput copy, CancelToken token)
{
    Result<QJsonObject> from = co_await source(copy, token);
    if (!from)
        co_return from.error();
    QStringList keys;
    for (const QString &key : from->keys())
        keys << copy.destinationOf(key);
    Result<QJsonObject> to = co_await latest(copy.toBucket, keys, token);
    if (!to)
        co_return to.error();
    for (const QString &key : from->keys()) {
        const QString target = copy.destinationOf(key);
        const QJsonObject wanted = from->value(key).toObject();
        const QJsonObject there = to->value(target).toObject();
        if (there.isEmpty() || wanted.value(u"size"_s) != there.value(u"size"_s) || isSameContent(wanted, there))
            continue;
        const Result<QJsonObject> ofSource = co_await checksums(copy.fromBucket, key, token);
        if (!ofSource)
            co_return ofSource.error();
        const Result<QJsonObject> ofTarget = co_await checksums(copy.toBucket, target, token);
        if (!ofTarget)
            co_return ofTarget.error();
        from->insert(key, with(wanted, *ofSource));
        to->insert(target, with(there, *ofTarget));
    }
    co_return QJsonObject{{u"source"_s, *from}, {u"destination"_s, *to}};
}

} // namespace sm::executors
