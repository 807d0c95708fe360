// SPDX-License-Identifier: GPL-3.0-or-later
#include "bucketrestore.h"

#include "bucketsnapshot.h"

#include <executors/lanes.h>
#include <executors/s3objectcopy.h>
#include <keeping/keeping.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using Mode = BucketVerification::Mode;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

constexpr int lanes = 16;

Error damaged(const BucketReport &report)
{
    const QString first = report.missing.value(0, report.different.value(0));
    return Error(Error::Kind::BadReply,
        tr("%1 of %2 objects of the backup are missing or not what was backed up, the first is %3. Nothing was "
           "changed. "
           "Use another backup.")
            .arg(report.objects - report.same)
            .arg(report.objects)
            .arg(first))
        .withCode(u"BackupDamaged"_s);
}

Error archived(const BucketReport &report)
{
    return Error(Error::Kind::Conflict,
        tr("%1 of %2 objects of the backup are archived and can not be read yet. Nothing was changed. Read them back "
           "first (runbook common/read-back-objects), and wait until that is done.")
            .arg(report.archived)
            .arg(report.objects))
        .withCode(u"Archived"_s);
}

Error exists(const BucketPlace &place, const BucketReport &report)
{
    return Error(Error::Kind::Conflict,
        tr("%1 objects in %2 have the names of those in the backup and other contents, the first is %3. Nothing was "
           "changed. Restore to another place, or say “overwrite” to replace them.")
            .arg(report.inTheWay())
            .arg(place.text(), report.different.value(0)))
        .withCode(u"Exists"_s);
}

Error ontoTheBackup(const BucketPlace &place)
{
    return Error(Error::Kind::Invalid, tr("%1 is where the backup is. Restore to another place.").arg(place.text()))
        .withCode(u"IsTheBackup"_s);
}

} // namespace

std::unique_ptr<ObjectsReader> objectsOf(const Vault::Kept &kept)
{
    return std::make_unique<ObjectsReader>(
        kept.folder + u'/' + ObjectsWriter::fileName(), sourceOf(kept.manifest), copiesOf(kept.manifest));
}

QCoro::Task<Result<BucketReport>> reportOf(
    BucketParts parts, Vault::Kept kept, BucketPlace place, Mode mode, BucketTell tell, CancelToken token)
{
    const std::unique_ptr<ObjectsReader> objects = objectsOf(kept);
    BucketVerification verification(parts.caller, parts.models, place, mode, tell);
    co_return co_await verification.of(objects.get(), token);
}

BucketRestore::BucketRestore(const BucketParts &parts, WritePermit permit, BucketInput input, BucketTell tell)
    : m_parts(parts)
    , m_permit(permit)
    , m_input(std::move(input))
    , m_tell(std::move(tell))
{
}

QCoro::Task<Result<Applied>> BucketRestore::run(CancelToken token)
{
    const Result<Vault::Kept> kept
        = co_await wholeBackup(&m_parts.vault, m_input.asset, m_input.backup, AssetKind::Bucket, token);
    if (!kept)
        co_return kept.error();
    m_copies = copiesOf(kept->manifest);
    if (m_input.to == m_copies)
        co_return ontoTheBackup(m_copies);
    if (const auto done = co_await restored(*kept, token); !done)
        co_return withHowFar(done.error());
    co_return Applied{output(), {}, {}};
}

QCoro::Task<Result<void>> BucketRestore::restored(Vault::Kept kept, CancelToken token)
{
    if (const auto whole = co_await backupIsWhole(kept, token); !whole)
        co_return whole.error();
    if (const auto isFree = co_await nothingIsInTheWay(kept, token); !isFree)
        co_return isFree.error();
    co_return co_await copyAll(kept, token);
}

QCoro::Task<Result<void>> BucketRestore::backupIsWhole(Vault::Kept kept, CancelToken token)
{
    for (const Mode mode : {Mode::Checksums, Mode::Full}) {
        const Result<BucketReport> report = co_await reportOf(m_parts, kept, m_copies, mode, m_tell, token);
        if (!report)
            co_return report.error();
        if (report->missingCount + report->differentCount > 0)
            co_return damaged(*report);
        if (report->archived > 0)
            co_return archived(*report);
        if (report->isAllThere())
            co_return ok();
        if (mode == Mode::Full) // some can not be compared at all
            co_return damaged(*report);
    }
    co_return ok();
}

