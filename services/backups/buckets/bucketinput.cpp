// SPDX-License-Identifier: GPL-3.0-or-later
#include "bucketinput.h"

#include <executors/input.h>
#include <executors/s3copyinput.h>
#include <keeping/keeping.h>

#include <QCoreApplication>
#include <QDir>
#include <QHash>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using executors::Input;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

const QHash<QString, QStringList> &members()
{
    const QString asset = u"asset"_s, backup = u"backup"_s, bucket = u"bucket"_s, prefix = u"prefix"_s;
    static const QHash<QString, QStringList> known{
        {u"bucket:snapshot"_s,
            {asset, u"set"_s, bucket, prefix, u"toBucket"_s, u"toPrefix"_s, u"storageClass"_s, u"concurrency"_s,
                u"atMost"_s, u"probes"_s}},
        {u"bucket:verify"_s, {asset, backup, u"mode"_s}},
        {u"bucket:compare"_s, {asset, backup, bucket, prefix, u"mode"_s}},
        {u"bucket:restore"_s, {asset, backup, u"toBucket"_s, u"toPrefix"_s, u"overwrite"_s}},
        {u"bucket:restore-versions"_s, {bucket, prefix, u"at"_s, u"deleteNewer"_s, u"atMost"_s, u"objects"_s}},
        {u"bucket:read-back"_s, {asset, backup, u"speed"_s, u"days"_s}},
        {u"bucket:download"_s, {bucket, prefix, u"folder"_s, u"atMost"_s}},
        {u"bucket:delete-restored"_s, {asset, backup, bucket, prefix}}, {u"bucket:remove-snapshot"_s, {asset, backup}}};
    return known;
}

/// One of \p words, or nothing.
QString word(Input &input, const QString &member, const QStringList &words)
{
    const QString given = input.text(member);
    if (!given.isEmpty() && !words.contains(given))
        input.refuse(member, tr("has to be one of %1").arg(words.join(u", "_s)));
    return given;
}

qint64 atLeastOne(Input &input, const QString &member, qint64 otherwise)
{
    const std::optional<int> given = input.number(member);
    if (given && *given < 1 && input.isComplete())
        input.refuse(member, tr("has to be 1 at least"));
    return given.value_or(static_cast<int>(otherwise));
}

QDateTime instant(Input &input, const QString &member)
{
    const QString given = input.requiredText(member);
    QDateTime at = QDateTime::fromString(given, Qt::ISODate);
    const bool hasZone = at.isValid() && at.timeSpec() != Qt::LocalTime;
    if (!given.isEmpty() && !hasZone)
        input.refuse(member, tr("has to be an instant such as “2026-11-29T22:05:00Z”"));
    return at.toUTC();
}

QString folder(Input &input, const QString &member)
{
    const QString given = input.requiredText(member);
    if (!given.isEmpty() && !QDir::isAbsolutePath(given))
        input.refuse(member, tr("has to be an absolute path"));
    return QDir::cleanPath(given);
}

void readPlaces(Input &input, const QStringList &known, BucketInput &read)
{
    if (known.contains(u"bucket"_s))
        read.place = {input.requiredText(u"bucket"_s), executors::asFolder(input.text(u"prefix"_s))};
    if (known.contains(u"toBucket"_s))
        read.to = {input.requiredText(u"toBucket"_s), executors::asFolder(input.text(u"toPrefix"_s))};
}

void readNames(Input &input, const QStringList &known, BucketInput &read)
{
    if (known.contains(u"asset"_s))
        read.asset = input.requiredText(u"asset"_s);
    if (known.contains(u"backup"_s))
        read.backup = input.requiredText(u"backup"_s);
    read.set = input.text(u"set"_s);
}

void readHow(Input &input, BucketInput &read)
{
    read.storageClass = word(input, u"storageClass"_s,
        {u"STANDARD"_s, u"STANDARD_IA"_s, u"ONEZONE_IA"_s, u"INTELLIGENT_TIERING"_s, u"GLACIER"_s, u"GLACIER_IR"_s,
            u"DEEP_ARCHIVE"_s});
    if (word(input, u"mode"_s, {u"checksums"_s, u"full"_s}) == "full"_L1)
        read.mode = ContentCheck::Mode::Full;
    read.speed = word(input, u"speed"_s, {u"Bulk"_s, u"Standard"_s, u"Expedited"_s});
    read.concurrency = static_cast<int>(atLeastOne(input, u"concurrency"_s, read.concurrency));
    if (read.concurrency > 32)
        input.refuse(u"concurrency"_s, tr("has to be 32 at most: no more connections are opened"));
    read.atMost = atLeastOne(input, u"atMost"_s, read.atMost);
    read.days = static_cast<int>(atLeastOne(input, u"days"_s, read.days));
    read.overwrites = input.flag(u"overwrite"_s);
    read.deletesNewer = input.flag(u"deleteNewer"_s);
    refuseUnlessAnswers(input);
    read.objects = input.value(u"objects"_s).toArray();
}

/// What would be copied again the next time.
void refuseCopyOntoItself(Input &input, const QString &uses, const BucketInput &read)
{
    const bool isSame = read.place.bucket == read.to.bucket && read.to.prefix.startsWith(read.place.prefix);
    if (uses == "bucket:snapshot"_L1 && input.isComplete() && isSame)
        input.refuse(u"toPrefix"_s, tr("lies inside what is copied"));
}

} // namespace

QStringList membersOf(const QString &uses) { return members().value(uses); }

Result<BucketInput> bucketInput(const Step &step)
{
    const QString uses = step.operation.uses;
    const QStringList known = membersOf(uses);
    if (known.isEmpty()) {
        QStringList kinds = members().keys();
        kinds.sort();
        return Error(Error::Kind::Invalid, tr("“%1” is not known; known are %2.").arg(uses, kinds.join(u", "_s)))
            .withCode(u"Input"_s);
    }
    Input input(step, known);
    BucketInput read;
    readNames(input, known, read);
    readPlaces(input, known, read);
    readHow(input, read);
    if (known.contains(u"at"_s))
        read.at = instant(input, u"at"_s);
    if (known.contains(u"folder"_s))
        read.folder = folder(input, u"folder"_s);
    refuseCopyOntoItself(input, uses, read);
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return read;
}

} // namespace sm::backups
