// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exitcode.h"
#include "options.h"

#include <core/question.h>
#include <operations/notundone.h>
#include <operations/runreport.h>

namespace sm::app {

/// Tells of a run: a line a step on standard error while it goes, and when it has ended how to go on with it; with
/// --json also one object on standard output.
class RunOutput
{
public:
    /// \p options outlive it.
    RunOutput(Plan plan, const Options &options);

    operations::Progress progress() const;
    /// \p open is what the run waits for; \p notUndone what an undo leaves alone.
    void finish(const operations::RunReport &report, const std::optional<Question> &open,
        const QList<operations::NotUndone> &notUndone) const;

private:
    void tellHowToGoOn(const operations::RunReport &report, const std::optional<Question> &open) const;

    Plan m_plan;
    const Options &m_options;
};

/// A step in doubt counts before one that waits for a person, and that before one that failed.
ExitCode exitCodeOf(const operations::RunReport &report);

} // namespace sm::app
