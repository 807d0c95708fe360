// SPDX-License-Identifier: GPL-3.0-or-later
#include "samecopy.h"

#include "contentcheck.h"

#include <executors/s3state.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

QJsonObject withChecksums(const ListedObject &object, const std::optional<QJsonObject> &head)
{
    return {{u"etag"_s, object.etag}, {u"size"_s, object.size},
        {u"checksums"_s, head ? executors::checksumsIn(*head) : QJsonObject()}};
}

Error changedMeanwhile(const QString &place)
{
    return Error(Error::Kind::Conflict, tr("%1 was changed meanwhile. Do it again.").arg(place))
        .withCode(u"ChangedMeanwhile"_s);
}

} // namespace

QCoro::Task<Result<bool>> isSameCopy(aws::Caller *caller, BucketPlace source, ListedObject original, BucketPlace copies,
    ListedObject there, CancelToken token)
{
    if (original.size != there.size)
        co_return false;
    if (original.etag == there.etag)
        co_return true;
    const auto ofOriginal = co_await headOf(caller, source.bucket, source.keyOf(original.name), token);
    if (!ofOriginal)
        co_return ofOriginal.error();
    const auto ofCopy = co_await headOf(caller, copies.bucket, copies.keyOf(there.name), token);
    if (!ofCopy)
        co_return ofCopy.error();
    co_return executors::isSameContent(withChecksums(original, *ofOriginal), withChecksums(there, *ofCopy));
}

BucketObject madeCopy(const ListedObject &original, const QJsonObject &written)
{
    BucketObject made{original.name, original.size, original.etag, {}, original.lastModified, {}, {}, {}, {}, false};
    made.versionId = written.value(u"sourceVersionId"_s).toString();
    made.copyEtag = written.value(u"etag"_s).toString();
    made.copyVersionId = written.value(u"versionId"_s).toString();
    made.checksums = written.value(u"checksums"_s).toObject();
    made.md5 = md5In(made.copyEtag, written.value(u"encryption"_s).toString());
    return made;
}

QCoro::Task<Result<BucketObject>> adoptedCopy(
    aws::Caller *caller, BucketPlace copies, ListedObject original, ListedObject there, CancelToken token)
{
    const auto head = co_await headOf(caller, copies.bucket, copies.keyOf(there.name), token);
    if (!head)
        co_return head.error();
    if (!*head || (*head)->value(u"ETag"_s).toString() != there.etag)
        co_return changedMeanwhile(copies.text() + there.name);
    const QString version = (*head)->value(u"VersionId"_s).toString();
    co_return madeCopy(original,
        {{u"etag"_s, there.etag}, {u"versionId"_s, version == "null"_L1 ? QString() : version},
            {u"checksums"_s, executors::checksumsIn(**head)},
            {u"encryption"_s, (**head).value(u"ServerSideEncryption"_s)}});
}

} // namespace sm::backups
