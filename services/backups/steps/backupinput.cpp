// SPDX-License-Identifier: GPL-3.0-or-later
#include "backupinput.h"

#include <core/assetkind.h>
#include <executors/input.h>
#include <keeping/keeping.h>

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using executors::Input;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::BackupInput", text); }

QDateTime instant(Input &input, const QString &member)
{
    const QString text = input.text(member);
    const QDateTime at = QDateTime::fromString(text, Qt::ISODate).toUTC();
    if (!text.isEmpty() && !at.isValid())
        input.refuse(member, tr("has to be a time such as 2026-11-29T22:05:00Z"));
    return at;
}

QStringList knownMembers(const QString &uses)
{
    if (uses == "backup:list"_L1)
        return {u"asset"_s};
    QStringList known{u"asset"_s, u"backup"_s};
    if (uses == "backup:prove"_L1)
        known << u"restored"_s << u"since"_s << u"checks"_s;
    return known;
}

void readProving(Input &input, BackupInput &given)
{
    given.isRestored = input.flag(u"restored"_s);
    given.since = instant(input, u"since"_s);
    if (input.requiredText(u"since"_s).isEmpty())
        return; // refused, or not known yet
    given.checks = input.object(u"checks"_s);
}

void readKind(Input &input, Manifest &manifest)
{
    manifest.kind = input.requiredText(u"kind"_s);
    if (!manifest.kind.isEmpty() && !assetKindOf(manifest.kind))
        input.refuse(u"kind"_s, tr("is none of %1").arg(assetKindWords().join(u", "_s)));
}

/// Without either it says of nothing that it is there.
void checkPlace(Input &input, const Manifest &manifest)
{
    const bool isExternal = manifest.kind == kindWord(AssetKind::External);
    if (isExternal && manifest.evidence.isEmpty())
        input.refuse(u"evidence"_s, tr("is missing: say where the backup can be seen"));
    if (!isExternal && manifest.native.isEmpty() && manifest.evidence.isEmpty())
        input.refuse(u"native"_s, tr("is missing: the ARN or name of what AWS keeps"));
}

} // namespace

Result<BackupInput> backupInput(const Step &step)
{
    Input input(step, knownMembers(step.operation.uses));
    BackupInput given;
    const bool isList = step.operation.uses == "backup:list"_L1;
    given.asset = isList ? input.text(u"asset"_s) : input.requiredText(u"asset"_s);
    given.backup = isList ? QString() : input.requiredText(u"backup"_s);
    if (step.operation.uses == "backup:prove"_L1)
        readProving(input, given);
    if (step.operation.uses == "backup:remove"_L1 && given.backup == "newest"_L1)
        input.refuse(u"backup"_s, tr("has to be the id of one: which is the newest changes"));
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return given;
}

Result<Manifest> recordInput(const Step &step, const SystemInfo &system)
{
    Input input(step,
        {u"asset"_s, u"set"_s, u"kind"_s, u"name"_s, u"native"_s, u"takenAt"_s, u"source"_s, u"settings"_s,
            u"contents"_s, u"probes"_s, u"items"_s, u"evidence"_s});
    Manifest manifest = manifestOf(step, AssetKind::External, system);
    manifest.asset = input.requiredText(u"asset"_s);
    manifest.set = input.text(u"set"_s);
    readKind(input, manifest);
    manifest.name = input.text(u"name"_s);
    manifest.native = input.text(u"native"_s);
    manifest.takenAt = instant(input, u"takenAt"_s);
    manifest.source = input.object(u"source"_s);
    manifest.settings = input.object(u"settings"_s);
    manifest.contents = input.object(u"contents"_s);
    refuseUnlessAnswers(input);
    manifest.items = input.number(u"items"_s);
    manifest.evidence = input.text(u"evidence"_s);
    if (input.isComplete())
        checkPlace(input, manifest);
    if (const auto fit = input.checked(); !fit)
        return fit.error();
    return manifest;
}

} // namespace sm::backups
