// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "foundation.h"

#include <core/plan.h>
#include <runbooks/preparation.h>

namespace sm::app {

class HeadlessSystem;

/// `stationmaster run RUNBOOK …`: plans a runbook, and with --yes runs it.
class RunCommand final : public Command
{
public:
    RunCommand(Foundation &foundation, const Options &options);
    ~RunCommand() override;

    /// \error Kind::Invalid a parameter, secret or answer is missing or wrong; Kind::NotFound no such runbook, system
    /// or run;
    ///        as operations::Runner
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;
    QString warning() const override;

private:
    QCoro::Task<Result<void>> openSystem(QString wanted);
    QCoro::Task<Result<runbooks::RunbookPlan>> prepared(runbooks::Runbook runbook, CancelToken token);
    QCoro::Task<Result<ExitCode>> requestApproval(Plan plan, QString runbook, CancelToken token);
    bool isForReal() const;
    Result<ExitCode> printPlan(const Plan &plan, const QStringList &leftOut) const;

    Foundation &m_foundation;
    const Options &m_options;
    std::unique_ptr<HeadlessSystem> m_system;
};

} // namespace sm::app
