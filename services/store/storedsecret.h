// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <core/secret.h>

namespace sm::store {

/// A secret that a person gave, in the desktop's keyring under \p name. Blocks for up to some seconds: not for the
/// thread of the window.
/// \error Kind::NotFound there is none of that name
/// \error Kind::Storage (code "KeyringUnavailable") the keyring is locked, or there is none
Result<Secret> storedSecret(const QString &name);

/// Keeps \p secret there; \p label is what the keyring shows.
/// \error Kind::Storage (code "KeyringUnavailable") the keyring is locked, or there is none
Result<void> keepSecret(const QString &name, const QString &label, const Secret &secret);

/// Takes it out of there; nothing happens when there is none.
/// \error Kind::Storage (code "KeyringUnavailable") the keyring is locked, or there is none
Result<void> forgetSecret(const QString &name);

} // namespace sm::store
