// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire.h"

namespace sm::aws {

/// \p value as one header line; lists are joined with commas, elements that hold one are quoted.
/// \error Kind::Invalid a line break, or a timestamp that the format can not hold
Result<QByteArray> toHeaderValue(const Member &member, const QJsonValue &value);

/// \error Kind::BadReply a value of the wrong type
Result<QJsonValue> fromHeaderValue(const Member &member, const QByteArray &header);

} // namespace sm::aws
