// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/systeminfo.h>
#include <executors/liveoutput.h>
#include <operations/executor.h>
#include <stacks/stackproposal.h>

namespace sm::deployments {

/// Carries out the steps of the kind "stack" (stackinput.h). What is kept of a stack is sealed beside the journal, and
/// the journal says where; nothing that CloudFormation hides is in it.
class StackExecutor final : public operations::Executor
{
public:
    /// What it uses outlives it. \p live is told the events of a stack that is waited for, and the changes of a change
    /// set.
    StackExecutor(SystemInfo system, const StackProposal::Sources &sources, executors::LiveOutput live = {});

    QString kind() const override;
    /// Of stack:propose: {changeSet} while there is one of that name, else null.
    /// \error as aws::Caller::read()
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken token) override;
    /// \error as StackProposal, StackWait, keptSettings() and assemblyIn()
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    bool canBeCancelled(const Step &step) const override;
    bool isUnseen(const Step &step) const override;
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override;
    Result<QList<Step>> inverse(const Step &step, const operations::Seen &seen) const override;

private:
    QCoro::Task<Result<QJsonObject>> outputOf(WritePermit permit, Step step, StackInput input, CancelToken token);
    QCoro::Task<Result<QJsonObject>> keep(StackInput input, CancelToken token);
    QCoro::Task<Result<QJsonObject>> readKept(StackInput input, CancelToken token);
    QCoro::Task<Result<QJsonObject>> readChanges(Step step, StackInput input, CancelToken token);
    QCoro::Task<Result<QJsonObject>> assembly(StackInput input, CancelToken token);
    void tell(const Step &step, const QString &line) const;

    SystemInfo m_system;
    StackProposal::Sources m_sources;
    executors::LiveOutput m_live;
};

} // namespace sm::deployments