QCoro::Task<Result<void>> BucketRestore::nothingIsInTheWay(Vault::Kept kept, CancelToken token)
{
    if (m_input.overwrites)
        co_return ok();
    const Result<BucketReport> report = co_await reportOf(m_parts, kept, m_input.to, Mode::Checksums, m_tell, token);
    if (!report)
        co_return report.error();
    if (report->inTheWay() > 0)
        co_return exists(m_input.to, *report);
    co_return ok();
}

QCoro::Task<Result<void>> BucketRestore::copyAll(Vault::Kept kept, CancelToken token)
{
    const std::unique_ptr<ObjectsReader> objects = objectsOf(kept);
    ObjectCursor target(m_parts.caller, m_parts.models, m_input.to);
    while (true) {
        const Result<QList<BucketObject>> some = objects->next();
        if (!some)
            co_return some.error();
        if (some->isEmpty())
            co_return ok();
        if (const auto copied = co_await copySome(*some, &target, token); !copied)
            co_return copied.error();
        if (m_tell)
            m_tell(tr("%1 of %2 objects").arg(m_objects).arg(kept.manifest.items.value_or(m_objects)));
    }
}

QCoro::Task<Result<void>> BucketRestore::copySome(QList<BucketObject> objects, ObjectCursor *target, CancelToken token)
{
    QList<Turn> turns;
    for (const BucketObject &each : std::as_const(objects)) {
        const Result<std::optional<ListedObject>> there = co_await target->find(each.name, token);
        if (!there)
            co_return there.error();
        turns << Turn{each, *there};
    }
    const Turn *first = turns.constData();
    const auto one = [this, first](qsizetype number) { return copyOne(first + number); };
    co_await executors::inLanes(turns.size(), one, token, lanes);
    if (m_problem)
        co_return Error(*m_problem);
    if (token.isCancelled())
        co_return Error::cancelled();
    co_return ok();
}

QCoro::Task<bool> BucketRestore::copyOne(const Turn *turn)
{
    const Result<void> done = co_await brought(*turn);
    if (!done && (!m_problem || done.error().changed() == Error::Changed::Unknown))
        m_problem = done.error();
    co_return done.has_value();
}

QCoro::Task<Result<void>> BucketRestore::brought(Turn turn)
{
    ++m_objects;
    m_bytes += turn.object.size;
    if (turn.there) {
        ContentCheck content(m_parts.caller, m_input.to, Mode::Checksums);
        const auto finding = co_await content.of(turn.object, *turn.there, {});
        if (!finding)
            co_return finding.error();
        if (*finding == ContentCheck::Finding::Same) {
            ++m_there;
            co_return ok();
        }
    }
    executors::S3CopyInput how;
    how.fromBucket = m_copies.bucket;
    how.toBucket = m_input.to.bucket;
    how.wantsChecksum = true;
    executors::CopiedObject object;
    object.from = m_copies.keyOf(turn.object.name);
    object.to = m_input.to.keyOf(turn.object.name);
    object.etag = turn.object.copyEtag;
    object.size = turn.object.size;
    // What came since it was looked is not overwritten unless that was asked for.
    object.replaces = turn.there && m_input.overwrites ? turn.there->etag : QString();
    executors::S3ObjectCopy copy(m_parts.caller, m_permit, how, object);
    const Result<QJsonObject> written = co_await copy.copied();
    if (!written)
        co_return written.error();
    ++m_copied;
    m_overwritten += turn.there ? 1 : 0;
    co_return ok();
}

QJsonObject BucketRestore::output() const
{
    return {{u"asset"_s, m_input.asset}, {u"backup"_s, m_input.backup}, {u"objects"_s, m_objects},
        {u"bytes"_s, m_bytes}, {u"copied"_s, m_copied}, {u"alreadyThere"_s, m_there}, {u"overwritten"_s, m_overwritten},
        {u"toBucket"_s, m_input.to.bucket}, {u"toPrefix"_s, m_input.to.prefix}};
}

Error BucketRestore::withHowFar(const Error &error) const
{
    if (m_copied == 0)
        return error;
    return error.withChanged(error.kind() == Error::Kind::Cancelled ? Error::Changed::Unknown : Error::Changed::Yes);
}

} // namespace sm::backups
