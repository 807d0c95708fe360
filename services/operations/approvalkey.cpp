// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvalkey.h"

#include <crypto/ed25519.h>

namespace sm::operations {

ApprovalKey::ApprovalKey(const Secret &seed)
    : m_key(std::make_shared<const crypto::Ed25519>(seed))
{
}

QByteArray ApprovalKey::publicKey() const { return m_key->publicKey(); }

QByteArray ApprovalKey::sign(QByteArrayView message) const { return m_key->sign(message); }

} // namespace sm::operations
