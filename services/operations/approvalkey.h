// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/secret.h>

#include <QByteArray>

#include <memory>

namespace sm::crypto {
class Ed25519;
}

namespace sm::operations {

/// The key by which a person asks for approvals and gives them. Copies share it.
class ApprovalKey
{
public:
    /// \param seed  32 bytes
    explicit ApprovalKey(const Secret &seed);

    QByteArray publicKey() const; ///< 32 bytes; in Base64 it stands in the list of a system's approvers
    QByteArray sign(QByteArrayView message) const; ///< 64 bytes

private:
    std::shared_ptr<const crypto::Ed25519> m_key;
};

} // namespace sm::operations
