// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <core/systeminfo.h>

#include <functional>

namespace YAML {
class Node;
struct Mark;
} // namespace YAML

namespace sm::systems {

/// An error with the place of what is wrong: file, line and column.
using WrongAt = std::function<Error(const YAML::Mark &at, const QString &reason)>;

/// Reads `assets`: a map of {kind, name, title, prefix, every, prove_every, keep, tolerance, evidence, probes} by id.
/// \error Kind::Invalid the first thing that is wrong, as \p wrong says it
Result<QList<Asset>> readAssets(const YAML::Node &node, const WrongAt &wrong);

/// Reads `backup_sets`: a map of lists of ids.
/// \error as readAssets()
Result<QMap<QString, QStringList>> readBackupSets(const YAML::Node &node, const WrongAt &wrong);

/// Whether what assets and sets name is there in \p system: databases, caches, assets. \p root is the whole file.
/// \error as readAssets()
Result<void> checkAssets(const SystemInfo &system, const YAML::Node &root, const WrongAt &wrong);

} // namespace sm::systems
