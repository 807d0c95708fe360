// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "assetsofsystem.h"

#include <yaml-cpp/yaml.h>

#include <QSet>

#include <functional>

namespace sm::systems {

/// What takes a key of a map with its value.
using TakeEntry = std::function<Result<void>(const QString &key, const YAML::Node &keyNode, const YAML::Node &value)>;

/// Hands each key of \p map over, in the order of the file.
/// \error as \p take; Kind::Invalid a key is there twice
Result<void> eachEntry(const YAML::Node &map, const WrongAt &wrong, const TakeEntry &take);

} // namespace sm::systems
