// SPDX-License-Identifier: GPL-3.0-or-later
#include "backupstate.h"

#include "backupinput.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;
using operations::Observation;
using operations::Seen;
using operations::Verdict;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::BackupExecutor", text); }

bool isRemoval(const Step &step) { return step.operation.uses == "backup:remove"_L1; }

QJsonObject proofsOf(const Vault::Kept &kept)
{
    QJsonArray times;
    for (const Proof &proof : kept.proofs)
        times << proof.at.toString(Qt::ISODateWithMs);
    return {{u"backup"_s, kept.manifest.id}, {u"proofs"_s, times}};
}

QJsonObject presenceOf(const Vault::Kept &kept)
{
    return {{u"backup"_s, kept.manifest.id}, {u"takenAt"_s, kept.manifest.takenAt.toString(Qt::ISODateWithMs)},
        {u"bytes"_s, kept.manifest.bytes()}};
}

qsizetype proofsIn(const QJsonValue &state) { return state[u"proofs"].toArray().size(); }

bool isDone(const Step &step, const Seen &seen)
{
    return isRemoval(step) ? seen.after.isNull() : proofsIn(seen.after) > proofsIn(seen.before);
}

QJsonValue orNull(const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

QJsonValue orNull(const QDateTime &at) { return orNull(at.toString(Qt::ISODateWithMs)); }

/// A backup that was restored was read, too.
QDateTime lastProof(const Vault::Kept &kept, bool restored)
{
    QDateTime last;
    for (const Proof &proof : kept.proofs) {
        if (proof.isRestored || !restored)
            last = proof.at;
    }
    return last;
}

} // namespace

QJsonObject summaryOf(const Vault::Kept &kept)
{
    const Manifest &manifest = kept.manifest;
    return {{u"id"_s, manifest.id}, {u"asset"_s, manifest.asset}, {u"kind"_s, orNull(manifest.kind)},
        {u"name"_s, orNull(manifest.name)}, {u"set"_s, orNull(manifest.set)}, {u"native"_s, orNull(manifest.native)},
        {u"takenAt"_s, orNull(manifest.takenAt)}, {u"bytes"_s, manifest.bytes()},
        {u"items"_s, manifest.items ? QJsonValue(*manifest.items) : QJsonValue()},
        {u"verifiedAt"_s, orNull(lastProof(kept, false))}, {u"provenAt"_s, orNull(lastProof(kept, true))},
        {u"problem"_s, orNull(kept.problem)}};
}

QCoro::Task<Result<std::optional<Vault::Kept>>> keptWithId(
    const Vault *vault, QString asset, QString id, CancelToken token)
{
    const Result<QList<Vault::Kept>> all = co_await vault->list(asset, token);
    if (!all)
        co_return all.error();
    const auto found
        = std::find_if(all->begin(), all->end(), [&id](const Vault::Kept &kept) { return kept.manifest.id == id; });
    if (found == all->end())
        co_return std::optional<Vault::Kept>();
    co_return std::optional<Vault::Kept>(*found);
}

QCoro::Task<Result<Observation>> stateOf(const Vault *vault, Step step, CancelToken token)
{
    const Result<BackupInput> input = backupInput(step);
    if (!input)
        co_return input.error();
    if (isRemoval(step)) {
        const auto kept = co_await keptWithId(vault, input->asset, input->backup, token);
        if (!kept)
            co_return kept.error();
        co_return Observation{*kept ? QJsonValue(presenceOf(**kept)) : QJsonValue(), false};
    }
    const Result<Vault::Kept> kept = co_await vault->read(input->asset, input->backup, token);
    if (!kept)
        co_return kept.error();
    co_return Observation{proofsOf(*kept), false};
}

Result<void> verifyState(const Step &step, const Seen &seen)
{
    if (isDone(step, seen))
        return ok();
    return Error(Error::Kind::Conflict,
        isRemoval(step) ? tr("The backup is still in the vault.") : tr("The stamp is not beside the backup."))
        .withCode(u"NotVerified"_s);
}

Verdict reconcileState(const Step &step, const Seen &seen)
{
    if (isDone(step, seen))
        return {Verdict::Kind::Done, isRemoval(step) ? tr("The backup is gone.") : tr("There is a stamp more.")};
    return {Verdict::Kind::NotDone,
        isRemoval(step) ? tr("The backup is still there.") : tr("There is no stamp that was not there before.")};
}

} // namespace sm::backups
