// SPDX-License-Identifier: GPL-3.0-or-later
#include "fakebuckets.h"

#include <crypto/digest.h>

#include <QJsonArray>
#include <QUrl>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

namespace {

Error missing() { return Error(Error::Kind::NotFound, u"no such key"_s).withCode(u"NoSuchKey"_s); }
Error refused() { return Error(Error::Kind::Conflict, u"precondition"_s).withCode(u"PreconditionFailed"_s); }

QString etagOf(const QByteArray &content) { return u'"' + QString::fromLatin1(crypto::md5(content).toHex()) + u'"'; }

QString checksumOf(const QByteArray &content) { return QString::fromLatin1(crypto::sha256(content).toBase64()); }

QString stamp(const QDateTime &when) { return when.toString(Qt::ISODate); }

} // namespace

void FakeBuckets::put(const QString &bucket, const QString &key, const QByteArray &content, bool withChecksum)
{
    Object object;
    object.content = content;
    object.etag = etagOf(content);
    object.sha256 = withChecksum ? checksumOf(content) : QString();
    insert(bucket, key, object);
}

QString FakeBuckets::insert(const QString &bucket, const QString &key, Object object)
{
    Bucket &in = buckets[bucket];
    QList<Object> &versions = in.keys[key.toUtf8()];
    object.modified = now;
    if (in.versioning == "Enabled"_L1)
        object.versionId = u"v%1"_s.arg(++m_lastVersion);
    else
        versions.clear();
    versions.prepend(object);
    return object.versionId;
}

FakeBuckets::Object *FakeBuckets::latest(const QString &bucket, const QString &key)
{
    const auto found = buckets[bucket].keys.find(key.toUtf8());
    const bool isThere = found != buckets[bucket].keys.end() && !found->isEmpty() && !found->first().isMarker;
    return isThere ? &found->first() : nullptr;
}

QByteArray FakeBuckets::content(const QString &bucket, const QString &key)
{
    const Object *object = latest(bucket, key);
    return object ? object->content : QByteArray("(missing)");
}

QStringList FakeBuckets::keysIn(const QString &bucket) const
{
    QStringList keys;
    const Bucket in = buckets.value(bucket);
    for (auto it = in.keys.begin(); it != in.keys.end(); ++it) {
        if (!it->isEmpty() && !it->first().isMarker)
            keys << QString::fromUtf8(it.key());
    }
    return keys;
}

qsizetype FakeBuckets::count(const QString &operation) const
{
    return std::count_if(
        calls.begin(), calls.end(), [&](const aws::Call &call) { return call.operation == operation; });
}

QCoro::Task<Result<aws::Answer>> FakeBuckets::read(aws::Call call, CancelToken token)
{
    calls << call;
    net::Wakeup wakeup;
    wakeup.wake();
    co_await wakeup;
    if (token.isCancelled())
        co_return Error::cancelled();
    Result<QJsonObject> output = answer(call);
    if (!output)
        co_return output.error();
    co_return aws::Answer{*output, u"r-1"_s, 1};
}

QCoro::Task<Result<aws::Answer>> FakeBuckets::write(WritePermit, aws::Call call, Repeat, CancelToken token)
{
    co_return co_await read(call, token);
}

Result<net::HttpRequest> FakeBuckets::preview(aws::Call call) const
{
    return Error(Error::Kind::Internal, call.operation);
}

Result<QJsonObject> FakeBuckets::answer(const aws::Call &call)
{
    const QJsonObject input = call.input;
    if (call.operation == "ListObjectsV2"_L1)
        return list(input);
    if (call.operation == "ListObjectVersions"_L1)
        return versions(input);
    if (call.operation == "HeadObject"_L1)
        return head(input);
    if (call.operation == "GetObject"_L1)
        return get(call);
    if (call.operation == "CopyObject"_L1)
        return copy(input);
    if (call.operation == "DeleteObject"_L1)
        return remove(input);
    if (call.operation == "RestoreObject"_L1)
        return restore(input);
    if (call.operation == "GetBucketVersioning"_L1) {
        const QString status = buckets.value(input[u"Bucket"].toString()).versioning;
        return status.isEmpty() ? QJsonObject() : QJsonObject{{u"Status"_s, status}};
    }
    return Error(Error::Kind::Internal, call.operation);
}

