// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire.h"

#include <QJsonObject>

namespace sm::aws {

/// The form of an operation of the query and ec2 protocols: Action, Version and the flattened input,
/// "Filter.1.Name=…".
/// \error Kind::Invalid a timestamp that the format can not hold
Result<QByteArray> toQueryBody(const ServiceModel &service, const Operation &operation, const QJsonObject &input);

} // namespace sm::aws
