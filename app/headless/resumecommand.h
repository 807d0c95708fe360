// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "foundation.h"

#include <core/journalrun.h>

namespace sm::app {

class HeadlessSystem;

/// `stationmaster run --resume RUN …`: shows how far a run got, and with --yes goes on with it.
class ResumeCommand final : public Command
{
public:
    ResumeCommand(Foundation &foundation, const Options &options);
    ~ResumeCommand() override;

    /// \error Kind::Invalid wrong usage, a wrong answer or a secret that is missing; Kind::NotFound no such run; as
    ///        operations::Runner::resume()
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;
    QString warning() const override;

private:
    QCoro::Task<Result<JournalRun>> storedRun(qint64 id);
    QCoro::Task<Result<ExitCode>> goOn(qint64 id, Plan plan, CancelToken token);
    Result<ExitCode> print(qint64 id, const JournalRun &run, const Plan &plan) const;

    Foundation &m_foundation;
    const Options &m_options;
    std::unique_ptr<HeadlessSystem> m_system;
};

} // namespace sm::app
