// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assetsofsystem.h"

namespace sm::systems {

/// Reads `probes` of an asset: a list of {name, uses, with, select}.
/// \error as readAssets()
Result<QList<BackupProbe>> readProbes(const YAML::Node &node, const WrongAt &wrong);

} // namespace sm::systems
