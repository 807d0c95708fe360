// SPDX-License-Identifier: GPL-3.0-or-later
#include "versionrestore.h"

#include <executors/s3state.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Seen;
using operations::Verdict;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Buckets", text); }

constexpr int mostLines = 50;

QJsonValue orNull(const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

QJsonObject stateOf(const QList<VersionChange> &changes)
{
    QJsonObject state;
    for (const VersionChange &each : changes)
        state.insert(each.key,
            QJsonObject{{u"etag"_s, orNull(each.now)}, {u"wanted"_s, orNull(each.versionId)},
                {u"wantedEtag"_s, orNull(each.etag)}, {u"size"_s, each.size}});
    return state;
}

Error notVerified(const BucketInput &input, const QString &key)
{
    return Error(Error::Kind::Conflict, tr("s3://%1/%2 is not as it was then.").arg(input.place.bucket, key))
        .withCode(u"NotVerified"_s)
        .withChanged(Error::Changed::Yes);
}

/// The etags of what was written, by key; a copy in parts has another one than what it was made of.
QHash<QString, QString> writtenBy(const QJsonObject &output)
{
    QHash<QString, QString> written;
    const QJsonArray objects = output.value(u"objects"_s).toArray();
    for (const QJsonValue each : objects)
        written.insert(each[u"key"_s].toString(), each[u"etag"_s].toString());
    return written;
}

bool isAsThen(const VersionChange &change, const QString &now, const QHash<QString, QString> &written)
{
    return change.isRemoval() ? now.isEmpty() : now == written.value(change.key, change.etag);
}

} // namespace

QCoro::Task<Result<QJsonObject>> versionState(BucketParts parts, BucketInput input, CancelToken token)
{
    if (input.objects.isEmpty()) {
        VersionPlan plan(parts.caller, parts.models);
        const Result<QList<VersionChange>> changes = co_await plan.of(input, token);
        if (!changes)
            co_return changes.error();
        co_return stateOf(*changes);
    }
    QList<VersionChange> changes = versionChanges(input.objects);
    QStringList keys;
    for (const VersionChange &each : std::as_const(changes))
        keys << each.key;
    executors::S3State state(parts.caller, parts.models);
    const Result<QJsonObject> latest = co_await state.latest(input.place.bucket, keys, token);
    if (!latest)
        co_return latest.error();
    for (VersionChange &each : changes)
        each.now = latest->value(each.key)[u"etag"_s].toString();
    co_return stateOf(changes);
}

Result<Step> withVersions(Step step, const QJsonValue &before)
{
    QList<VersionChange> changes;
    const QJsonObject state = before.toObject();
    for (auto it = state.begin(); it != state.end(); ++it)
        changes << VersionChange{it.key(), it.value()[u"wanted"_s].toString(), it.value()[u"wantedEtag"_s].toString(),
            it.value()[u"size"_s].toInteger(), it.value()[u"etag"_s].toString()};
    step.operation.with.insert(u"objects"_s, toJson(changes));
    return step;
}

QList<Change> changesOfVersions(const QJsonValue &before)
{
    const QJsonObject state = before.toObject();
    QList<Change> changes;
    qint64 removals = 0;
    for (auto it = state.begin(); it != state.end(); ++it) {
        const QString wanted = it.value()[u"wanted"_s].toString();
        removals += wanted.isEmpty() ? 1 : 0;
        if (changes.size() < mostLines)
            changes << Change{it.key(), it.value()[u"etag"_s].toString(),
                wanted.isEmpty() ? QString() : tr("version %1").arg(wanted)};
    }
    changes.prepend({tr("Objects that get a delete marker"), {}, QString::number(removals)});
    changes.prepend({tr("Versions to bring back"), {}, QString::number(state.size() - removals)});
    return changes;
}

Result<void> verifyVersions(const BucketInput &input, const Seen &seen)
{
    const QHash<QString, QString> written = writtenBy(seen.output);
    const QList<VersionChange> changes = versionChanges(input.objects);
    for (const VersionChange &each : changes) {
        if (!isAsThen(each, seen.after[each.key][u"etag"_s].toString(), written))
            return notVerified(input, each.key);
    }
    return ok();
}

Verdict reconcileVersions(const BucketInput &input, const Seen &seen)
{
    if (!seen.after.isObject())
        return {Verdict::Kind::Unknown, tr("The present state can not be read.")};
    const QList<VersionChange> changes = versionChanges(input.objects);
    qsizetype done = 0;
    for (const VersionChange &each : changes)
        done += isAsThen(each, seen.after[each.key][u"etag"_s].toString(), {}) ? 1 : 0;
    if (done == changes.size())
        return {Verdict::Kind::Done, tr("All %1 objects are as they were then.").arg(done)};
    if (done == 0)
        return {Verdict::Kind::NotDone, tr("None of the objects was changed.")};
    return {Verdict::Kind::Unknown,
        tr("%1 of %2 objects are as they were then. Stop, and plan it again: that does the rest.")
            .arg(done)
            .arg(changes.size())};
}

Result<QList<Step>> inverseOfVersions(const Step &step, const BucketInput &input, const Seen &seen)
{
    const QJsonArray made = seen.output.value(u"objects"_s).toArray();
    if (made.isEmpty() || made.size() != input.objects.size())
        return Error(Error::Kind::Invalid,
            tr("The versions that were made are not all in the journal. Restore the bucket to the time right before."))
            .withCode(u"NotReversible"_s);
    Step back;
    back.title = tr("Take back: %1").arg(step.title);
    back.resource = step.resource;
    back.operation = {u"s3:delete-copies"_s, {{u"bucket"_s, input.place.bucket}, {u"objects"_s, made}}, {}};
    return QList<Step>{back};
}

} // namespace sm::backups
