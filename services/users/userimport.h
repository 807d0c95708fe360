// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <core/userplan.h>

#include <functional>

namespace sm::users {

/// Reads users to be created from CSV (RFC 4180, UTF-8). The header names the columns, in any order and case:
/// `username` or `email` (one of them), `groups` (separated by `;`), `send_invitation` (yes, no), `email_verified`
/// (yes, no); every other column is an attribute of \p pool. Passwords are not read from files.
///
/// \param exists whether the pool has a user of that name already; it is asked with the case-folded name
/// \error Kind::Invalid no header, a column that the pool does not have or that comes twice, more than 10,000 users, or
///        not CSV; says line and column
Result<UserImport> readUsers(const QByteArray &csv, const UserPool &pool, const QList<UserGroup> &groups,
    const std::function<bool(const QString &)> &exists);

} // namespace sm::users
