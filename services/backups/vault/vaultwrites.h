// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vault/vault.h>

namespace sm::backups {

// What Vault changes, on the thread that calls it. \p vault is its folder. Errors as there.

Result<VaultDraft> begun(const QString &vault, Manifest manifest);
Result<Vault::Kept> committed(
    const QString &vault, VaultDraft draft, const Vault::Progress &progress, const CancelToken &token);
Result<void> discarded(const QString &vault, const VaultDraft &draft);
Result<void> stamped(const QString &vault, const Vault::Kept &kept, const Proof &proof);
Result<void> removed(const QString &vault, const Vault::Kept &kept);

} // namespace sm::backups
