// SPDX-License-Identifier: GPL-3.0-or-later
#include "bucketsnapshot.h"

#include "samecopy.h"

#include <executors/lanes.h>
#include <executors/s3objectcopy.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLocale>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

QJsonObject sourceJson(const BucketInput &input)
{
    return {{u"bucket"_s, input.place.bucket}, {u"prefix"_s, input.place.prefix}, {u"toBucket"_s, input.to.bucket},
        {u"toPrefix"_s, input.to.prefix}, {u"storageClass"_s, input.storageClass}};
}

executors::S3CopyInput copyInput(const BucketInput &input)
{
    executors::S3CopyInput copy;
    copy.fromBucket = input.place.bucket;
    copy.fromPrefix = input.place.prefix;
    copy.toBucket = input.to.bucket;
    copy.toPrefix = input.to.prefix;
    copy.storageClass = input.storageClass;
    copy.wantsChecksum = true;
    return copy;
}

Error copyDamaged(const QString &place)
{
    return Error(Error::Kind::BadReply, tr("%1 is not what was copied to it. Delete it and copy again.").arg(place))
        .withCode(u"CopyDamaged"_s);
}

Error beingTaken(const BucketInput &input)
{
    return Error(Error::Kind::Conflict,
        tr("Another run copies %1 to %2 right now. Wait until it is done, or copy to another prefix.")
            .arg(input.place.text(), input.to.text()))
        .withCode(u"Busy"_s);
}

QJsonObject outputOf(const Vault::Kept &kept, qint64 copied, qint64 adopted, qint64 seconds)
{
    const Manifest &manifest = kept.manifest;
    return {{u"asset"_s, manifest.asset}, {u"backup"_s, manifest.id}, {u"folder"_s, kept.folder},
        {u"objects"_s, manifest.contents.value(u"objects"_s)}, {u"bytes"_s, manifest.contents.value(u"bytes"_s)},
        {u"copied"_s, copied}, {u"alreadyThere"_s, adopted}, {u"toBucket"_s, copiesOf(manifest).bucket},
        {u"toPrefix"_s, copiesOf(manifest).prefix}, {u"seconds"_s, seconds}};
}

} // namespace

BucketPlace copiesOf(const Manifest &manifest)
{
    return {manifest.source.value(u"toBucket"_s).toString(), manifest.source.value(u"toPrefix"_s).toString()};
}

BucketPlace sourceOf(const Manifest &manifest)
{
    return {manifest.source.value(u"bucket"_s).toString(), manifest.source.value(u"prefix"_s).toString()};
}

BucketSnapshot::BucketSnapshot(
    const BucketParts &parts, WritePermit permit, BucketInput input, Manifest manifest, BucketTell tell)
    : m_parts(parts)
    , m_permit(permit)
    , m_input(std::move(input))
    , m_manifest(std::move(manifest))
    , m_tell(std::move(tell))
{
}

QCoro::Task<Result<Applied>> BucketSnapshot::run(CancelToken token)
{
    QElapsedTimer time;
    time.start();
    const Result<Vault::Kept> kept = co_await taken(token);
    if (!kept)
        co_return withHowFar(kept.error());
    co_return Applied{outputOf(*kept, m_copied, m_adopted, time.elapsed() / 1000), {}, {}};
}

QCoro::Task<Result<Vault::Kept>> BucketSnapshot::taken(CancelToken token)
{
    Result<VaultDraft> draft = co_await this->draft(token);
    if (!draft)
        co_return draft.error();
    const QString file = draft->folder + u'/' + ObjectsWriter::fileName();
    if (const auto copied = co_await copyAll(token); !copied)
        co_return copied.error();
    if (const auto arrived = co_await haveArrived(file, token); !arrived)
        co_return arrived.error();
    draft->manifest.items = m_writer->objects();
    draft->manifest.contents.insert(u"objects"_s, m_writer->objects());
    draft->manifest.contents.insert(u"bytes"_s, m_writer->bytes());
    m_writer.reset();
    co_return co_await m_parts.vault.commit(m_permit, *draft, {}, token);
}

/// The draft that a run left which was cut off, or a new one.
QCoro::Task<Result<VaultDraft>> BucketSnapshot::draft(CancelToken token)
{
    const Result<QList<VaultDraft>> drafts = co_await m_parts.vault.drafts(m_input.asset, token);
    if (!drafts)
        co_return drafts.error();
    std::optional<VaultDraft> found;
    for (const VaultDraft &each : *drafts) {
        if (each.manifest.source != sourceJson(m_input))
            continue;
        if (!each.isHeld())
            co_return beingTaken(m_input);
        found = each;
    }
    Result<VaultDraft> draft = VaultDraft();
    if (found)
        draft = *found;
    else
        draft = co_await begun(token);
    if (!draft)
        co_return draft.error();
    auto writer = ObjectsWriter::open(draft->folder + u'/' + ObjectsWriter::fileName(), m_input.place, m_input.to);
    if (!writer)
        co_return writer.error();
    m_writer = std::move(*writer);
    m_marksWhatWasThere = draft->manifest.contents.value(u"thereBefore"_s).toInteger() > 0;
    if (found) {
        const Result<SnapshotSurvey> rest
            = co_await surveyOf(&m_parts.caller, &m_parts.models, m_input, m_writer->last(), token);
        if (!rest)
            co_return rest.error();
        m_toDo = m_writer->objects() + rest->objects;
        if (const auto admitted = rest->admit(m_input); !admitted && rest->objects > 0)
            co_return admitted.error();
    }
    const VaultDraft made = *draft;
    co_return made;
}

