// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3objectcopy.h"

#include "s3state.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QUrl>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::S3Copy", text); }

constexpr qint64 mebibyte = 1024 * 1024;
constexpr qint64 mostParts = 10'000;

/// Large parts are few requests; all but the last have the same size.
qint64 partSize(qint64 size) { return std::max(512 * mebibyte, (size + mostParts - 1) / mostParts); }

QJsonObject propertiesIn(const QJsonObject &head)
{
    QJsonObject kept;
    for (const QString &name : {u"CacheControl"_s, u"ContentDisposition"_s, u"ContentEncoding"_s, u"ContentLanguage"_s,
             u"ContentType"_s, u"Metadata"_s}) {
        if (head.contains(name))
            kept.insert(name, head.value(name));
    }
    return kept;
}

QJsonObject merged(QJsonObject a, const QJsonObject &b)
{
    for (auto it = b.begin(); it != b.end(); ++it)
        a.insert(it.key(), it.value());
    return a;
}

/// "a=1&b=2", as an upload takes them.
QString tagsOf(const QJsonObject &answer)
{
    QStringList tags;
    const QJsonArray set = answer.value(u"TagSet"_s).toArray();
    for (const QJsonValue each : set)
        tags << QString::fromLatin1(QUrl::toPercentEncoding(each[u"Key"_s].toString()) + '='
            + QUrl::toPercentEncoding(each[u"Value"_s].toString()));
    return tags.join(u'&');
}

QString versionIn(const QJsonValue &version)
{
    return version.toString() == "null"_L1 ? QString() : version.toString();
}

} // namespace

S3ObjectCopy::S3ObjectCopy(aws::Caller &caller, WritePermit permit, const S3CopyInput &copy, const CopiedObject &object)
    : m_caller(caller)
    , m_permit(permit)
    , m_copy(copy)
    , m_object(object)
{
}

QCoro::Task<Result<QJsonObject>> S3ObjectCopy::run()
{
    const Result<QJsonObject> written = co_await copied();
    if (!written)
        co_return written.error();
    if (const auto same = co_await compare(*written); !same)
        co_return same.error().withChanged(Error::Changed::Yes);
    co_return written;
}

QCoro::Task<Result<QJsonObject>> S3ObjectCopy::copied()
{
    Result<QJsonObject> written;
    if (m_object.size > greatestPiece)
        written = co_await copyInParts();
    else
        written = co_await copyWhole();
    if (!written)
        co_return refused(written.error());
    co_return written;
}

QJsonObject S3ObjectCopy::target() const { return {{u"Bucket"_s, m_copy.toBucket}, {u"Key"_s, m_object.to}}; }

QJsonObject S3ObjectCopy::withSource(QJsonObject input) const
{
    const QByteArray key = QUrl::toPercentEncoding(m_object.from, "/");
    QString source = m_copy.fromBucket + u'/' + QString::fromLatin1(key);
    if (!m_object.fromVersion.isEmpty())
        source += u"?versionId="_s + QString::fromLatin1(QUrl::toPercentEncoding(m_object.fromVersion));
    input.insert(u"CopySource"_s, source);
    input.insert(u"CopySourceIfMatch"_s, m_object.etag);
    return input;
}

QJsonObject S3ObjectCopy::withSettings(QJsonObject input) const
{
    if (!m_copy.storageClass.isEmpty())
        input.insert(u"StorageClass"_s, m_copy.storageClass);
    return input;
}

QJsonObject S3ObjectCopy::written(const QString &etag, const QJsonObject &answer, const QJsonObject &result) const
{
    QJsonObject made{{u"key"_s, m_object.to}, {u"etag"_s, etag}};
    if (const QString version = versionIn(answer.value(u"VersionId"_s)); !version.isEmpty())
        made.insert(u"versionId"_s, version);
    if (!m_copy.wantsChecksum)
        return made;
    made.insert(u"checksums"_s, checksumsIn(result));
    made.insert(u"encryption"_s, answer.value(u"ServerSideEncryption"_s).toString());
    made.insert(u"sourceVersionId"_s, versionIn(answer.value(u"CopySourceVersionId"_s)));
    return made;
}

QJsonObject S3ObjectCopy::withCondition(QJsonObject input) const
{
    if (m_object.replaces.isEmpty())
        input.insert(u"IfNoneMatch"_s, u"*"_s);
    else
        input.insert(u"IfMatch"_s, m_object.replaces);
    return input;
}

QCoro::Task<Result<QJsonObject>> S3ObjectCopy::write(QString operation, QJsonObject input, Repeat repeat)
{
    const aws::Call call{u"s3"_s, operation, input};
    const Result<aws::Answer> answer = co_await m_caller.write(m_permit, call, repeat, {});
    if (!answer)
        co_return answer.error();
    co_return answer->output;
}

QCoro::Task<Result<QJsonObject>> S3ObjectCopy::head(QString bucket, QString key)
{
    const aws::Call call{
        u"s3"_s, u"HeadObject"_s, {{u"Bucket"_s, bucket}, {u"Key"_s, key}, {u"ChecksumMode"_s, u"ENABLED"_s}}};
    const Result<aws::Answer> answer = co_await m_caller.read(call, {});
    if (!answer)
        co_return answer.error();
    co_return answer->output;
}

