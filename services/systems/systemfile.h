// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <core/systeminfo.h>

namespace sm::systems {

/// Reads one system from YAML; its id is the base name of \p fileName.
/// \error Kind::Invalid names file, line and column: a key that is unknown or there twice, a value that is none of its
///        kind, an address with a password in it, an approver's key that is no Ed25519 key in Base64, an asset or a set
///        that names what is not there, a place of deployments that is none
Result<SystemInfo> readSystem(const QString &fileName, const QByteArray &yaml);

} // namespace sm::systems
