// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <core/secret.h>
#include <core/user.h>

namespace sm::users {

/// A random password that \p policy accepts: at least 16 characters and at least one of every class, without
/// characters that are taken for one another (0 O o 1 l I) and without those that a shell or CSV would mangle.
Secret generatePassword(const PasswordPolicy &policy);

/// Checks a password that somebody typed before it is sent.
/// \error Kind::Invalid what is missing, in one sentence; the password itself is not in it
Result<void> checkPassword(const Secret &password, const PasswordPolicy &policy);

} // namespace sm::users
