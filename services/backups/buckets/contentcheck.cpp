// SPDX-License-Identifier: GPL-3.0-or-later
#include "contentcheck.h"

#include "contenthash.h"
#include "objectread.h"

#include <executors/s3state.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using Finding = ContentCheck::Finding;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

Error archived(const QString &place)
{
    return Error(Error::Kind::Conflict,
        tr("%1 is archived and can not be read yet. Read the backup back first (runbook common/read-back-objects), and "
           "wait until that is done.")
            .arg(place))
        .withCode(u"Archived"_s);
}

Finding found(bool isSame) { return isSame ? Finding::Same : Finding::Different; }

/// From what S3 says of the object that is there.
Finding compared(const BucketObject &object, const QJsonObject &head)
{
    const QJsonObject there = executors::checksumsIn(head);
    const QStringList names = object.checksums.keys();
    for (const QString &name : names) {
        if (there.contains(name))
            return found(there.value(name) == object.checksums.value(name));
    }
    const QString md5 = md5In(head.value(u"ETag"_s).toString(), head.value(u"ServerSideEncryption"_s).toString());
    const bool isCustomers = head.contains(u"SSECustomerAlgorithm"_s);
    if (!md5.isEmpty() && !object.md5.isEmpty() && !isCustomers)
        return found(md5 == object.md5);
    return Finding::Unknown;
}

} // namespace

QCoro::Task<Result<std::optional<QJsonObject>>> headOf(
    aws::Caller *caller, QString bucket, QString key, CancelToken token)
{
    const aws::Call call{
        u"s3"_s, u"HeadObject"_s, {{u"Bucket"_s, bucket}, {u"Key"_s, key}, {u"ChecksumMode"_s, u"ENABLED"_s}}};
    const Result<aws::Answer> head = co_await caller->read(call, token);
    if (!head && head.error().kind() == Error::Kind::NotFound)
        co_return std::nullopt;
    if (!head)
        co_return head.error();
    co_return head->output;
}

ContentCheck::ContentCheck(aws::Caller &caller, BucketPlace place, Mode mode)
    : m_caller(caller)
    , m_place(std::move(place))
    , m_mode(mode)
{
}

QCoro::Task<Result<Finding>> ContentCheck::of(BucketObject object, ListedObject there, CancelToken token)
{
    if (there.size != object.size)
        co_return Finding::Different;
    if (m_mode == Mode::Full)
        co_return co_await byReading(object, there, token);
    co_return co_await byChecksums(object, there, token);
}

QCoro::Task<Result<Finding>> ContentCheck::byChecksums(BucketObject object, ListedObject, CancelToken token)
{
    const auto head = co_await headOf(&m_caller, m_place.bucket, m_place.keyOf(object.name), token);
    if (!head)
        co_return head.error();
    if (!*head)
        co_return Finding::Missing;
    if ((*head)->value(u"ContentLength"_s).toInteger() != object.size)
        co_return Finding::Different;
    co_return compared(object, **head);
}

QCoro::Task<Result<Finding>> ContentCheck::byReading(BucketObject object, ListedObject there, CancelToken token)
{
    const QString key = m_place.keyOf(object.name);
    if (there.isArchived())
        co_return archived(u"s3://%1/%2"_s.arg(m_place.bucket, key));
    const std::shared_ptr<ContentHash> hash = ContentHash::of(object.checksums, object.md5);
    if (!hash)
        co_return Finding::Unknown;
    ObjectRead read(m_caller, m_place.bucket, key, there.etag, object.size);
    const ObjectRead::Sink sink = [hash](const QByteArray &piece) {
        hash->add(piece);
        return ok();
    };
    const Result<void> all = co_await read.run(0, sink, token);
    if (!all && all.error().code() == "ChangedMeanwhile"_L1)
        co_return Finding::Different;
    if (!all && all.error().kind() == Error::Kind::NotFound)
        co_return Finding::Missing;
    if (!all)
        co_return all.error();
    co_return found(hash->matches());
}

} // namespace sm::backups
