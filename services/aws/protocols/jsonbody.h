// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire.h"

#include <QJsonObject>

namespace sm::aws {

/// Which members of a structure a JSON document holds: REST puts some of the outermost ones elsewhere.
enum class Members { All, Body };

/// \error Kind::Invalid a timestamp that the format can not hold
Result<QByteArray> toJsonBody(const Member &member, const QJsonValue &value, Members members = Members::All);

/// Reads what toJsonBody() and the services write. Unknown and null members are left out; a union whose one member
/// the model does not know becomes {"SDK_UNKNOWN_MEMBER": {"name": …}}, as the AWS SDKs say it.
/// \error Kind::BadReply a value of the wrong type
Result<QJsonValue> fromJsonBody(const Member &member, const QJsonValue &wire, Members members = Members::All);

/// The document in \p body; undefined for an empty one.
/// \error Kind::BadReply not JSON, with the place
Result<QJsonValue> jsonDocument(const QByteArray &body);

} // namespace sm::aws
