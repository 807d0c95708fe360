// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <sources/awsreads.h>
#include <sources/deploymentsource.h>

namespace sm::deployments {

struct FlagEnvironment;

/// Configurations and feature flags that AppConfig deployed. Units: "application/environment/profile", by names.
class AppConfigSource final : public DeploymentSource
{
public:
    /// \p clock outlives it, and says whether AppConfig still takes a deployment back.
    AppConfigSource(AwsReads reads, const Clock &clock)
        : m_reads(reads)
        , m_clock(clock)
    {
    }

    DeploymentKind kind() const override { return DeploymentKind::AppConfig; }
    /// An environment that can not be read does not keep the others from coming; its error is the answer then.
    QCoro::Task<Result<void>> read(Reading reading, DeploymentsHandler onPage, CancelToken token) override;
    /// Flag by flag, where AppConfig keeps the versions itself.
    QCoro::Task<Result<DeploymentDifference>> difference(Deployment candidate, CancelToken token) override;
    QCoro::Task<Result<RollbackMoves>> moves(Deployment candidate, CancelToken token) override;
    HealthQuery healthOf(const Deployment &deployment) const override;
    QCoro::Task<Result<void>> detail(QString unit, SectionHandler onSection, CancelToken token) override;

private:
    QCoro::Task<Result<void>> readEnvironment(
        FlagEnvironment environment, QDateTime since, const DeploymentsHandler *onPage, CancelToken token);
    QCoro::Task<Result<QJsonArray>> deploymentsAround(QJsonObject facts, CancelToken token);
    QCoro::Task<Result<QJsonObject>> contentOf(QJsonObject facts, QString version, CancelToken token);
    QCoro::Task<Result<void>> sections(FlagEnvironment environment, const SectionHandler *onSection, CancelToken token);

    AwsReads m_reads;
    const Clock &m_clock;
};

} // namespace sm::deployments
