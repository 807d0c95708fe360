// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QStringList>

namespace sm::aws {

/// Splits a command into words as a POSIX shell does, without being one: quotes and backslashes count; variables,
/// globs, redirections and everything else that a shell would expand are plain text. A '|' that stands outside quotes
/// begins the next program of a pipeline.
/// \error Kind::Invalid (code "CommandLine") a quote is not closed, or a program is missing
Result<QList<QStringList>> splitPipeline(const QString &command);

} // namespace sm::aws
