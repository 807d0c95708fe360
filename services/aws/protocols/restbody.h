// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/servicemodel.h>
#include <core/result.h>

#include <QJsonObject>

namespace sm::aws {

struct RestBody
{
    QByteArray bytes;
    QByteArray contentType; ///< empty: the request says nothing about its body
};

/// The payload member, or the members that no other place has. \p operation takes an input.
/// \error Kind::Invalid
Result<RestBody> restBody(const ServiceModel &service, const Operation &operation, const QJsonObject &input);

} // namespace sm::aws
