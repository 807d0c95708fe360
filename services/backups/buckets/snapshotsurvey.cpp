// SPDX-License-Identifier: GPL-3.0-or-later
#include "snapshotsurvey.h"

#include "samecopy.h"
#include "storageprices.h"

#include <QCoreApplication>
#include <QLocale>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

Error conflict(const QString &code, const QString &message)
{
    return Error(Error::Kind::Conflict, message).withCode(code);
}

Error tooMany(const BucketInput &input)
{
    return conflict(u"TooMany"_s,
        tr("%1 has more than %2 objects, so nothing was copied. Raise “atMost” if you want them all.")
            .arg(input.place.text())
            .arg(input.atMost));
}

} // namespace

QList<Change> SnapshotSurvey::changes(const QString &storageClass) const
{
    const qint64 missing = objects - there;
    QList<Change> changes{{tr("Objects to copy"), {}, QString::number(missing)},
        {tr("Bytes to copy"), {}, QLocale().formattedDataSize(bytes - thereBytes)}};
    if (there > 0)
        changes << Change{tr("Already there, the same"), QString::number(there), QString::number(there)};
    if (inTheWay > 0)
        changes << Change{tr("Objects that are in the way"), QString::number(inTheWay), QString::number(inTheWay)};
    if (archived > 0)
        changes << Change{tr("Archived: to be read back first"), QString::number(archived), QString::number(archived)};
    return changes + pricesOfCopy(missing, bytes - thereBytes, StorageClass::of(storageClass));
}

Result<void> SnapshotSurvey::admit(const BucketInput &input) const
{
    if (objects == 0)
        return Error(
            Error::Kind::NotFound, tr("%1 has no objects, so there is nothing to copy.").arg(input.place.text()))
            .withCode(u"NothingToCopy"_s);
    if (objects > input.atMost)
        return tooMany(input);
    if (archived > 0)
        return conflict(u"Archived"_s,
            tr("%1 objects of %2 are archived and can not be copied yet, the first is %3. Nothing was copied. Read "
               "them "
               "back first (RestoreObject), or choose another prefix.")
                .arg(archived)
                .arg(input.place.text(), firstArchived));
    if (inTheWay > 0)
        return conflict(u"Exists"_s,
            tr("%1 objects in %2 have the names of copies and other contents, the first is %3. Nothing was copied. "
               "Choose another “toPrefix”.")
                .arg(inTheWay)
                .arg(input.to.text(), firstInTheWay));
    return ok();
}

QCoro::Task<Result<SnapshotSurvey>> surveyOf(
    aws::Caller *caller, const aws::Models *models, BucketInput input, QString after, CancelToken token)
{
    SnapshotSurvey survey;
    ObjectListing source(*caller, *models, input.place, after);
    ObjectCursor copies(*caller, *models, input.to, after);
    while (true) {
        const Result<QList<ListedObject>> page = co_await source.next(token);
        if (!page)
            co_return page.error();
        if (page->isEmpty())
            break;
        for (const ListedObject &each : *page) {
            ++survey.objects;
            survey.bytes += each.size;
            const Result<std::optional<ListedObject>> there = co_await copies.find(each.name, token);
            if (!there)
                co_return there.error();
            bool isThere = false;
            if (*there) {
                const Result<bool> same = co_await isSameCopy(caller, input.place, each, input.to, **there, token);
                if (!same)
                    co_return same.error();
                isThere = *same;
            }
            if (isThere) {
                ++survey.there;
                survey.thereBytes += each.size;
            } else if (*there && survey.inTheWay++ == 0) {
                survey.firstInTheWay = input.to.keyOf(each.name);
            } else if (each.isArchived() && survey.archived++ == 0) {
                survey.firstArchived = input.place.keyOf(each.name);
            }
        }
        if (survey.objects > input.atMost)
            co_return tooMany(input);
    }
    const SnapshotSurvey whole = survey;
    co_return whole;
}

} // namespace sm::backups
