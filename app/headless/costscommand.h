// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "costsquestion.h"

#include <costs/costservice.h>

namespace sm::app {

/// `stationmaster costs FILE…`: what bill files say, read and not kept. Needs no account and no configuration of AWS.
class CostsCommand final : public Command
{
public:
    explicit CostsCommand(const Options &options);

    /// \error Kind::Invalid as CostsQuestion::of(), bill::openBill() and costs::answer()
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;

private:
    const Options &m_options;
};

/// Prints \p answer as \p form says; \p range as costsAsTable().
void printCosts(const CostAnswer &answer, CostsQuestion::Form form, std::pair<QDate, QDate> range);

/// Puts the groups of \p answer, whose first dimension is a period, in the order of the periods.
void sortByPeriod(CostAnswer &answer);

/// Tells a person at a terminal how far a bill is read; nobody else.
costs::CostService::ProgressHandler billProgress();

} // namespace sm::app
