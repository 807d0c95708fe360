// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QString>

namespace sm::backups {

/// How many files the archive at \p path has: its directory is read, and the head of each file is where that says
/// (PKWARE APPNOTE 4.3).
/// \error Kind::BadReply (code "BackupDamaged") it is no whole archive
Result<int> filesInArchive(const QString &path);

} // namespace sm::backups
