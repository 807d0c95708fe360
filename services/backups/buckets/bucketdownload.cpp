// SPDX-License-Identifier: GPL-3.0-or-later
#include "bucketdownload.h"

#include "contentcheck.h"
#include "filename.h"
#include "objectread.h"
#include "storageprices.h"

#include <executors/lanes.h>
#include <executors/s3state.h>
#include <process/plainline.h>

#include <QCoreApplication>
#include <QCoroFuture>
#include <QLocale>
#include <QtConcurrentRun>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

constexpr int lanes = 3; // each holds a piece of 8 MiB
constexpr qsizetype mostRefusals = 1000;

std::shared_ptr<ContentHash> hashOf(const QJsonObject &head)
{
    const QString md5 = head.contains(u"SSECustomerAlgorithm"_s)
        ? QString()
        : md5In(head.value(u"ETag"_s).toString(), head.value(u"ServerSideEncryption"_s).toString());
    return ContentHash::of(executors::checksumsIn(head), md5);
}

DownloadFile::Sink into(const std::shared_ptr<ContentHash> &hash)
{
    return [hash](const QByteArray &piece) {
        if (hash)
            hash->add(piece);
        return ok();
    };
}

Error damaged(const BucketPlace &place, const QString &name)
{
    return Error(Error::Kind::BadReply,
        tr("What came of %1 has another checksum than S3 keeps of it. It was thrown away; try again.")
            .arg(place.text() + name))
        .withCode(u"Damaged"_s)
        .withChanged(Error::Changed::Yes);
}

Error tooMany(const BucketInput &input)
{
    return Error(Error::Kind::Conflict,
        tr("%1 has more than %2 objects, so nothing was written. Raise “atMost” if you want them all.")
            .arg(input.place.text())
            .arg(input.atMost))
        .withCode(u"TooMany"_s);
}

struct Sum
{
    qint64 objects = 0;
    qint64 bytes = 0;
};

QCoro::Task<Result<Sum>> sumOf(BucketParts parts, BucketInput input, CancelToken token)
{
    ObjectListing listing(parts.caller, parts.models, input.place);
    Sum sum;
    while (true) {
        const Result<QList<ListedObject>> page = co_await listing.next(token);
        if (!page)
            co_return page.error();
        if (page->isEmpty())
            break;
        for (const ListedObject &each : *page)
            sum.bytes += each.size;
        sum.objects += page->size();
        if (sum.objects > input.atMost)
            co_return tooMany(input);
    }
    if (sum.objects == 0)
        co_return Error(
            Error::Kind::NotFound, tr("%1 has no objects, so there is nothing to download.").arg(input.place.text()))
            .withCode(u"NothingToCopy"_s);
    const Sum whole = sum;
    co_return whole;
}

} // namespace

QCoro::Task<Result<QList<Change>>> changesOfDownload(BucketParts parts, BucketInput input, CancelToken token)
{
    const Result<Sum> sum = co_await sumOf(parts, input, token);
    if (!sum)
        co_return sum.error();
    // Out of AWS to the internet, us-east-1, the first 10 TB; inside a region it is nothing.
    const Decimal gigabyte = Decimal::parse(QByteArrayView("0.09")).value_or(Decimal());
    co_return QList<Change>{{tr("Objects to download"), {}, QString::number(sum->objects)},
        {tr("Bytes to download"), {}, QLocale().formattedDataSize(sum->bytes)},
        {tr("Price of the transfer"), {}, tr("%1 at most").arg(dollars(priceOf(0, {}, sum->bytes, gigabyte)))}};
}

BucketDownload::BucketDownload(const BucketParts &parts, BucketInput input, BucketTell tell)
    : m_parts(parts)
    , m_input(std::move(input))
    , m_tell(std::move(tell))
{
}

QCoro::Task<Result<Applied>> BucketDownload::run(CancelToken token)
{
    if (const Result<Sum> sum = co_await sumOf(m_parts, m_input, token); !sum)
        co_return sum.error();
    const Result<DownloadFolder> folder = DownloadFolder::open(m_input.folder);
    if (!folder)
        co_return folder.error();
    m_folder = std::make_shared<DownloadFolder>(*folder);
    const Result<void> all = co_await loadAll(token);
    if (!all && m_written > 0 && all.error().changed() == Error::Changed::No)
        co_return all.error().withChanged(Error::Changed::Yes);
    if (!all)
        co_return all.error();
    co_return Applied{output(), {}, {}};
}

QCoro::Task<Result<void>> BucketDownload::loadAll(CancelToken token)
{
    ObjectListing listing(m_parts.caller, m_parts.models, m_input.place);
    while (true) {
        const Result<QList<ListedObject>> page = co_await listing.next(token);
        if (!page)
            co_return page.error();
        if (page->isEmpty())
            co_return ok();
        const ListedObject *first = page->constData();
        const auto one = [this, first, token](qsizetype number) { return loadOne(first + number, token); };
        co_await executors::inLanes(page->size(), one, token, lanes);
        if (m_problem)
            co_return Error(*m_problem);
        if (token.isCancelled())
            co_return Error::cancelled();
    }
}

