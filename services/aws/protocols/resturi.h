// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/servicemodel.h>
#include <core/result.h>

#include <QJsonObject>

namespace sm::aws {

struct RestUri
{
    QByteArray path; ///< percent-encoded
    QByteArray query; ///< percent-encoded, without '?'
};

/// The operation's URI with its labels and the query that \p input makes. What the model names in the query goes
/// before a map's entry of the same name.
/// \error Kind::Invalid a label without a value, or a timestamp that the format can not hold
Result<RestUri> restUri(const Operation &operation, const QJsonObject &input);

} // namespace sm::aws
