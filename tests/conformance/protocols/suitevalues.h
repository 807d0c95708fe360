// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/shape.h>

#include <QJsonValue>

namespace suite {

/// A value as the suites write it (blobs as plain text, timestamps as epoch seconds) in the form of protocol.h.
QJsonValue toOurForm(const sm::aws::Member &member, const QJsonValue &value);

} // namespace suite
