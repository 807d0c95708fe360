// SPDX-License-Identifier: GPL-3.0-or-later
#include "readback.h"

#include "bucketrestore.h"
#include "bucketsnapshot.h"
#include "storageprices.h"

#include <executors/lanes.h>
#include <keeping/keeping.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

QString speedOf(const QString &given) { return given.isEmpty() ? u"Standard"_s : given; }

/// Of GLACIER and DEEP_ARCHIVE, which has no Expedited.
QString timeOf(const QString &speed)
{
    if (speed == "Expedited"_L1)
        return tr("1 to 5 minutes (GLACIER)");
    return speed == "Bulk"_L1 ? tr("5 to 12 hours (GLACIER), up to 48 (DEEP_ARCHIVE)")
                              : tr("3 to 5 hours (GLACIER), up to 12 (DEEP_ARCHIVE)");
}

} // namespace

QCoro::Task<Result<QJsonObject>> readability(BucketParts parts, Vault::Kept kept, CancelToken token)
{
    const std::unique_ptr<ObjectsReader> objects = objectsOf(kept);
    ObjectCursor copies(parts.caller, parts.models, copiesOf(kept.manifest));
    qint64 readable = 0, asked = 0, archived = 0, bytes = 0, missing = 0;
    QString storage;
    while (true) {
        const Result<QList<BucketObject>> some = objects->next();
        if (!some)
            co_return some.error();
        if (some->isEmpty())
            break;
        for (const BucketObject &each : *some) {
            const Result<std::optional<ListedObject>> there = co_await copies.find(each.name, token);
            if (!there)
                co_return there.error();
            const bool isArchived = *there && (*there)->isArchived();
            missing += *there ? 0 : 1;
            readable += *there && !isArchived ? 1 : 0;
            asked += isArchived && (*there)->isBeingReadBack ? 1 : 0;
            archived += isArchived && !(*there)->isBeingReadBack ? 1 : 0;
            bytes += isArchived && !(*there)->isBeingReadBack ? each.size : 0;
            if (isArchived)
                storage = (*there)->storageClass;
        }
    }
    co_return QJsonObject{{u"readable"_s, readable}, {u"beingReadBack"_s, asked}, {u"archived"_s, archived},
        {u"archivedBytes"_s, bytes}, {u"missing"_s, missing}, {u"storageClass"_s, storage}};
}

QList<Change> changesOfReadBack(const QJsonObject &before, const QString &speed)
{
    const qint64 archived = before.value(u"archived"_s).toInteger();
    const StorageClass storage = StorageClass::of(before.value(u"storageClass"_s).toString());
    const Decimal price
        = priceOf(archived, storage.thousandReads, before.value(u"archivedBytes"_s).toInteger(), storage.gigabyteRead);
    return {{tr("Objects to read back"), {}, QString::number(archived)},
        {tr("Being read back already"), {}, QString::number(before.value(u"beingReadBack"_s).toInteger())},
        {tr("Time"), {}, timeOf(speedOf(speed))}, {tr("Price at Standard speed"), {}, dollars(price)}};
}

ReadBack::ReadBack(const BucketParts &parts, WritePermit permit, BucketInput input, BucketTell tell)
    : m_parts(parts)
    , m_permit(permit)
    , m_input(std::move(input))
    , m_tell(std::move(tell))
{
}

QCoro::Task<Result<Applied>> ReadBack::run(CancelToken token)
{
    const Result<Vault::Kept> kept
        = co_await wholeBackup(&m_parts.vault, m_input.asset, m_input.backup, AssetKind::Bucket, token);
    if (!kept)
        co_return kept.error();
    m_copies = copiesOf(kept->manifest);
    const Result<void> all = co_await askAll(*kept, token);
    if (!all && m_asked > 0 && all.error().changed() == Error::Changed::No)
        co_return all.error().withChanged(Error::Changed::Yes);
    if (!all)
        co_return all.error();
    co_return Applied{
        {{u"asked"_s, m_asked}, {u"alreadyAsked"_s, m_alreadyAsked}, {u"readable"_s, m_readable}}, {}, {}};
}

QCoro::Task<Result<void>> ReadBack::askAll(Vault::Kept kept, CancelToken token)
{
    const std::unique_ptr<ObjectsReader> objects = objectsOf(kept);
    ObjectCursor copies(m_parts.caller, m_parts.models, m_copies);
    while (true) {
        const Result<QList<BucketObject>> some = objects->next();
        if (!some)
            co_return some.error();
        if (some->isEmpty())
            co_return ok();
        QList<ListedObject> archived;
        for (const BucketObject &each : *some) {
            const Result<std::optional<ListedObject>> there = co_await copies.find(each.name, token);
            if (!there)
                co_return there.error();
            if (*there && (*there)->isArchived())
                archived << **there;
            else if (*there)
                ++m_readable;
        }
        const ListedObject *first = archived.constData();
        const auto one = [this, first](qsizetype number) { return askOne(first + number); };
        co_await executors::inLanes(archived.size(), one, token);
        if (m_problem)
            co_return Error(*m_problem);
        if (token.isCancelled())
            co_return Error::cancelled().withChanged(m_asked > 0 ? Error::Changed::Unknown : Error::Changed::No);
        if (m_tell)
            m_tell(tr("%1 objects asked for").arg(m_asked));
    }
}

QCoro::Task<bool> ReadBack::askOne(const ListedObject *object)
{
    if (object->isBeingReadBack) {
        ++m_alreadyAsked;
        co_return true;
    }
    const QJsonObject request{
        {u"Days"_s, m_input.days}, {u"GlacierJobParameters"_s, QJsonObject{{u"Tier"_s, speedOf(m_input.speed)}}}};
    const aws::Call call{u"s3"_s, u"RestoreObject"_s,
        {{u"Bucket"_s, m_copies.bucket}, {u"Key"_s, m_copies.keyOf(object->name)}, {u"RestoreRequest"_s, request}}};
    const Result<aws::Answer> answer = co_await m_parts.caller.write(m_permit, call, Repeat::NaturalKey, {});
    const bool isUnderWay = !answer && answer.error().code() == "RestoreAlreadyInProgress"_L1;
    if (answer)
        ++m_asked;
    else if (isUnderWay)
        ++m_alreadyAsked;
    else
        m_problem = answer.error();
    co_return answer || isUnderWay;
}

} // namespace sm::backups
