// SPDX-License-Identifier: GPL-3.0-or-later
#include "keeping.h"

#include <core/assetkind.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Applied;
using operations::Observation;
using operations::Seen;
using operations::Verdict;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Keeping", text); }

QJsonObject answerOf(const Vault::Kept &kept)
{
    const Manifest &manifest = kept.manifest;
    QJsonObject answer{{u"asset"_s, manifest.asset}, {u"backup"_s, manifest.id}, {u"folder"_s, kept.folder},
        {u"bytes"_s, manifest.bytes()}, {u"seconds"_s, manifest.takenAt.secsTo(manifest.finishedAt)},
        {u"contents"_s, manifest.contents}};
    if (manifest.items)
        answer.insert(u"items"_s, *manifest.items);
    return answer;
}

QString idOf(const Seen &seen) { return seen.output.value(u"backup"_s).toString(); }

} // namespace

Manifest manifestOf(const Step &step, AssetKind kind, const SystemInfo &system)
{
    Manifest manifest;
    manifest.asset = step.operation.with.value(u"asset"_s).toString();
    manifest.set = step.operation.with.value(u"set"_s).toString();
    manifest.probes = step.operation.with.value(u"probes"_s).toArray();
    manifest.kind = kindWord(kind);
    manifest.system = system.id.value;
    manifest.account = system.pinnedAccount.value;
    manifest.region = system.region.value;
    return manifest;
}

void refuseUnlessAnswers(executors::Input &input)
{
    const QJsonValue probes = input.value(u"probes"_s);
    const bool isAbsent = probes.isUndefined() || probes.isNull();
    if (!isAbsent && !probes.isArray())
        input.refuse(u"probes"_s, tr("has to be a list of {name, answer}"));
}

QCoro::Task<Result<VaultDraft>> beginAnew(const Vault *vault, WritePermit permit, Manifest manifest, CancelToken token)
{
    const Result<QList<VaultDraft>> left = co_await vault->drafts(manifest.asset, token);
    if (!left)
        co_return left.error();
    for (const VaultDraft &draft : *left) {
        if (!draft.isHeld() || draft.manifest.kind != manifest.kind)
            continue; // another run writes it, or another kind of step will
        if (const Result<void> gone = co_await vault->discard(permit, draft); !gone)
            co_return gone.error();
    }
    co_return co_await vault->begin(permit, manifest);
}

QCoro::Task<Result<Applied>> concluded(
    const Vault *vault, WritePermit permit, VaultDraft draft, Result<void> written, CancelToken token)
{
    if (!written) {
        // What went wrong is what a person has to know; a draft that stays is discarded by the next attempt.
        [[maybe_unused]] const Result<void> gone = co_await vault->discard(permit, draft);
        co_return written.error();
    }
    const Result<Vault::Kept> kept = co_await vault->commit(permit, draft, {}, token);
    if (kept)
        co_return Applied{answerOf(*kept), {}, {}};
    [[maybe_unused]] const Result<void> gone = co_await vault->discard(permit, draft);
    co_return kept.error();
}

QCoro::Task<Result<Vault::Kept>> wholeBackup(
    const Vault *vault, QString asset, QString backup, AssetKind kind, CancelToken token)
{
    const Result<Vault::Kept> kept = co_await vault->read(asset, backup, token);
    if (!kept)
        co_return kept.error();
    if (kept->manifest.kind != kindWord(kind))
        co_return Error(Error::Kind::Invalid,
            tr("Backup %1 of “%2” is one of a %3. Name a backup that this step can use.")
                .arg(kept->manifest.id, asset, kept->manifest.kind))
            .withCode(u"AnotherKind"_s);
    if (const Result<void> whole = co_await vault->verify(*kept, {}, token); !whole)
        co_return whole.error();
    co_return kept;
}

QCoro::Task<Result<Observation>> backupsOf(const Vault *vault, QString asset, CancelToken token)
{
    const Result<QList<Vault::Kept>> all = co_await vault->list(asset, token);
    if (!all)
        co_return all.error();
    QJsonObject taken;
    for (const Vault::Kept &each : *all)
        taken.insert(each.manifest.id, each.manifest.takenAt.toString(Qt::ISODateWithMs));
    co_return Observation{taken, false};
}

Result<void> verifyKept(const Seen &seen)
{
    if (seen.after.toObject().contains(idOf(seen)))
        return ok();
    return Error(Error::Kind::Conflict, tr("Backup %1 is not in the vault. Take it again.").arg(idOf(seen)))
        .withCode(u"NotVerified"_s);
}

Verdict reconcileKept(const Step &step, const Seen &seen)
{
    const QJsonObject before = seen.before.toObject();
    QStringList made = seen.after.toObject().keys();
    made.removeIf([&before](const QString &id) { return before.contains(id); });
    if (made.isEmpty())
        return {Verdict::Kind::NotDone, tr("There is no backup that was not there before.")};
    if (made.size() > 1)
        return {Verdict::Kind::Unknown,
            tr("Several backups were not there before: %1. One of them may be this step's.").arg(made.join(u", "_s))};
    return {Verdict::Kind::Done, tr("Backup %1 is there and was not before.").arg(made.first()),
        {{u"asset"_s, step.operation.with.value(u"asset"_s)}, {u"backup"_s, made.first()}}};
}

Result<QList<Step>> inverseOfKept(const Step &step, const Seen &seen)
{
    if (idOf(seen).isEmpty())
        return Error(Error::Kind::Invalid, tr("It is not known which backup this step made. Remove it by its name."))
            .withCode(u"NotReversible"_s);
    Step back;
    back.title = tr("Remove backup %1").arg(idOf(seen));
    back.operation.uses = u"backup:remove"_s;
    back.operation.with
        = {{u"asset"_s, step.operation.with.value(u"asset"_s)}, {u"backup"_s, seen.output.value(u"backup"_s)}};
    return QList<Step>{back};
}

QString commentLine(const QString &what)
{
    QString line = u"# "_s + what;
    for (QChar &each : line) {
        if (!each.isPrint()) // a line break would begin a command
            each = u' ';
    }
    return line;
}

} // namespace sm::backups
