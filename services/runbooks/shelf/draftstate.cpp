// SPDX-License-Identifier: GPL-3.0-or-later
#include "draftstate.h"

namespace sm::runbooks {

QString DraftState::newId(const QString &base)
{
    QString id = base;
    for (int number = 2; ids.contains(id); ++number)
        id = base + QString::number(number);
    ids << id;
    return id;
}

} // namespace sm::runbooks
