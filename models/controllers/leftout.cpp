// SPDX-License-Identifier: GPL-3.0-or-later
#include "leftout.h"

namespace sm::controllers {

QList<UserPlan::LeftOut> leftOutOf(const QStringList &reasons)
{
    QList<UserPlan::LeftOut> parts;
    for (const QString &reason : reasons)
        parts.append({reason.section(u'”', 0, 0).mid(1), reason});
    return parts;
}

} // namespace sm::controllers