Result<QJsonObject> FakeBuckets::list(const QJsonObject &input)
{
    const QByteArray prefix = input[u"Prefix"].toString().toUtf8();
    const QByteArray after
        = qMax(input[u"StartAfter"].toString().toUtf8(), input[u"ContinuationToken"].toString().toUtf8());
    const Bucket in = buckets.value(input[u"Bucket"].toString());
    QJsonArray contents;
    QByteArray last;
    for (auto it = in.keys.begin(); it != in.keys.end(); ++it) {
        if (it->isEmpty() || it->first().isMarker || !it.key().startsWith(prefix) || it.key() <= after)
            continue;
        if (contents.size() == pageSize)
            return QJsonObject{{u"Contents"_s, contents}, {u"IsTruncated"_s, true}, {u"EncodingType"_s, u"url"_s},
                {u"NextContinuationToken"_s, QString::fromUtf8(last)}};
        last = it.key();
        const Object &object = it->first();
        QJsonObject one{{u"Key"_s, QString::fromLatin1(QUrl::toPercentEncoding(QString::fromUtf8(it.key())))},
            {u"ETag"_s, object.etag}, {u"Size"_s, object.content.size()}, {u"LastModified"_s, stamp(object.modified)},
            {u"StorageClass"_s, object.storageClass}};
        if (object.isReadBack || object.isBeingReadBack)
            one.insert(u"RestoreStatus"_s, QJsonObject{{u"IsRestoreInProgress"_s, object.isBeingReadBack}});
        contents << one;
    }
    return QJsonObject{{u"Contents"_s, contents}, {u"IsTruncated"_s, false}, {u"EncodingType"_s, u"url"_s}};
}

Result<QJsonObject> FakeBuckets::versions(const QJsonObject &input)
{
    const QByteArray prefix = input[u"Prefix"].toString().toUtf8();
    const QString marker = input[u"KeyMarker"].toString() + u'\n' + input[u"VersionIdMarker"].toString();
    const Bucket in = buckets.value(input[u"Bucket"].toString());
    QJsonArray versions;
    QJsonArray markers;
    bool isPast = !input.contains(u"KeyMarker");
    QString lastKey;
    QString lastVersion;
    for (auto it = in.keys.begin(); it != in.keys.end(); ++it) {
        for (const Object &object : *it) {
            const QString key = QString::fromUtf8(it.key());
            if (!it.key().startsWith(prefix))
                continue;
            if (isPast && versions.size() + markers.size() == pageSize)
                return QJsonObject{{u"Versions"_s, versions}, {u"DeleteMarkers"_s, markers}, {u"IsTruncated"_s, true},
                    {u"NextKeyMarker"_s, lastKey}, {u"NextVersionIdMarker"_s, lastVersion}};
            lastKey = key;
            lastVersion = object.versionId.isEmpty() ? u"null"_s : object.versionId;
            QJsonObject one{{u"Key"_s, key}, {u"VersionId"_s, lastVersion}, {u"IsLatest"_s, &object == &it->first()},
                {u"LastModified"_s, stamp(object.modified)}};
            if (!object.isMarker) {
                one.insert(u"ETag"_s, object.etag);
                one.insert(u"Size"_s, object.content.size());
                one.insert(u"StorageClass"_s, object.storageClass);
            }
            if (isPast)
                (object.isMarker ? markers : versions) << one;
            else
                isPast = marker == key + u'\n' + lastVersion;
        }
    }
    return QJsonObject{{u"Versions"_s, versions}, {u"DeleteMarkers"_s, markers}, {u"IsTruncated"_s, false}};
}

Result<QJsonObject> FakeBuckets::head(const QJsonObject &input)
{
    const Object *object = latest(input[u"Bucket"].toString(), input[u"Key"].toString());
    if (!object)
        return missing();
    QJsonObject head{{u"ContentLength"_s, object->content.size()}, {u"ETag"_s, object->etag},
        {u"ServerSideEncryption"_s, u"AES256"_s}};
    if (!object->sha256.isEmpty())
        head.insert(u"ChecksumSHA256"_s, object->sha256);
    if (!object->versionId.isEmpty())
        head.insert(u"VersionId"_s, object->versionId);
    return head;
}

