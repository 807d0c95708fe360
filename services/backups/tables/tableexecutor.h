// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <core/clock.h>
#include <executors/liveoutput.h>
#include <net/sleeper.h>
#include <operations/executor.h>

namespace sm::backups {

/// Carries out the steps of the kind "table" (tableinput.h). All but table:delete-restored only read.
class TableExecutor final : public operations::Executor
{
public:
    /// All outlive it. \p live is told how far a comparison is.
    TableExecutor(aws::Caller &caller, const aws::Models &models, net::Sleeper &sleeper, const Clock &clock,
        executors::LiveOutput live = {});

    QString kind() const override;
    /// Of table:delete-restored: as restoredStateOf(); null: the table is not there.
    /// \error as aws::Caller::read()
    QCoro::Task<Result<operations::Observation>> observe(Step step, CancelToken token) override;
    /// \error Kind::Conflict (code "NotRestored", "DeletionProtection") before anything is planned on it
    Result<Step> completed(Step step, const QJsonValue &before) const override;
    QList<Change> changes(const Step &step, const QJsonValue &before, bool masked) const override;
    /// \error as CapsuleReading, judged(), TableComparison, queryTable(), ExportVerification and TableRemoval
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    /// A deletion that was sent goes on; what is given up is waiting for its end.
    bool canBeCancelled(const Step &step) const override;
    Result<void> verify(const Step &step, const operations::Seen &seen) const override;
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override;

private:
    QCoro::Task<Result<QJsonObject>> read(WritePermit permit, Step step, CancelToken token);
    QCoro::Task<Result<QJsonObject>> compareSettings(QString table, QJsonObject settings, CancelToken token);
    std::function<void(const QString &)> tellOf(const Step &step) const;

    aws::Caller &m_caller;
    const aws::Models &m_models;
    net::Sleeper &m_sleeper;
    const Clock &m_clock;
    executors::LiveOutput m_live;
};

} // namespace sm::backups
