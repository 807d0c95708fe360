// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapentries.h"

#include <QCoreApplication>

namespace sm::systems {

Result<void> eachEntry(const YAML::Node &map, const WrongAt &wrong, const TakeEntry &take)
{
    QSet<QString> seen;
    for (const auto &pair : map) {
        const QString key = QString::fromStdString(pair.first.as<std::string>());
        if (seen.contains(key))
            return wrong(pair.first.Mark(),
                QCoreApplication::translate("sm::systems::SystemCatalog", "\"%1\" is there twice.").arg(key));
        seen.insert(key);
        if (const auto taken = take(key, pair.first, pair.second); !taken)
            return taken.error();
    }
    return ok();
}

} // namespace sm::systems
