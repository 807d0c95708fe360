// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/models.h>
#include <net/sleeper.h>
#include <operations/executor.h>

#include <functional>

namespace sm::backups {

/// Deletes a table that was restored, with what hangs on it: its scalable targets and its alarms. Waits until it is
/// gone. Done again it goes on with what is left.
class TableRemoval
{
public:
    using Tell = std::function<void(const QString &line)>;

    /// All outlive it.
    TableRemoval(aws::Caller &caller, const aws::Models &models, net::Sleeper &sleeper, Tell tell);

    /// As restoredStateOf(); null: there is no such table.
    /// \error as aws::Caller::read()
    QCoro::Task<Result<QJsonValue>> look(QString table, CancelToken token);

    /// {deleted, alarms: [name], targets: [{ResourceId, ScalableDimension}]}
    /// \error Kind::Conflict as mayBeDeleted(): nothing was changed
    /// \error as aws::Caller::write(); changed() says whether something went before
    QCoro::Task<Result<operations::Applied>> run(WritePermit permit, QString table, QString source, CancelToken token);

private:
    QCoro::Task<Result<QJsonArray>> removeAlarms(WritePermit permit, QString table, CancelToken token);
    QCoro::Task<Result<QJsonArray>> removeTargets(WritePermit permit, QString table, CancelToken token);
    QCoro::Task<Result<void>> removeTable(WritePermit permit, QString table, CancelToken token);
    QCoro::Task<Result<void>> untilGone(QString table, CancelToken token);

    aws::Caller &m_caller;
    const aws::Models &m_models;
    net::Sleeper &m_sleeper;
    Tell m_tell;
};

} // namespace sm::backups
