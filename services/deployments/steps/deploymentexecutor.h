// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <executors/liveoutput.h>
#include <net/sleeper.h>
#include <operations/executor.h>
#include <operations/journal.h>
#include <sources/awsreads.h>
#include <sources/deploymentsource.h>

namespace sm::deployments {

struct BakeInput;
struct BakeQuestions;
class BakeWatch;

/// Carries out what is done around deployments:
///
/// - deployment:mark notes that a unit was rolled back, and why; the journal entry is the note. It gives its input.
/// - deployment:unmark takes it off.
/// - deployment:bake watches error rate, latency and alarms against the hour before, and gives {verdict, why, now,
///   before, looks, quietLooks}: "well" after the whole time, "crossed" as soon as a threshold was for two looks in a
///   row, "unknown" where nobody asked anything of it or nothing measures it
class DeploymentExecutor final : public operations::Executor
{
public:
    /// What measures a unit, and a version of it if that is not empty.
    using HealthOf = std::function<QCoro::Task<HealthQuery>(
        DeploymentKind kind, QString unit, QString version, CancelToken token)>;
    /// What it stands on; all outlive it.
    struct Parts
    {
        SystemInfo system;
        AwsReads reads;
        net::Sleeper &sleeper;
        const Clock &clock;
        operations::Journal *journal; ///< may be null: then a bake that was cut off begins anew
        HealthOf healthOf = {}; ///< without it: what the unit's name tells
    };
    explicit DeploymentExecutor(const Parts &parts, executors::LiveOutput live = {});

    QString kind() const override;
    /// \error Kind::Invalid (code "Input")
    /// \error of a bake: Kind::Denied as CloudWatch says; (code "BakeBlind", of the last one's kind) too many looks in
    /// a row failed; Kind::Cancelled
    QCoro::Task<Result<operations::Applied>> apply(WritePermit permit, Step step, CancelToken token) override;
    /// The intent in the journal is all there is to be done.
    operations::Verdict reconcile(const Step &step, const operations::Seen &seen) const override;
    bool isUnseen(const Step &step) const override;
    Result<QList<Step>> inverse(const Step &step, const operations::Seen &seen) const override;

private:
    QCoro::Task<Result<operations::Applied>> bake(Step step, CancelToken token);
    QCoro::Task<HealthQuery> measures(const BakeInput *input, QString version, CancelToken token);
    QCoro::Task<Result<void>> watchOn(BakeWatch *watch, BakeQuestions questions, Step step, CancelToken token);
    void tell(const Step &step, const QString &line) const;

    Parts m_parts;
    executors::LiveOutput m_live;
};

} // namespace sm::deployments
