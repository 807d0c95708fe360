// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/shape.h>

#include <QJsonValue>
#include <QSet>

namespace sm::test {

enum class Extent { Required, Everything };

/// A value of \p shape that its service could take or give: every list has one element, of a union the first member
/// is there, and a structure inside itself is empty.
QJsonValue sampleOf(const aws::Shape &shape, Extent extent, const QSet<QString> &around = {});

/// \return an empty object where there is no \p shape
QJsonObject sampleOf(const aws::Shape *shape, Extent extent);

} // namespace sm::test
