// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <functions/functionchange.h>
#include <sources/awsreads.h>
#include <sources/deploymentsource.h>

namespace sm::deployments {

struct FunctionNow;
struct FunctionUnit;

/// Functions of Lambda. Units: "function:alias" for each alias; a function without one is a unit by its name alone,
/// which is its $LATEST. Lambda keeps no history of aliases: it is put together from the versions, what the aliases
/// say now, and the changes that the trail and the journal tell of. Values of environments leave it in no text.
class FunctionSource final : public DeploymentSource
{
public:
    /// What it asks beside Lambda.
    struct Sources
    {
        AwsReads aws;
        const Clock &clock;
        FunctionChanges changes = {}; ///< without it: versions by when they were published
        KeptFunctions kept = {}; ///< without it: nothing goes back to what was kept
    };
    explicit FunctionSource(Sources sources)
        : m_reads(sources.aws)
        , m_clock(sources.clock)
        , m_changes(std::move(sources.changes))
        , m_kept(std::move(sources.kept))
    {
    }

    DeploymentKind kind() const override { return DeploymentKind::Lambda; }
    /// Units are functions, or functions with an alias. One that can not be read does not keep the others from coming;
    /// its error is the answer then, and so is that of the changes.
    QCoro::Task<Result<void>> read(Reading reading, DeploymentsHandler onPage, CancelToken token) override;
    QCoro::Task<Result<DeploymentDifference>> difference(Deployment candidate, CancelToken token) override;
    QCoro::Task<Result<RollbackMoves>> moves(Deployment candidate, CancelToken token) override;
    HealthQuery healthOf(const Deployment &deployment) const override;
    QCoro::Task<Result<void>> detail(QString unit, SectionHandler onSection, CancelToken token) override;

private:
    QCoro::Task<Result<QList<FunctionChange>>> changesSince(QDateTime since, CancelToken token);
    QCoro::Task<Result<void>> readUnit(
        QString unit, QDateTime since, QList<FunctionChange> changes, DeploymentsHandler onPage, CancelToken token);
    QCoro::Task<Result<FunctionNow>> nowOf(Deployment candidate, CancelToken token);
    QCoro::Task<Result<QStringList>> notBack(Deployment candidate, QString live, CancelToken token);
    QCoro::Task<Result<void>> versionPages(FunctionUnit unit, SectionHandler onSection, CancelToken token);

    AwsReads m_reads;
    const Clock &m_clock;
    FunctionChanges m_changes;
    KeptFunctions m_kept;
};

} // namespace sm::deployments
