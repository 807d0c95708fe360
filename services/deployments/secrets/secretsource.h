// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sources/awsreads.h>
#include <sources/deploymentsource.h>

namespace sm::deployments {

struct SecretVersions;

/// Versions of the secrets of Secrets Manager. Units: their names. Values are never read: only which version has which
/// label, and since when.
class SecretSource final : public DeploymentSource
{
public:
    explicit SecretSource(AwsReads reads)
        : m_reads(reads)
    {
    }

    DeploymentKind kind() const override { return DeploymentKind::Secrets; }
    /// A secret that can not be read does not keep the others from coming; its error is the answer then.
    QCoro::Task<Result<void>> read(Reading reading, DeploymentsHandler onPage, CancelToken token) override;
    /// Says that the value is another one, never what it is.
    QCoro::Task<Result<DeploymentDifference>> difference(Deployment candidate, CancelToken token) override;
    QCoro::Task<Result<RollbackMoves>> moves(Deployment candidate, CancelToken token) override;
    HealthQuery healthOf(const Deployment &deployment) const override;
    QCoro::Task<Result<void>> detail(QString unit, SectionHandler onSection, CancelToken token) override;

private:
    QCoro::Task<Result<QStringList>> names(CancelToken token);
    QCoro::Task<Result<SecretVersions>> versionsOf(QString name, CancelToken token);

    AwsReads m_reads;
};

} // namespace sm::deployments
