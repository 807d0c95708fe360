// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/servicemodel.h>
#include <net/http.h>

#include <QJsonObject>

namespace sm::aws {

/// Adds the checksum of the body that \p operation asks for: x-amz-checksum-* when the input names an algorithm, else
/// Content-MD5 when the operation can not do without one. A checksum that the caller gave stays alone.
void addBodyChecksum(net::HttpRequest &request, const Operation &operation, const QJsonObject &input);

} // namespace sm::aws
