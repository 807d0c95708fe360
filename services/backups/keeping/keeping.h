// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <executors/input.h>
#include <operations/executor.h>
#include <vault/vault.h>

namespace sm::backups {

// What all steps have in common that keep something in the vault, and that use what is kept there.

/// What a backup of \p step is begun with: asset, set and probes of its input.
Manifest manifestOf(const Step &step, AssetKind kind, const SystemInfo &system);

/// "probes" of a step that keeps something: what was answered when it was taken, [{name, answer}]. A drill asks again.
void refuseUnlessAnswers(executors::Input &input);

/// The tag of what a drill makes, with its own name as the value: nothing without it is deleted.
inline constexpr QLatin1StringView drillTag("stationmaster:drill");

/// Begins a backup. Drafts of the same asset, which a crash left, go: their first half is of another time.
/// What another run is writing stays: that one becomes a backup too.
/// \p vault outlives the task.
/// \error as Vault::begin(), drafts() and discard()
QCoro::Task<Result<VaultDraft>> beginAnew(const Vault *vault, WritePermit permit, Manifest manifest, CancelToken token);

/// Makes \p draft a backup, or takes it away where \p written says that it is not whole.
///
/// The answer of a step that keeps something: {asset, backup, folder, bytes, items, seconds, contents}.
/// \error \p written; as Vault::commit()
QCoro::Task<Result<operations::Applied>> concluded(
    const Vault *vault, WritePermit permit, VaultDraft draft, Result<void> written, CancelToken token);

/// A backup of which every byte was read and found whole: what may be used for a restore.
/// \error Kind::Invalid (code "AnotherKind") it is one of something else; as Vault::read() and verify()
QCoro::Task<Result<Vault::Kept>> wholeBackup(
    const Vault *vault, QString asset, QString backup, AssetKind kind, CancelToken token);

/// The state that a step changes that keeps something of \p asset: when each of its backups was taken, by id.
/// \error Kind::Storage
QCoro::Task<Result<operations::Observation>> backupsOf(const Vault *vault, QString asset, CancelToken token);
/// \error Kind::Conflict (code "NotVerified") the backup is not in the vault
Result<void> verifyKept(const operations::Seen &seen);
/// Done where there is one backup that was not there before, with its name as output: nothing half counts as one.
operations::Verdict reconcileKept(const Step &step, const operations::Seen &seen);
/// Takes out of the vault what \p step put there, and nothing else.
Result<QList<Step>> inverseOfKept(const Step &step, const operations::Seen &seen);

/// A line for a shell that says \p what is done and does nothing: no program that one could type does the same.
QString commentLine(const QString &what);

} // namespace sm::backups
