// SPDX-License-Identifier: GPL-3.0-or-later
#include "restoredremoval.h"

#include "bucketrestore.h"
#include "bucketsnapshot.h"

#include <executors/lanes.h>
#include <keeping/keeping.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

constexpr int lanes = 16;

Error refusal(const QString &code, const QString &message)
{
    return Error(Error::Kind::Conflict, message).withCode(code);
}

} // namespace

RestoredRemoval::RestoredRemoval(
    const BucketParts &parts, WritePermit permit, BucketInput input, Takes takes, BucketTell tell)
    : m_parts(parts)
    , m_permit(permit)
    , m_input(std::move(input))
    , m_takes(takes)
    , m_tell(std::move(tell))
{
}

QCoro::Task<Result<Applied>> RestoredRemoval::run(CancelToken token)
{
    const Result<Vault::Kept> kept
        = co_await wholeBackup(&m_parts.vault, m_input.asset, m_input.backup, AssetKind::Bucket, token);
    if (!kept)
        co_return kept.error();
    if (const auto admitted = admit(kept->manifest); !admitted)
        co_return admitted.error();
    if (const auto prepared = co_await prepare(*kept, token); !prepared)
        co_return prepared.error();
    const Result<void> all = co_await removeAll(*kept, token);
    if (!all && m_deleted > 0 && all.error().changed() == Error::Changed::No)
        co_return all.error().withChanged(Error::Changed::Yes);
    if (!all)
        co_return all.error();
    co_return Applied{
        {{u"deleted"_s, m_deleted}, {u"left"_s, QJsonArray::fromStringList(m_left)}, {u"leftCount"_s, m_leftCount}}, {},
        {}};
}

Result<void> RestoredRemoval::admit(const Manifest &manifest) const
{
    if (m_takes != Takes::Restored)
        return ok();
    if (m_input.place == sourceOf(manifest))
        return refusal(u"IsTheOriginal"_s,
            tr("%1 is what was backed up, not what was restored. Name the place of the restored objects.")
                .arg(m_input.place.text()));
    if (m_input.place == copiesOf(manifest))
        return refusal(u"IsTheBackup"_s,
            tr("%1 is where the backup is. Remove that with the runbook common/remove-bucket-backup.")
                .arg(m_input.place.text()));
    return ok();
}

QCoro::Task<Result<void>> RestoredRemoval::prepare(Vault::Kept kept, CancelToken token)
{
    const BucketPlace copies = copiesOf(kept.manifest);
    if (m_takes == Takes::Backup)
        m_input.place = copies;
    m_content.emplace(m_parts.caller, m_input.place, ContentCheck::Mode::Checksums);
    if (m_input.place != copies)
        co_return ok();
    Result<std::unique_ptr<OtherCopies>> others = co_await OtherCopies::besides(&m_parts.vault, kept, token);
    if (!others)
        co_return others.error();
    m_others = std::move(*others);
    co_return ok();
}

Result<bool> RestoredRemoval::hasToStay(const BucketObject &object)
{
    if (!m_others)
        return false;
    const Result<bool> isNeeded = m_others->have(m_input.place.keyOf(object.name));
    return isNeeded ? Result<bool>(*isNeeded || object.wasThere) : isNeeded;
}

bool RestoredRemoval::isByVersion(const BucketObject &object) const
{
    return m_others && !object.copyVersionId.isEmpty();
}

QCoro::Task<Result<void>> RestoredRemoval::removeAll(Vault::Kept kept, CancelToken token)
{
    const std::unique_ptr<ObjectsReader> objects = objectsOf(kept);
    ObjectCursor place(m_parts.caller, m_parts.models, m_input.place);
    while (true) {
        const Result<QList<BucketObject>> some = objects->next();
        if (!some)
            co_return some.error();
        if (some->isEmpty())
            co_return ok();
        if (const auto removed = co_await removeSome(*some, &place, token); !removed)
            co_return removed.error();
        if (m_tell)
            m_tell(tr("%1 objects deleted, %2 left").arg(m_deleted).arg(m_leftCount));
    }
}

QCoro::Task<Result<void>> RestoredRemoval::removeSome(
    QList<BucketObject> objects, ObjectCursor *place, CancelToken token)
{
    QList<Turn> turns;
    for (const BucketObject &each : std::as_const(objects)) {
        const Result<bool> stays = hasToStay(each);
        if (!stays)
            co_return stays.error();
        const Result<std::optional<ListedObject>> there = co_await place->find(each.name, token);
        if (!there)
            co_return there.error();
        if (!*stays && (*there || isByVersion(each)))
            turns << Turn{each, there->value_or(ListedObject())};
    }
    const Turn *first = turns.constData();
    const auto one = [this, first](qsizetype number) { return removeOne(first + number); };
    co_await executors::inLanes(turns.size(), one, token, lanes);
    if (m_problem)
        co_return Error(*m_problem);
    if (token.isCancelled())
        co_return Error::cancelled().withChanged(m_deleted > 0 ? Error::Changed::Unknown : Error::Changed::No);
    co_return ok();
}

QCoro::Task<bool> RestoredRemoval::removeOne(const Turn *turn)
{
    const Result<void> done = co_await removed(*turn);
    if (!done)
        m_problem = done.error();
    co_return done.has_value();
}

QCoro::Task<Result<void>> RestoredRemoval::removed(Turn turn)
{
    if (!isByVersion(turn.object)) { // a version never changes, what has the key may
        const auto finding = co_await m_content->of(turn.object, turn.there, {});
        if (!finding)
            co_return finding.error();
        if (*finding != ContentCheck::Finding::Same) {
            leave(turn.object.name);
            co_return ok();
        }
    }
    const aws::Call call{u"s3"_s, u"DeleteObject"_s, deletionOf(turn)};
    const Result<aws::Answer> answer = co_await m_parts.caller.write(m_permit, call, Repeat::NaturalKey, {});
    const bool isAnother = !answer && answer.error().code() == "PreconditionFailed"_L1;
    if (isAnother) {
        leave(turn.object.name);
        co_return ok();
    }
    if (!answer && answer.error().kind() != Error::Kind::NotFound)
        co_return answer.error();
    ++m_deleted;
    co_return ok();
}

QJsonObject RestoredRemoval::deletionOf(const Turn &turn) const
{
    QJsonObject input{{u"Bucket"_s, m_input.place.bucket}, {u"Key"_s, m_input.place.keyOf(turn.object.name)}};
    if (isByVersion(turn.object))
        input.insert(u"VersionId"_s, turn.object.copyVersionId);
    else
        input.insert(u"IfMatch"_s, turn.there.etag);
    return input;
}

void RestoredRemoval::leave(const QString &name)
{
    ++m_leftCount;
    if (m_left.size() < BucketReport::mostNames)
        m_left << m_input.place.keyOf(name);
}

} // namespace sm::backups
