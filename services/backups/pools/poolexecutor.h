// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <core/systeminfo.h>
#include <executors/liveoutput.h>
#include <operations/executor.h>
#include <store/capturestore.h>
#include <vault/vault.h>

namespace sm::backups {

struct PoolInput;

/// Carries out the operations of PoolPlanner. Nothing of a backup is used before every byte of it was read and found
/// whole. An import looks at what is there first, so that it can be done again where it broke off; what takes it back
/// removes exactly the users that it made and that nobody has changed or used since.
class PoolExecutor final : public operations::Executor
{
public:
    /// All but \p system and \p live outlive it.
    PoolExecutor(SystemInfo system, aws::Caller &caller, const aws::Models &models, const Vault &vault,
        const store::CaptureStore &captures, executors::LiveOutput live = {});

    QString kind() const override;
    /// Of an export as backupsOf(), of an import ImportView::state(), of a scratch pool scratchPoolsNamed().
    /// \error as wholeBackup() and aws::Caller::read()
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken token) override;
    /// What an import makes and what can not come back, in numbers.
    QList<Change> changes(const Step &step, const QJsonValue &before, bool masked) const override;
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    bool canBeCancelled(const Step &step) const override;
    Result<void> verify(const Step &step, const operations::Seen &seen) const override;
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override;
    bool isUnseen(const Step &step) const override;
    Result<QList<Step>> inverse(const Step &step, const operations::Seen &seen) const override;

private:
    QCoro::Task<Result<operations::Applied>> exported(
        WritePermit permit, Step step, PoolInput input, CancelToken token);
    QCoro::Task<Result<operations::Applied>> imported(
        WritePermit permit, Step step, PoolInput input, CancelToken token);
    QCoro::Task<Result<operations::Applied>> compare(PoolInput input, CancelToken token);
    QCoro::Task<Result<operations::Applied>> scratch(WritePermit permit, PoolInput input, CancelToken token);
    QCoro::Task<Result<operations::Applied>> removed(WritePermit permit, PoolInput input, CancelToken token);
    QCoro::Task<Result<QJsonObject>> importState(PoolInput input, CancelToken token);
    std::function<void(const QString &)> tellerOf(const Step &step) const;

    SystemInfo m_system;
    aws::Caller &m_caller;
    const aws::Models &m_models;
    const Vault &m_vault;
    const store::CaptureStore &m_captures;
    executors::LiveOutput m_live;
};

} // namespace sm::backups
