// SPDX-License-Identifier: GPL-3.0-or-later
#include "awsreads.h"

namespace sm::deployments {

QDateTime instantOf(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).toUTC();
}

} // namespace sm::deployments
