// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/plan.h>
#include <core/result.h>
#include <process/command.h>

namespace sm::executors {

/// The input of process:run.
struct ProcessInput
{
    process::Command command;
    QList<int> exitCodes{0}; ///< that are as expected
    bool reads = false; ///< the author of the step vouches that it changes nothing
    QString parses; ///< what its output is read as: "cdk-diff" or "cdk-deploy"; empty: nothing but JSON

    QStringList argv() const { return QStringList{command.program} + command.arguments; }
};

/// {program, arguments: [], folder, environment: {}, secretEnvironment: {}, input, reads, exitCodes: [], sha256,
/// parses}.
/// "$NAME" of a secret of the step may be a value of the environment, and the input; a value of secretEnvironment has
/// to be one.
/// \error Kind::Invalid (code "Input") names the member that is wrong
Result<ProcessInput> processInput(const Step &step);

/// The members of it in which secrets may stand.
QStringList secretMembersOfProcess();

} // namespace sm::executors
