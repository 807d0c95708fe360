// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol.h"

namespace sm::aws {

/// The answer of an operation of the rest-json and rest-xml protocols that has an output.
/// \error Kind::BadReply
Result<QJsonObject> fromRestReply(const ServiceModel &service, const Operation &operation, const net::HttpReply &reply);

/// The members of \p shape that do not travel in the body: headers and the status.
/// \error Kind::BadReply
Result<QJsonObject> fromHeaders(const Shape &shape, const net::HttpReply &reply);

} // namespace sm::aws
