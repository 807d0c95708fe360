// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "problems.h"
#include "yamlnode.h"

#include <optional>

namespace sm::runbooks {

/// What a file may at most be; it may come from anywhere.
struct YamlLimits
{
    static constexpr qsizetype bytes = 5 * 1024 * 1024;
    static constexpr int depth = 32;
    static constexpr int expansions = 100; ///< of aliases, counting those inside of what an alias repeats
    static constexpr int nodes = 250'000; ///< with what aliases repeat
};

/// The one document of \p yaml: UTF-8, YAML 1.2 without tags and merge keys, keys are texts and each is there once.
/// Nothing where it can not be read to its end; what was wrong is added to \p problems.
std::optional<YamlNode> parseYaml(const QString &file, const QByteArray &yaml, Problems &problems);

} // namespace sm::runbooks
