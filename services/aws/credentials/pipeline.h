// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>

#include <QCoroTask>
#include <QProcessEnvironment>

#include <chrono>

namespace sm::aws {

/// Runs the programs of \p pipeline, each reading what the one before it writes, and returns what the last one wrote.
/// No shell comes between; standard input of the first is empty.
///
/// \error Kind::Denied    (code "Process") one could not be started, or the last ended with another code than 0; the
///                        message holds the first line that it wrote to standard error
/// \error Kind::Timeout   it took longer than \p limit and was ended
/// \error Kind::Cancelled \p token was cancelled; the programs were ended
QCoro::Task<Result<QByteArray>> runPipeline(
    QList<QStringList> pipeline, QProcessEnvironment environment, std::chrono::milliseconds limit, CancelToken token);

} // namespace sm::aws