QCoro::Task<Result<VaultDraft>> BucketSnapshot::begun(CancelToken token)
{
    const Result<SnapshotSurvey> survey = co_await surveyOf(&m_parts.caller, &m_parts.models, m_input, {}, token);
    if (!survey)
        co_return survey.error();
    if (const auto admitted = survey->admit(m_input); !admitted)
        co_return admitted.error();
    m_toDo = survey->objects;
    co_return co_await m_parts.vault.begin(m_permit, manifestOf(*survey));
}

Manifest BucketSnapshot::manifestOf(const SnapshotSurvey &survey) const
{
    Manifest manifest = m_manifest;
    manifest.asset = m_input.asset;
    manifest.kind = u"bucket"_s;
    manifest.set = m_input.set;
    manifest.source = sourceJson(m_input);
    manifest.contents = {{u"thereBefore"_s, survey.there}};
    return manifest;
}

QCoro::Task<Result<void>> BucketSnapshot::copyAll(CancelToken token)
{
    const QString after = m_writer->last();
    ObjectListing source(m_parts.caller, m_parts.models, m_input.place, after);
    ObjectCursor copies(m_parts.caller, m_parts.models, m_input.to, after);
    while (true) {
        const Result<QList<ListedObject>> page = co_await source.next(token);
        if (!page)
            co_return page.error();
        if (page->isEmpty())
            co_return ok();
        if (const auto copied = co_await copyPage(*page, &copies, token); !copied)
            co_return copied.error();
        if (m_tell)
            m_tell(tr("%1 of %2 objects, %3")
                    .arg(m_writer->objects())
                    .arg(m_toDo)
                    .arg(QLocale().formattedDataSize(m_writer->bytes())));
    }
}

QCoro::Task<Result<void>> BucketSnapshot::copyPage(QList<ListedObject> page, ObjectCursor *copies, CancelToken token)
{
    QList<Turn> turns;
    for (const ListedObject &each : std::as_const(page)) {
        const Result<std::optional<ListedObject>> there = co_await copies->find(each.name, token);
        if (!there)
            co_return there.error();
        turns << Turn{each, *there, {}};
    }
    Turn *first = turns.data();
    const auto one = [this, first](qsizetype number) { return copyOne(first + number); };
    co_await executors::inLanes(turns.size(), one, token, m_input.concurrency);
    if (m_problem)
        co_return Error(*m_problem);
    if (token.isCancelled())
        co_return Error::cancelled();
    QList<BucketObject> made;
    for (const Turn &turn : std::as_const(turns))
        made << turn.made;
    co_return m_writer->add(made);
}

QCoro::Task<bool> BucketSnapshot::copyOne(Turn *turn)
{
    Result<BucketObject> made = BucketObject();
    if (turn->there)
        made = co_await adoptedCopy(&m_parts.caller, m_input.to, turn->original, *turn->there, {});
    else
        made = co_await copied(turn->original);
    if (!made) {
        if (!m_problem || made.error().changed() == Error::Changed::Unknown)
            m_problem = made.error();
        co_return false;
    }
    ++(turn->there ? m_adopted : m_copied);
    made->wasThere = turn->there && m_marksWhatWasThere;
    turn->made = *made;
    co_return true;
}

QCoro::Task<Result<BucketObject>> BucketSnapshot::copied(ListedObject original)
{
    executors::CopiedObject object;
    object.from = m_input.place.keyOf(original.name);
    object.to = m_input.to.keyOf(original.name);
    object.etag = original.etag;
    object.size = original.size;
    executors::S3ObjectCopy copy(m_parts.caller, m_permit, copyInput(m_input), object);
    const Result<QJsonObject> written = co_await copy.copied();
    if (!written)
        co_return written.error();
    co_return madeCopy(original, *written);
}

/// One listing looks at a thousand copies, where each copy could only look at itself.
QCoro::Task<Result<void>> BucketSnapshot::haveArrived(QString file, CancelToken token)
{
    ObjectsReader objects(file, m_input.place, m_input.to);
    ObjectCursor copies(m_parts.caller, m_parts.models, m_input.to);
    while (true) {
        const Result<QList<BucketObject>> some = objects.next();
        if (!some)
            co_return some.error();
        if (some->isEmpty())
            co_return ok();
        for (const BucketObject &each : *some) {
            const Result<std::optional<ListedObject>> there = co_await copies.find(each.name, token);
            if (!there)
                co_return there.error();
            const bool isIt = *there && (*there)->etag == each.copyEtag && (*there)->size == each.size;
            if (!isIt)
                co_return copyDamaged(m_input.to.text() + each.name);
        }
    }
}

Error BucketSnapshot::withHowFar(const Error &error) const
{
    if (m_copied == 0)
        return error;
    if (error.kind() == Error::Kind::Cancelled) // neither done nor left out: somebody has to look
        return error.withChanged(Error::Changed::Unknown);
    const bool isUnknown = error.changed() == Error::Changed::Unknown;
    return Error(error.kind(),
        tr("%1 %2 of %3 objects had been copied before; doing it again copies the rest.")
            .arg(error.message())
            .arg(m_copied)
            .arg(m_toDo))
        .withCode(error.code())
        .withRequestId(error.requestId())
        .withChanged(isUnknown ? Error::Changed::Unknown : Error::Changed::Yes);
}

} // namespace sm::backups
