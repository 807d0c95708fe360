// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yamlnode.h"

#include <QByteArray>

namespace sm::runbooks {

/// \p root as a file that parseYaml() reads as the same: UTF-8, a member a line, texts in quotes or a block where they
/// could be taken for something else, by this reader or by one of YAML 1.1.
QByteArray writeYaml(const YamlNode &root);

/// \p value as a node; the members of objects come in the order of their names.
YamlNode yamlOf(const QJsonValue &value);

} // namespace sm::runbooks
