// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <core/systeminfo.h>
#include <executors/liveoutput.h>
#include <net/sleeper.h>
#include <net/transport.h>
#include <operations/executor.h>
#include <store/capturestore.h>
#include <vault/vault.h>

namespace sm::backups {

struct FunctionInput;
struct FunctionSources;

/// Carries out the operations of FunctionPlanner. Nothing of a backup is used before every byte of it was read and
/// found whole. The values of environments are sealed beside the journal and are in no state, answer or sentence.
class FunctionExecutor final : public operations::Executor
{
public:
    /// What it uses; all outlive it.
    struct Sources
    {
        aws::Caller &caller;
        const aws::Models &models;
        net::Transport &transport; ///< fetches code from where Lambda says that it is
        net::Sleeper &sleeper;
        const Vault &vault;
        const store::CaptureStore &captures;
    };
    FunctionExecutor(SystemInfo system, const Sources &sources, executors::LiveOutput live = {});
    ~FunctionExecutor() override;

    QString kind() const override;
    /// Of a keep as backupsOf(); of a restore {code, revision, configuration, kept: {code, configuration}}; of a
    /// scratch scratchFunctionNamed(); of an update {code, revision, wanted}.
    /// \error as describedFunction(), codeArchive() and Vault::read()
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken token) override;
    /// With the revision that was seen: what somebody changes meanwhile is not overwritten.
    Result<Step> completed(Step step, const QJsonValue &before) const override;
    QList<Change> changes(const Step &step, const QJsonValue &before, bool masked) const override;
    /// \error as keepFunction(), FunctionRestore::run(), CodeUpdate::run(), ScratchFunction::create() and
    /// deleteScratchFunction()
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    bool canBeCancelled(const Step &step) const override;
    Result<void> verify(const Step &step, const operations::Seen &seen) const override;
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override;
    bool isUnseen(const Step &step) const override;
    Result<QList<Step>> inverse(const Step &step, const operations::Seen &seen) const override;

private:
    QCoro::Task<Result<operations::Applied>> keep(
        WritePermit permit, Step step, FunctionInput input, CancelToken token);
    QCoro::Task<Result<operations::Applied>> restore(WritePermit permit, FunctionInput input, CancelToken token);
    QCoro::Task<Result<operations::Applied>> scratch(WritePermit permit, FunctionInput input, CancelToken token);
    QCoro::Task<Result<operations::Applied>> compare(FunctionInput input, CancelToken token);
    QCoro::Task<Result<operations::Applied>> update(WritePermit permit, FunctionInput input, CancelToken token);
    QCoro::Task<Result<operations::Observation>> updateState(FunctionInput input, CancelToken token);
    QCoro::Task<Result<operations::Observation>> restoreState(FunctionInput input, CancelToken token);

    SystemInfo m_system;
    net::Sleeper &m_sleeper;
    const Vault &m_vault;
    executors::LiveOutput m_live;
    std::unique_ptr<const FunctionSources> m_sources;
};

} // namespace sm::backups
