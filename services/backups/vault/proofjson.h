// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vault/manifest.h>

namespace sm::backups {

/// Bound by a checksum, as the manifest is; of the backup \p id alone.
QByteArray toJson(const Proof &proof, const QString &id);
/// Nothing: it was changed, cut, or belongs to another backup, and proves nothing.
std::optional<Proof> proofFrom(const QByteArray &json, const QString &id);

} // namespace sm::backups
