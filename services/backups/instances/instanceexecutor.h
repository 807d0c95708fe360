// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <operations/executor.h>

namespace sm::backups {

/// Deletes instances of RDS that a restore has made, and no others.
class InstanceExecutor final : public operations::Executor
{
public:
    /// \p caller outlives it.
    explicit InstanceExecutor(aws::Caller &caller);

    QString kind() const override;
    /// {arn, created, restoredFrom, deletionProtection, isGoing}; null: there is none.
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken token) override;
    Result<Step> completed(Step step, const QJsonValue &before) const override;
    QList<Change> changes(const Step &step, const QJsonValue &before, bool secretsShown) const override;
    /// {instance, deleted}; done as soon as RDS has begun: it takes minutes more.
    /// \error Kind::Conflict (code "NotRestored", "DeletionProtection") it is not to be deleted here
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    Result<void> verify(const Step &step, const operations::Seen &seen) const override;
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override;

private:
    QCoro::Task<Result<QJsonValue>> look(QString instance, CancelToken token);

    aws::Caller &m_caller;
};

} // namespace sm::backups
