// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QString>

namespace sm::store {

/// Makes sure that \p file exists and is its owner's alone (0600); folders that are missing are made with 0700. The
/// new directory entry is on the disk when this returns.
/// \error Kind::Storage with the operating system's reason
Result<void> makePrivateFile(const QString &file);

/// Puts \p content into \p file, its owner's alone and on the disk, unless there is one of that name: that is never
/// replaced, also not by one of two programs that begin at the same moment.
/// \error Kind::Storage
Result<void> makeOnce(const QString &file, const QByteArray &content);

/// Puts the folder of \p file on the disk: a file is only as durable as its entry there.
/// \error Kind::Storage
Result<void> syncFolderOf(const QString &file);

} // namespace sm::store
