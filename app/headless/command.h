// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exitcode.h"

#include <core/canceltoken.h>
#include <core/result.h>

#include <QCoroTask>

namespace sm::app {

/// One command without a window. Data goes to standard output, everything else to standard error.
class Command
{
public:
    virtual ~Command() = default;
    /// Does its work; \p token cancels. An Error is told to the person and gives the exit code of its kind.
    virtual QCoro::Task<Result<ExitCode>> run(CancelToken token) = 0;
    /// What a person should know although the command went well; empty: nothing.
    virtual QString warning() const { return {}; }
};

} // namespace sm::app