QCoro::Task<bool> BucketDownload::loadOne(const ListedObject *object, CancelToken token)
{
    ++m_objects;
    if (object->name.endsWith(u'/') && object->size == 0) { // stands for a folder, as the console makes them
        ++m_folders;
        co_return true;
    }
    if (const QString why = whyRefused(*object); !why.isEmpty()) {
        refuse(object->name, why);
        co_return true;
    }
    const Result<void> loaded = co_await load(*object, token);
    const bool isRefused = !loaded && QStringList{u"Refused"_s, u"Exists"_s}.contains(loaded.error().code());
    if (isRefused)
        refuse(object->name, loaded.error().message());
    else if (!loaded)
        m_problem = loaded.error();
    co_return loaded || isRefused;
}

QString BucketDownload::whyRefused(const ListedObject &object)
{
    if (object.isArchived())
        return tr("It is archived: read it back first.");
    if (const QString why = whyNoFileName(object.name); !why.isEmpty())
        return why;
    const QString folded = foldedFileName(object.name);
    if (m_names.contains(folded))
        return tr("Another name differs from it in case or accents alone.");
    m_names.insert(folded);
    return {};
}

void BucketDownload::refuse(const QString &name, const QString &why)
{
    ++m_refusedCount;
    if (m_refused.size() < mostRefusals)
        m_refused << QJsonObject{{u"key"_s, m_input.place.keyOf(name)}, {u"why"_s, why}};
    if (m_tell)
        m_tell(tr("Left out: %1. %2").arg(process::plainLine(name.left(200)), why));
}

QCoro::Task<Result<void>> BucketDownload::load(ListedObject object, CancelToken token)
{
    const auto head = co_await headOf(&m_parts.caller, m_input.place.bucket, m_input.place.keyOf(object.name), token);
    if (!head)
        co_return head.error();
    if (!*head) // it went since it was listed
        co_return ok();
    const Result<bool> isThere = co_await this->isThere(object, **head);
    if (!isThere)
        co_return isThere.error();
    if (*isThere) {
        ++m_there;
        co_return ok();
    }
    co_return co_await loadNew(object, **head, token);
}

/// \error Kind::Storage (code "Exists") something else is there
QCoro::Task<Result<bool>> BucketDownload::isThere(ListedObject object, QJsonObject head)
{
    const std::shared_ptr<ContentHash> hash = hashOf(head);
    const std::shared_ptr<DownloadFolder> folder = m_folder;
    QFuture<Result<bool>> reading
        = QtConcurrent::run([folder, object, hash] { return folder->read(object.name, into(hash)); });
    const Result<bool> isFile = co_await reading;
    if (!isFile || !*isFile)
        co_return isFile;
    if (hash && hash->matches())
        co_return true;
    co_return Error(Error::Kind::Storage, tr("There is a file of that name with another content."))
        .withCode(u"Exists"_s);
}

QCoro::Task<Result<void>> BucketDownload::loadNew(ListedObject object, QJsonObject head, CancelToken token)
{
    Result<std::unique_ptr<DownloadFile>> made = m_folder->file(object.name, object.etag.toUtf8());
    if (!made)
        co_return made.error();
    const std::shared_ptr<DownloadFile> file = std::move(*made);
    const std::shared_ptr<ContentHash> hash = hashOf(head);
    if (const auto loaded = co_await loadRest(file, hash, object, token); !loaded)
        co_return loaded.error();
    if (hash && !hash->matches()) {
        file->discard();
        co_return damaged(m_input.place, object.name);
    }
    QFuture<Result<void>> publishing = QtConcurrent::run([file] { return file->publish(); });
    const Result<void> published = co_await publishing;
    if (!published)
        co_return published.error();
    m_unchecked += hash ? 0 : 1;
    ++m_written;
    m_bytes += object.size;
    if (m_tell)
        m_tell(tr("%1 files written, %2").arg(m_written).arg(QLocale().formattedDataSize(m_bytes)));
    co_return ok();
}

/// Behind what an earlier attempt has written.
QCoro::Task<Result<void>> BucketDownload::loadRest(
    std::shared_ptr<DownloadFile> file, std::shared_ptr<ContentHash> hash, ListedObject object, CancelToken token)
{
    QFuture<Result<void>> reading = QtConcurrent::run([file, hash] { return file->read(into(hash)); });
    if (const Result<void> again = co_await reading; !again)
        co_return again.error();
    const Result<qint64> begin = file->size();
    if (!begin)
        co_return begin.error();
    ObjectRead read(m_parts.caller, m_input.place.bucket, m_input.place.keyOf(object.name), object.etag, object.size);
    const ObjectRead::Sink sink = [file, hash](const QByteArray &piece) {
        if (hash)
            hash->add(piece);
        return file->add(piece);
    };
    co_return co_await read.run(*begin, sink, token);
}

QJsonObject BucketDownload::output() const
{
    return {{u"objects"_s, m_objects}, {u"bytes"_s, m_bytes}, {u"written"_s, m_written}, {u"alreadyThere"_s, m_there},
        {u"folders"_s, m_folders}, {u"unchecked"_s, m_unchecked}, {u"refused"_s, m_refused},
        {u"refusedCount"_s, m_refusedCount}};
}

} // namespace sm::backups
