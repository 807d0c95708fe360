// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalkeys.h"

#include <crypto/hmac.h>

namespace sm::operations {

namespace {

Secret derived(const Secret &key, QByteArrayView purpose)
{
    QByteArray bytes = crypto::hmacSha256(key.reveal(), purpose);
    const Secret secret{QByteArrayView(bytes)};
    bytes.fill('\0');
    return secret;
}

} // namespace

Result<JournalKeys> JournalKeys::from(store::KeyStore &store)
{
    const Result<Secret> key = store.key();
    if (!key)
        return key.error();
    return JournalKeys{crypto::Ed25519(derived(*key, "stationmaster journal: sign")),
        crypto::Seal(derived(*key, "stationmaster journal: seal")),
        ApprovalKey(derived(*key, "stationmaster approval: sign"))};
}

} // namespace sm::operations
