// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <board/backupservice.h>
#include <core/clock.h>
#include <executors/liveoutput.h>
#include <operations/executors.h>
#include <operations/planner.h>
#include <vault/vault.h>

namespace sm::backups {

struct BackupInput;
struct ProbeInput;

/// Carries out what is done with backups of any kind, in the vault of one system:
///
/// - backup:list gives {backups: [{id, asset, kind, name, set, native, takenAt, bytes, items, verifiedAt, provenAt,
///   problem}]}, newest first
/// - backup:read gives the manifest, {id, asset, folder, bytes, settings, contents, probes, …}
/// - backup:verify reads every byte and gives {id, files, bytes, coverage, seconds}; it stamps nothing
/// - backup:probe gives {answers: [{name, answer}], compared, different: [{name, expected, answer}]}
/// - backup:require gives {backups: [{asset, id, takenAt}]} where each asset has one that is young enough
/// - backup:record notes a backup that AWS or somebody else keeps
/// - backup:prove stamps that one was restored and compared, or read and found whole
/// - backup:remove takes one out of the vault; what AWS keeps stays there
class BackupExecutor final : public operations::Executor
{
public:
    /// What it stands on; vault, clock and board outlive it.
    struct Parts
    {
        SystemInfo system;
        const Vault &vault;
        const Clock &clock;
        BackupService *board = nullptr; ///< for backup:require; nullptr: that is refused
    };
    /// \p reads and \p planner ask the questions of probes: every kind but this one.
    BackupExecutor(
        const Parts &parts, operations::Executors reads, operations::Planner planner, executors::LiveOutput live = {});

    QString kind() const override;
    /// Of a record: the asset's backups; of a proof: when the backup was proven; of a removal: the backup, or null.
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken token) override;
    /// \error as Vault::read() and verify(); Kind::Conflict (code "ProbesDiffer"); Kind::Invalid (code "InTheFuture",
    /// or "KeptElsewhere": there is nothing here that could be read); as requiredBackups()
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    Result<void> verify(const Step &step, const operations::Seen &seen) const override;
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override;
    Result<QList<Step>> inverse(const Step &step, const operations::Seen &seen) const override;

private:
    QCoro::Task<Result<operations::Applied>> list(BackupInput input, CancelToken token);
    QCoro::Task<Result<operations::Applied>> read(BackupInput input, CancelToken token);
    QCoro::Task<Result<operations::Applied>> verifyWhole(Step step, BackupInput input, CancelToken token);
    QCoro::Task<Result<operations::Applied>> require(Step step, CancelToken token);
    QCoro::Task<Result<operations::Applied>> probe(WritePermit permit, Step step, CancelToken token);
    QCoro::Task<Result<operations::Applied>> record(WritePermit permit, Step step, CancelToken token);
    QCoro::Task<Result<operations::Applied>> prove(WritePermit permit, Step step, BackupInput input, CancelToken token);
    QCoro::Task<Result<operations::Applied>> remove(WritePermit permit, BackupInput input, CancelToken token);

    SystemInfo m_system;
    const Vault &m_vault;
    const Clock &m_clock;
    BackupService *m_board;
    operations::Executors m_reads;
    operations::Planner m_planner;
    executors::LiveOutput m_live;
};

} // namespace sm::backups
