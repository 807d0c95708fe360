// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vault/vault.h>

namespace sm::backups {

/// The code of \p kept as Lambda takes it: {ZipFile} in Base64, or {ImageUri} by its digest. \p kept was found whole.
/// \error Kind::Invalid (code "TooBig") the archive has more than 50 MB, which no request can carry
/// \error Kind::Storage it can not be read; as filesInArchive()
Result<QJsonObject> keptCode(const Vault::Kept &kept);

} // namespace sm::backups
