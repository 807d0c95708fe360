// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol.h"

namespace sm::aws {

/// An operation of the rest-json and rest-xml protocols: labels, query, headers and body, each member where the model
/// puts it.
/// \error Kind::Invalid a value that its place can not hold
Result<WireRequest> toRestRequest(const ServiceModel &service, const Operation &operation, const QJsonObject &input);

} // namespace sm::aws
