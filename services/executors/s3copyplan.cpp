// SPDX-License-Identifier: GPL-3.0-or-later
#include "s3copyplan.h"

#include "s3copyinput.h"
#include "s3state.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

#include <algorithm>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::Seen;
using operations::Verdict;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::S3Copy", text); }

/// What \p state shows of \p copy, object by object.
QList<CopiedObject> objectsOf(const S3CopyInput &copy, const QJsonValue &state)
{
    QList<CopiedObject> objects;
    const QJsonObject source = state[u"source"_s].toObject();
    for (auto it = source.begin(); it != source.end(); ++it) {
        const QString to = copy.destinationOf(it.key());
        const QJsonValue there = state[u"destination"_s][to];
        CopiedObject object{
            it.key(), to, it.value()[u"etag"_s].toString(), it.value()[u"size"_s].toInteger(), {}, false, {}};
        object.isThere = isSameContent(it.value(), there);
        object.replaces = object.isThere ? QString() : there[u"etag"_s].toString();
        objects << object;
    }
    return objects;
}

qsizetype count(const QList<CopiedObject> &objects, bool (*is)(const CopiedObject &))
{
    return std::count_if(objects.begin(), objects.end(), is);
}

bool isReplacing(const CopiedObject &object) { return !object.replaces.isEmpty(); }
bool isThere(const CopiedObject &object) { return object.isThere; }

Error exists(const S3CopyInput &copy, const QList<CopiedObject> &objects)
{
    const auto first = std::find_if(objects.begin(), objects.end(), isReplacing);
    return Error(Error::Kind::Conflict,
        tr("%1 objects in s3://%2 have the names of copies and other contents, the first is %3. Nothing was copied. "
           "Say "
           "“overwrite” to replace them, or choose another “toPrefix”.")
            .arg(count(objects, isReplacing))
            .arg(copy.toBucket, first->to))
        .withCode(u"Exists"_s);
}

Error notVerified(const QString &message)
{
    return Error(Error::Kind::Conflict, message).withCode(u"NotVerified"_s).withChanged(Error::Changed::Yes);
}

Error notReversible(const QString &message)
{
    return Error(Error::Kind::Invalid, message).withCode(u"NotReversible"_s);
}

/// In a bucket without versions S3 calls the only one "null".
QString versionOf(const QJsonValue &there)
{
    const QString version = there[u"versionId"_s].toString();
    return version == "null"_L1 ? QString() : version;
}

/// Where an object has come since \p seen.before, of the same size and, unless it is encrypted or in parts, content.
bool hasArrived(const CopiedObject &object, const Seen &seen)
{
    const QJsonValue now = seen.after[u"destination"_s][object.to];
    return now.isObject() && now != seen.before[u"destination"_s][object.to]
        && now[u"size"_s].toInteger() == object.size;
}

} // namespace

Result<Step> withObjects(Step step, const QJsonValue &before)
{
    const Result<S3CopyInput> copy = s3CopyInput(step);
    if (!copy)
        return copy.error();
    const QList<CopiedObject> objects = objectsOf(*copy, before);
    if (!copy->overwrites && count(objects, isReplacing) > 0)
        return exists(*copy, objects);
    step.operation.with.insert(u"objects"_s, toJson(objects));
    return step;
}

QList<Change> changesOfCopy(const Step &step, const QJsonValue &before)
{
    const Result<S3CopyInput> copy = s3CopyInput(step);
    if (!copy)
        return step.changes;
    const QList<CopiedObject> objects = objectsOf(*copy, before);
    qint64 bytes = 0;
    for (const CopiedObject &object : objects)
        bytes += object.isThere ? 0 : object.size;
    const qsizetype there = count(objects, isThere);
    const qsizetype replaced = count(objects, isReplacing);
    QList<Change> changes{{tr("Objects to copy"), {}, QString::number(objects.size() - there)},
        {tr("Bytes to copy"), {}, QLocale().formattedDataSize(bytes)}};
    if (there > 0)
        changes << Change{tr("Already there, the same"), QString::number(there), QString::number(there)};
    if (replaced > 0)
        changes << Change{copy->overwrites ? tr("Objects that are overwritten") : tr("Objects that are in the way"),
            QString::number(replaced), copy->overwrites ? QString() : QString::number(replaced)};
    return changes;
}

Result<void> verifyCopy(const Step &step, const Seen &seen)
{
    const Result<S3CopyInput> copy = s3CopyInput(step);
    if (!copy)
        return copy.error();
    const QJsonValue destination = seen.after[u"destination"_s];
    for (const CopiedObject &object : copy->objects) {
        const QJsonValue there = destination[object.to];
        if (!there.isObject() || there[u"size"_s].toInteger() != object.size)
            return notVerified(tr("s3://%1/%2 is not there as it was copied.").arg(copy->toBucket, object.to));
    }
    const QJsonArray written = seen.output.value(u"objects"_s).toArray();
    for (const QJsonValue each : written) {
        const QString key = each[u"key"_s].toString();
        const QJsonValue there = destination[key];
        if (there[u"etag"_s] != each[u"etag"_s] || versionOf(there) != versionOf(each))
            return notVerified(tr("s3://%1/%2 is another one than the copy that was made.").arg(copy->toBucket, key));
    }
    return ok();
}

Verdict reconcileCopy(const Step &step, const Seen &seen)
{
    const Result<S3CopyInput> copy = s3CopyInput(step);
    if (!copy || !seen.after.isObject() || copy->objects.isEmpty())
        return {Verdict::Kind::Unknown, tr("The present state can not be read.")};
    qsizetype missing = 0;
    qsizetype arrived = 0;
    for (const CopiedObject &object : copy->objects) {
        missing += object.isThere ? 0 : 1;
        arrived += !object.isThere && hasArrived(object, seen) ? 1 : 0;
    }
    if (arrived == missing)
        return {Verdict::Kind::Done, tr("All %1 objects are there.").arg(copy->objects.size())};
    if (arrived == 0)
        return {Verdict::Kind::NotDone, tr("None of the objects has been copied.")};
    return {Verdict::Kind::Unknown,
        tr("%1 of %2 objects are there. “Not done” copies the rest.").arg(arrived).arg(missing)};
}

Result<QList<Step>> inverseOfCopy(const Step &step, const Seen &seen)
{
    const Result<S3CopyInput> copy = s3CopyInput(step);
    if (!copy)
        return copy.error();
    // The state is complete where the journal has cut a long output, and verifyCopy() has compared the two.
    QJsonArray written;
    for (const CopiedObject &object : copy->objects) {
        const QJsonValue there = seen.after[u"destination"_s][object.to];
        if (object.isThere || !there.isObject())
            continue;
        const QString version = versionOf(there);
        if (!object.replaces.isEmpty() && version.isEmpty())
            return notReversible(
                tr("s3://%1/%2 was overwritten in a bucket that keeps no versions: what it was is gone.")
                    .arg(copy->toBucket, object.to));
        QJsonObject each{{u"key"_s, object.to}, {u"etag"_s, there[u"etag"_s]}};
        if (!version.isEmpty())
            each.insert(u"versionId"_s, version);
        written << each;
    }
    if (written.isEmpty())
        return notReversible(tr("Nothing was copied, so there is nothing to take back."));
    Step back;
    back.title = tr("Take back: %1").arg(step.title);
    back.resource = step.resource;
    back.operation = {u"s3:delete-copies"_s, {{u"bucket"_s, copy->toBucket}, {u"objects"_s, written}}, {}};
    return QList<Step>{back};
}

} // namespace sm::executors
