// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "servicemodel.h"
#include "shapereader.h"

namespace sm::aws {

/// One of the "operations" of a service-2.json; references that lead nowhere are left to \p shapes as its problem.
Operation readOperation(const QString &name, const QJsonObject &definition, ShapeReader &shapes);

} // namespace sm::aws
