// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>

#include <QCoroTask>
#include <QJsonObject>

namespace sm::deployments {

/// What a folder of a synthesised CDK app holds: {digest, files, bytes, templates: [names]}. The digest goes over the
/// name and content of each file, but for what the CDK writes while it deploys (.cache, locks). Reads on another
/// thread.
/// \error Kind::NotFound there is no such folder, or no manifest.json in it: it is no assembly
/// \error Kind::Storage a file can not be read; Kind::Invalid more than 50'000 files; Kind::Cancelled
QCoro::Task<Result<QJsonObject>> assemblyIn(QString folder, CancelToken token);

} // namespace sm::deployments
