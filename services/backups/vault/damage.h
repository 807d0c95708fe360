// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>

namespace sm::backups {

/// The backup is not what was written; \p what is wrong with it, a sentence. Kind::BadReply, code "BackupDamaged".
Error damaged(const QString &what);

/// The operating system's reason (errno) why \p path can not be used.
Error folderError(const QString &path);

} // namespace sm::backups
