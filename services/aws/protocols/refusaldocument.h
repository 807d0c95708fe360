// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol.h"

namespace sm::aws {

/// The name of an error type without namespace and URI: "ns#FooError:http://x" is "FooError".
QString errorCode(const QString &type);

/// The modelled error that \p code means, of the operation's own first; nullptr for none.
const Shape *errorShape(const ServiceModel &service, const Operation &operation, const QString &code);

/// What the body and the headers of \p reply say, read as one or the other kind of document. An error without code
/// when they say nothing.
ServiceError jsonRefusal(const ServiceModel &service, const Operation &operation, const net::HttpReply &reply);
ServiceError xmlRefusal(const ServiceModel &service, const Operation &operation, const net::HttpReply &reply);

} // namespace sm::aws
