// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>

class QSqlError;

namespace sm::store {

/// What SQLite reports about \p file, in words that say what to do; code() is SQLite's own ("SQLITE_FULL").
Error storageError(const QSqlError &error, const QString &file);

/// The operating system's reason why \p file can not be used.
Error fileError(const QString &file, const QString &reason);

} // namespace sm::store
