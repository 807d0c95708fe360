// SPDX-License-Identifier: GPL-3.0-or-later
#include "draftlock.h"

namespace sm::backups {

Result<std::shared_ptr<const DraftLock>> DraftLock::take(const Folder &assets, const QString &name)
{
    Result<Folder> folder = assets.child(name);
    if (!folder)
        return folder.error();
    if (const auto held = folder->hold(); !held)
        return held.error();
    return std::shared_ptr<const DraftLock>(new DraftLock(std::move(*folder)));
}

} // namespace sm::backups
