// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

namespace sm::aws {

/// {partition, service, region, accountId, resourceId: […]}, or null when \p text is not an Amazon Resource Name.
QJsonValue parseArn(const QString &text);

} // namespace sm::aws
