// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "foundation.h"

#include <operations/undo.h>

namespace sm::app {

class HeadlessSystem;

/// `stationmaster undo ENTRY [--plan | --yes]`: takes an entry of the journal back, or with `run:ID` a whole run.
class UndoCommand final : public Command
{
public:
    UndoCommand(Foundation &foundation, const Options &options);
    ~UndoCommand() override;

    /// \error as operations::Undo and operations::Runner::run()
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;
    QString warning() const override;

private:
    QCoro::Task<Result<SystemInfo>> systemOfTarget();
    QCoro::Task<Result<operations::UndoPlan>> planned(CancelToken token);
    Result<ExitCode> printPlan(const operations::UndoPlan &undo) const;

    Foundation &m_foundation;
    const Options &m_options;
    std::unique_ptr<HeadlessSystem> m_system;
    bool m_isRun = false;
    qint64 m_target = 0;
};

} // namespace sm::app