Result<QJsonObject> FakeBuckets::get(const aws::Call &call)
{
    const Object *object = latest(call.input[u"Bucket"].toString(), call.input[u"Key"].toString());
    if (!object)
        return missing();
    if (call.input.contains(u"IfMatch") && call.input[u"IfMatch"].toString() != object->etag)
        return refused();
    const QStringList range = call.input[u"Range"].toString().mid(6).split(u'-');
    const qsizetype begin = range.value(0).toLongLong();
    const qsizetype end = range.size() == 2 ? range.at(1).toLongLong() : object->content.size() - 1;
    return call.reader(object->content.mid(begin, end - begin + 1));
}

Result<QJsonObject> FakeBuckets::copy(const QJsonObject &input)
{
    if (copiesUntilItBreaks == 0)
        return Error(Error::Kind::Network, u"cut off"_s);
    copiesUntilItBreaks -= copiesUntilItBreaks > 0 ? 1 : 0;
    const QStringList source = input[u"CopySource"].toString().split(u"?versionId="_s);
    const QString key = QUrl::fromPercentEncoding(source.first().section(u'/', 1).toUtf8());
    const QString bucket = source.first().section(u'/', 0, 0);
    Object object;
    for (const Object &each : buckets[bucket].keys.value(key.toUtf8())) {
        const bool isMeant = source.size() > 1 ? each.versionId == source.at(1) : object.etag.isEmpty();
        if (isMeant)
            object = each;
    }
    if (object.etag.isEmpty())
        return missing();
    if (object.etag != input[u"CopySourceIfMatch"].toString())
        return refused();
    const Object *there = latest(input[u"Bucket"].toString(), input[u"Key"].toString());
    const QString replaced = input[u"IfMatch"].toString();
    if (there ? (input.contains(u"IfNoneMatch") || there->etag != replaced) : !replaced.isEmpty())
        return refused();
    const QString sourceVersion = object.versionId;
    object.sha256 = input[u"ChecksumAlgorithm"] == u"SHA256"_s ? checksumOf(object.content) : object.sha256;
    object.storageClass = input[u"StorageClass"].toString(u"STANDARD"_s);
    const QString version = insert(input[u"Bucket"].toString(), input[u"Key"].toString(), object);
    QJsonObject result{{u"ETag"_s, object.etag}};
    if (!object.sha256.isEmpty())
        result.insert(u"ChecksumSHA256"_s, object.sha256);
    QJsonObject answer{{u"CopyObjectResult"_s, result}, {u"ServerSideEncryption"_s, u"AES256"_s}};
    if (!version.isEmpty())
        answer.insert(u"VersionId"_s, version);
    if (!sourceVersion.isEmpty())
        answer.insert(u"CopySourceVersionId"_s, sourceVersion);
    return answer;
}

Result<QJsonObject> FakeBuckets::remove(const QJsonObject &input)
{
    const QString name = input[u"Bucket"].toString();
    const QString key = input[u"Key"].toString();
    QList<Object> &versions = buckets[name].keys[key.toUtf8()];
    if (input.contains(u"VersionId")) {
        versions.removeIf([&](const Object &each) { return each.versionId == input[u"VersionId"].toString(); });
        return QJsonObject();
    }
    const Object *there = latest(name, key);
    if (!there)
        return missing();
    if (input.contains(u"IfMatch") && there->etag != input[u"IfMatch"].toString())
        return refused();
    if (buckets[name].versioning.isEmpty()) {
        versions.clear();
        return QJsonObject();
    }
    Object marker;
    marker.isMarker = true;
    return QJsonObject{{u"DeleteMarker"_s, true}, {u"VersionId"_s, insert(name, key, marker)}};
}

Result<QJsonObject> FakeBuckets::restore(const QJsonObject &input)
{
    Object *object = latest(input[u"Bucket"].toString(), input[u"Key"].toString());
    if (!object)
        return missing();
    if (object->isBeingReadBack)
        return Error(Error::Kind::Conflict, u"in progress"_s).withCode(u"RestoreAlreadyInProgress"_s);
    object->isBeingReadBack = true;
    return QJsonObject();
}

} // namespace sm::test
