// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <operations/journal.h>
#include <sources/deploymentsource.h>
#include <stacks/keptstack.h>
#include <stacks/stackhistory.h>

#include <memory>
#include <optional>

namespace sm::deployments {

/// Deployments of CloudFormation, from the events of each stack. A unit is the name of a stack; stacks that are deleted
/// are none.
class StackSource final : public DeploymentSource
{
public:
    /// Without \p journal nothing is known of what was kept. Both outlive it.
    StackSource(const AwsReads &reads, operations::Journal *journal);

    DeploymentKind kind() const override { return DeploymentKind::CloudFormation; }
    QCoro::Task<Result<void>> read(Reading reading, DeploymentsHandler onPage, CancelToken token) override;
    QCoro::Task<Result<DeploymentDifference>> difference(Deployment candidate, CancelToken token) override;
    QCoro::Task<Result<RollbackMoves>> moves(Deployment candidate, CancelToken token) override;
    /// None: a stack serves nobody, its functions and services do.
    HealthQuery healthOf(const Deployment &deployment) const override;
    QCoro::Task<Result<void>> detail(QString unit, SectionHandler onSection, CancelToken token) override;

private:
    /// What a step stack:keep has kept.
    struct Kept
    {
        QString stackId;
        QString word;
        QString digest;
        QDateTime at; ///< UTC
    };

    QCoro::Task<Result<QList<QJsonObject>>> stacksOf(
        QStringList units, std::optional<Error> *problem, CancelToken token);
    QCoro::Task<Result<void>> readStack(
        QJsonObject stack, QDateTime since, const DeploymentsHandler *onPage, CancelToken token);
    QCoro::Task<Result<QList<Kept>>> keptOf(QString stack);
    static void nameKept(QList<Deployment> &deployments, const QList<Kept> &kept);

    AwsReads m_reads;
    operations::Journal *m_journal;
    std::shared_ptr<store::CaptureStore> m_captures;
};

} // namespace sm::deployments
