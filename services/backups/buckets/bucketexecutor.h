// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <core/systeminfo.h>
#include <executors/liveoutput.h>
#include <operations/executor.h>
#include <vault/vault.h>

#include <QHash>

namespace sm::backups {

struct BucketInput;
struct BucketParts;

/// Carries out the steps of the kind "bucket": backups of buckets by copies inside S3, whose list the vault keeps.
///
/// What a step changes may be millions of objects, so a state says only whether all of them are there. That also lets a
/// run go on that was cut off half way: its state is still the one that was planned on.
class BucketExecutor final : public operations::Executor
{
public:
    /// All of it outlives it. \p live is told how far a step is.
    BucketExecutor(aws::Caller &caller, const aws::Models &models, const Vault &vault, SystemInfo system,
        executors::LiveOutput live = {});

    QString kind() const override;
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken token) override;
    /// With the list of versions, so that exactly those are brought back.
    Result<Step> completed(Step step, const QJsonValue &before) const override;
    QList<Change> changes(const Step &step, const QJsonValue &before, bool masked) const override;
    /// \error Kind::Conflict (code "ObjectsDiffer") of verify and compare: some are missing or others
    /// \error as BucketSnapshot, BucketRestore, VersionRestore, ReadBack, BucketDownload and RestoredRemoval
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    /// Between two objects.
    bool canBeCancelled(const Step &step) const override;
    Result<void> verify(const Step &step, const operations::Seen &seen) const override;
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override;
    /// Of a download: files of this computer are no state of the world.
    bool isUnseen(const Step &step) const override;
    Result<QList<Step>> inverse(const Step &step, const operations::Seen &seen) const override;

private:
    QCoro::Task<Result<operations::Observation>> seenOfSnapshot(Step step, BucketInput input, CancelToken token);
    QCoro::Task<Result<operations::Observation>> seenOfDownload(Step step, BucketInput input, CancelToken token);
    QCoro::Task<Result<operations::Observation>> seenOfBackup(Step step, BucketInput input, CancelToken token);
    QCoro::Task<Result<operations::Applied>> compared(Step step, BucketInput input, CancelToken token);
    BucketParts parts() const;
    std::function<void(const QString &)> tellOf(const Step &step) const;

    aws::Caller &m_caller;
    const aws::Models &m_models;
    const Vault &m_vault;
    SystemInfo m_system;
    executors::LiveOutput m_live;
    /// What is shown of a step besides its state, by its operation: a bucket that is written to all the time would make
    /// each plan stale if it were a part of that.
    QHash<QByteArray, QList<Change>> m_shown;
};

} // namespace sm::backups
