// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "costsquestion.h"
#include "costwriter.h"
#include "foundation.h"

#include <aws/awscaller.h>
#include <costservice/costdesk.h>

namespace sm::app {

/// `stationmaster costs [FILE…] --system NAME`: from what is kept for a system, to which the files are added first; on
/// this computer and, where the system names places for it, by its people together.
class SystemCostsCommand final : public Command
{
public:
    /// Both outlive it.
    SystemCostsCommand(Foundation &foundation, const Options &options);
    ~SystemCostsCommand() override;

    /// \error Kind::NotFound there is no such system, or nothing is kept for it
    /// \error Kind::Conflict code "BillKnown": another delivery of the bill is kept; see --replace and --add-part
    /// \error as CostsQuestion::of() and costs::CostDesk
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;
    QString warning() const override { return m_warning; }

private:
    QCoro::Task<Result<void>> openDesk(CostsQuestion question);
    Result<void> openAccount(const SystemInfo &system);
    QCoro::Task<void> openPlaces(SystemInfo system);
    QCoro::Task<Result<ExitCode>> answer(CostsQuestion question, CancelToken token);
    QCoro::Task<void> finishSharing(CancelToken token);
    QCoro::Task<Result<CostSourceInfo>> source(CostsQuestion question, CancelToken token);

    Foundation &m_foundation;
    const Options &m_options;
    std::unique_ptr<aws::CredentialsProvider> m_credentials;
    std::unique_ptr<aws::AwsCaller> m_caller;
    std::unique_ptr<CostWriter> m_writer; ///< nullptr: nothing is shared
    std::unique_ptr<costs::CostDesk> m_desk;
    QString m_warning;
};

} // namespace sm::app
