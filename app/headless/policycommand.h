// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "command.h"
#include "foundation.h"

#include <runbooks/parametervalues.h>
#include <runbooks/runbook.h>

namespace sm::app {

/// `stationmaster policy RUNBOOK …`: the policy that allows a runbook and nothing else. Asks AWS nothing.
class PolicyCommand final : public Command
{
public:
    PolicyCommand(Foundation &foundation, const Options &options);

    /// \error Kind::NotFound there is no such runbook or system; Kind::Invalid a parameter is wrong
    QCoro::Task<Result<ExitCode>> run(CancelToken token) override;

private:
    Result<SystemInfo> system(const QString &wanted) const;
    Result<runbooks::ParameterValues> values(const runbooks::Runbook &runbook) const;
    void tell(
        const runbooks::Runbook &runbook, const runbooks::ParameterValues &values, const QStringList &notes) const;

    Foundation &m_foundation;
    const Options &m_options;
};

} // namespace sm::app
