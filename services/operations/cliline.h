// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/servicemodel.h>
#include <core/plan.h>

#include <QStringList>

namespace sm::operations {

/// The line that does the same as \p operation with the AWS CLI (version 2), on \p system, in a POSIX shell. Secrets,
/// at \p secretPaths, stand there as "$NAME", and so does what is \p deferred, with a comment that says what it is;
/// what would be a file on the command line is named after its member.
QString cliLine(const aws::ServiceModel &service, const Operation &operation, const QStringList &secretPaths,
    const SystemInfo &system, const QList<Deferred> &deferred = {});

} // namespace sm::operations
