// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "folder.h"

#include <memory>

namespace sm::backups {

/// Held by whoever writes a draft: one that nobody holds is one that nobody finishes. It lasts through the renaming of
/// the draft's folder.
class DraftLock
{
public:
    /// Of the draft in the folder \p name of \p assets.
    /// \error as Folder::child() and Folder::hold()
    static Result<std::shared_ptr<const DraftLock>> take(const Folder &assets, const QString &name);

private:
    explicit DraftLock(Folder folder)
        : m_folder(std::move(folder))
    {
    }

    Folder m_folder;
};

} // namespace sm::backups
