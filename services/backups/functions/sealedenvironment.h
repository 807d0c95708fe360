// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>
#include <store/capturestore.h>

#include <QJsonObject>

namespace sm::backups {

// The values of a function's environment are secrets: they are sealed beside the journal, and a backup has their names
// alone.

/// {names, kept: {sha256, bytes}}. Salted, so that the checksum tells nobody whether a value is the one that they
/// guess. \p captures outlives the task.
/// \error Kind::Storage
QCoro::Task<Result<QJsonObject>> sealEnvironment(const store::CaptureStore *captures, QJsonObject variables);

/// The variables that \p sealed stands for.
/// \error Kind::Storage (code "EnvironmentGone") this computer did not keep them, or has lost them
QCoro::Task<Result<QJsonObject>> openEnvironment(
    const store::CaptureStore *captures, QJsonObject sealed, CancelToken token);

} // namespace sm::backups
