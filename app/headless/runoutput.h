// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exitcode.h"

#include <operations/runreport.h>

namespace sm::app {

/// Tells of a run: a line a step on standard error while it goes, and with --json one object on standard output when
/// it has ended.
class RunOutput
{
public:
    RunOutput(Plan plan, bool json);

    operations::Progress progress() const;
    void finish(const operations::RunReport &report) const;

private:
    Plan m_plan;
    bool m_json;
};

/// A step in doubt counts before one that waits for a person, and that before one that failed.
ExitCode exitCodeOf(const operations::RunReport &report);

} // namespace sm::app
