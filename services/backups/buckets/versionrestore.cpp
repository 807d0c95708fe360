// SPDX-License-Identifier: GPL-3.0-or-later
#include "versionrestore.h"

#include <executors/lanes.h>
#include <executors/s3objectcopy.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

} // namespace

VersionRestore::VersionRestore(const BucketParts &parts, WritePermit permit, BucketInput input, BucketTell tell)
    : m_parts(parts)
    , m_permit(permit)
    , m_input(std::move(input))
    , m_tell(std::move(tell))
    , m_changes(versionChanges(m_input.objects))
{
}

QCoro::Task<Result<Applied>> VersionRestore::run(CancelToken token)
{
    co_await executors::inLanes(m_changes.size(), [this](qsizetype number) { return changeOne(number); }, token);
    const bool isSome = !m_made.isEmpty();
    if (m_problem && isSome && m_problem->changed() == Error::Changed::No)
        co_return m_problem->withChanged(Error::Changed::Yes);
    if (m_problem)
        co_return Error(*m_problem);
    if (m_made.size() < m_changes.size())
        co_return Error::cancelled().withChanged(isSome ? Error::Changed::Unknown : Error::Changed::No);
    co_return Applied{
        {{u"promoted"_s, m_made.size() - m_deleted}, {u"deleted"_s, m_deleted}, {u"objects"_s, m_made}}, {}, {}};
}

QCoro::Task<bool> VersionRestore::changeOne(qsizetype number)
{
    const VersionChange change = m_changes.at(number);
    Result<QJsonObject> made = QJsonObject();
    if (change.isRemoval())
        made = co_await deleted(change);
    else
        made = co_await promoted(change);
    if (!made) {
        if (!m_problem || made.error().changed() == Error::Changed::Unknown)
            m_problem = made.error();
        co_return false;
    }
    m_made << *made;
    if (m_tell && (m_made.size() % 100 == 0 || m_made.size() == m_changes.size()))
        m_tell(tr("%1 of %2 objects").arg(m_made.size()).arg(m_changes.size()));
    co_return true;
}

/// A copy onto itself becomes the latest version; the others stay.
QCoro::Task<Result<QJsonObject>> VersionRestore::promoted(VersionChange change)
{
    executors::S3CopyInput how;
    how.fromBucket = m_input.place.bucket;
    how.toBucket = m_input.place.bucket;
    executors::CopiedObject object;
    object.from = change.key;
    object.to = change.key;
    object.etag = change.etag;
    object.size = change.size;
    object.replaces = change.now;
    object.fromVersion = change.versionId;
    executors::S3ObjectCopy copy(m_parts.caller, m_permit, how, object);
    co_return co_await copy.copied();
}

QCoro::Task<Result<QJsonObject>> VersionRestore::deleted(VersionChange change)
{
    const aws::Call call{u"s3"_s, u"DeleteObject"_s,
        {{u"Bucket"_s, m_input.place.bucket}, {u"Key"_s, change.key}, {u"IfMatch"_s, change.now}}};
    const Result<aws::Answer> answer = co_await m_parts.caller.write(m_permit, call, Repeat::NaturalKey, {});
    if (!answer)
        co_return answer.error();
    ++m_deleted;
    co_return QJsonObject{{u"key"_s, change.key}, {u"versionId"_s, answer->output.value(u"VersionId"_s)}};
}

} // namespace sm::backups
