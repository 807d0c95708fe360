// SPDX-License-Identifier: GPL-3.0-or-later
#include "bucketoutcome.h"

#include <keeping/keeping.h>

#include <QCoreApplication>
#include <QLocale>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Seen;
using operations::Verdict;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

Error notReversible(const QString &why) { return Error(Error::Kind::Invalid, why).withCode(u"NotReversible"_s); }

/// Deletes what \p step has put into its destination.
Step removal(const Step &step, const Seen &seen)
{
    const QJsonObject with = step.operation.with;
    Step back;
    back.title = tr("Take back: %1").arg(step.title);
    back.operation.uses = u"bucket:delete-restored"_s;
    back.operation.with = {{u"asset"_s, with.value(u"asset"_s)}, {u"backup"_s, seen.output.value(u"backup"_s)},
        {u"bucket"_s, with.value(u"toBucket"_s)}};
    if (with.contains(u"toPrefix"_s))
        back.operation.with.insert(u"prefix"_s, with.value(u"toPrefix"_s));
    return back;
}

} // namespace

QJsonObject stateOfRestore(const BucketReport &report)
{
    return {{u"isThere"_s, report.isAllThere()}, {u"inTheWay"_s, report.inTheWay()},
        {u"differences"_s, QString::fromLatin1(report.differences.toHex())}};
}

QList<Change> changesOfRestore(const BucketReport &report)
{
    QList<Change> changes{{tr("Objects to restore"), {}, QString::number(report.objects - report.same)},
        {tr("Bytes of the backup"), {}, QLocale().formattedDataSize(report.bytes)}};
    if (report.same > 0)
        changes << Change{tr("Already there, the same"), QString::number(report.same), QString::number(report.same)};
    if (report.inTheWay() > 0)
        changes << Change{tr("Objects that are in the way"), QString::number(report.inTheWay()), {}};
    return changes;
}

QJsonObject stateOfRemoval(const BucketReport &report) { return {{u"isGone"_s, report.same == 0}}; }

QList<Change> changesOfRemoval(const BucketReport &report)
{
    return {{tr("Objects that are deleted"), QString::number(report.same), {}},
        {tr("Others, which stay"), QString::number(report.inTheWay() + report.others),
            QString::number(report.inTheWay() + report.others)}};
}

Result<void> allTheSame(const BucketReport &report, const BucketPlace &place)
{
    const qint64 wrong = report.differentCount + report.missingCount;
    if (wrong == 0)
        return ok();
    const QString first = report.different.value(0, report.missing.value(0));
    return Error(Error::Kind::Conflict,
        tr("%1 of %2 objects in %3 are not what was backed up: %4 differ, %5 are missing; one is %6.")
            .arg(wrong)
            .arg(report.objects)
            .arg(place.text())
            .arg(report.differentCount)
            .arg(report.missingCount)
            .arg(first))
        .withCode(u"ObjectsDiffer"_s);
}

Error notAllThere(const Step &step)
{
    return Error(Error::Kind::Conflict,
        tr("Not all objects are in %1 as the backup has them. Look at them (bucket:compare), or restore again.")
            .arg(step.operation.with.value(u"toBucket"_s).toString()))
        .withCode(u"NotVerified"_s)
        .withChanged(Error::Changed::Yes);
}

Verdict reconcileObjects(const Seen &seen)
{
    for (const QString &name : {u"isThere"_s, u"isGone"_s, u"isAsked"_s}) {
        if (seen.after[name].toBool())
            return {Verdict::Kind::Done, tr("All objects are as they should be.")};
    }
    return {Verdict::Kind::NotDone, tr("Not all objects are done; doing it again does the rest.")};
}

Result<QList<Step>> inverseOfSnapshot(const Step &step, const Seen &seen)
{
    const Result<QList<Step>> kept = inverseOfKept(step, seen);
    if (!kept)
        return kept.error();
    return QList<Step>{removal(step, seen)} + *kept;
}

Result<QList<Step>> inverseOfRestore(const Step &step, const Seen &seen)
{
    if (seen.before[u"inTheWay"_s].toInteger() > 0)
        return notReversible(
            tr("It has overwritten objects. In a bucket with versions bring them back with the runbook "
               "common/restore-bucket-to-time; in others they are gone."));
    if (seen.before[u"isThere"_s].toBool() || seen.output.value(u"alreadyThere"_s).toInteger() > 0)
        return notReversible(
            tr("Some of the objects were there already, so nothing says which ones it made. Delete what "
               "you do not need with the runbook common/clean-up-bucket."));
    return QList<Step>{removal(step, seen)};
}

} // namespace sm::backups