QCoro::Task<Result<QJsonObject>> S3ObjectCopy::copyWhole()
{
    QJsonObject input = withSettings(withCondition(withSource(target())));
    if (m_copy.wantsChecksum)
        input.insert(u"ChecksumAlgorithm"_s, u"SHA256"_s);
    const Result<QJsonObject> answer = co_await write(u"CopyObject"_s, input, Repeat::NaturalKey);
    if (!answer)
        co_return answer.error();
    const QJsonObject result = answer->value(u"CopyObjectResult"_s).toObject();
    co_return written(result.value(u"ETag"_s).toString(), *answer, result);
}

QCoro::Task<Result<QJsonObject>> S3ObjectCopy::copyInParts()
{
    const Result<QJsonObject> original = co_await properties();
    if (!original)
        co_return original.error();
    QJsonObject input = withSettings(merged(target(), *original));
    if (m_copy.wantsChecksum) // the only one that is over the whole content, not over the parts
        input = merged(input, {{u"ChecksumAlgorithm"_s, u"CRC64NVME"_s}, {u"ChecksumType"_s, u"FULL_OBJECT"_s}});
    const Result<QJsonObject> begun = co_await write(u"CreateMultipartUpload"_s, input, Repeat::Unsafe);
    if (!begun)
        co_return begun.error();
    const QJsonObject upload = merged(target(), {{u"UploadId"_s, begun->value(u"UploadId"_s)}});
    const Result<QJsonArray> parts = co_await copyParts(upload.value(u"UploadId"_s).toString());
    Result<QJsonObject> ended = parts ? QJsonObject() : Result<QJsonObject>(parts.error());
    if (parts)
        ended = co_await write(u"CompleteMultipartUpload"_s,
            withCondition(merged(upload, {{u"MultipartUpload"_s, QJsonObject{{u"Parts"_s, *parts}}}})),
            Repeat::NaturalKey);
    if (ended)
        co_return written(ended->value(u"ETag"_s).toString(), *ended, *ended);
    // Parts are paid for until they are gone. After an end whose outcome nobody knows this is refused, and does no
    // harm.
    (void)co_await write(u"AbortMultipartUpload"_s, upload, Repeat::Value);
    const bool mayBeThere = parts && ended.error().changed() == Error::Changed::Unknown;
    co_return ended.error().withChanged(mayBeThere ? Error::Changed::Unknown : Error::Changed::No);
}

/// CopyObject takes these along; an upload in parts has to be told.
QCoro::Task<Result<QJsonObject>> S3ObjectCopy::properties()
{
    const Result<QJsonObject> original = co_await head(m_copy.fromBucket, m_object.from);
    if (!original)
        co_return original.error();
    QJsonObject kept = propertiesIn(*original);
    if (original->value(u"TagCount"_s).toInteger() > 0) {
        const aws::Call call{
            u"s3"_s, u"GetObjectTagging"_s, {{u"Bucket"_s, m_copy.fromBucket}, {u"Key"_s, m_object.from}}};
        const Result<aws::Answer> tags = co_await m_caller.read(call, {});
        if (!tags)
            co_return tags.error();
        kept.insert(u"Tagging"_s, tagsOf(tags->output));
    }
    co_return kept;
}

QCoro::Task<Result<QJsonArray>> S3ObjectCopy::copyParts(QString uploadId)
{
    const qint64 size = partSize(m_object.size);
    QJsonArray parts;
    for (qint64 begin = 0; begin < m_object.size; begin += size) {
        const qint64 end = std::min(begin + size, m_object.size) - 1;
        const int number = static_cast<int>(parts.size()) + 1;
        const QJsonObject input = withSource(merged(target(),
            {{u"UploadId"_s, uploadId}, {u"PartNumber"_s, number},
                {u"CopySourceRange"_s, u"bytes=%1-%2"_s.arg(begin).arg(end)}}));
        const Result<QJsonObject> answer = co_await write(u"UploadPartCopy"_s, input, Repeat::Value);
        if (!answer)
            co_return answer.error();
        parts << QJsonObject{{u"PartNumber"_s, number}, {u"ETag"_s, answer->value(u"CopyPartResult"_s)[u"ETag"_s]}};
    }
    co_return parts;
}

QCoro::Task<Result<void>> S3ObjectCopy::compare(QJsonObject written)
{
    const Result<QJsonObject> there = co_await head(m_copy.toBucket, m_object.to);
    if (!there)
        co_return there.error();
    const QString etag = written.value(u"etag"_s).toString();
    bool isSame
        = there->value(u"ContentLength"_s).toInteger() == m_object.size && there->value(u"ETag"_s).toString() == etag;
    if (isSame && etag != m_object.etag) {
        const Result<QJsonObject> original = co_await head(m_copy.fromBucket, m_object.from);
        isSame = original && !differ(checksumsIn(*original), checksumsIn(*there));
    }
    if (isSame)
        co_return ok();
    co_return Error(Error::Kind::BadReply,
        tr("s3://%1/%2 is not what was copied to it. Delete it and copy again.").arg(m_copy.toBucket, m_object.to))
        .withCode(u"CopyDamaged"_s);
}

Error S3ObjectCopy::refused(const Error &error) const
{
    if (error.code() != "PreconditionFailed"_L1 && error.code() != "ConditionalRequestConflict"_L1)
        return error;
    return Error(Error::Kind::Conflict,
        tr("s3://%1/%2 or s3://%3/%4 has changed since the plan was made, so it was not overwritten. Plan it again.")
            .arg(m_copy.fromBucket, m_object.from, m_copy.toBucket, m_object.to))
        .withCode(u"ChangedMeanwhile"_s)
        .withRequestId(error.requestId())
        .withChanged(Error::Changed::No);
}

} // namespace sm::executors
