// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>
#include <core/secret.h>

#include <QByteArray>

namespace sm::crypto {

/// Encrypts so that a change is noticed: AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce, which is safe for
/// 2^32 messages a key.
class Seal
{
public:
    static constexpr qsizetype KeyBytes = 32;
    static constexpr qsizetype OverheadBytes = 12 + 16; ///< nonce in front, tag behind

    /// \p key has 32 bytes.
    explicit Seal(Secret key);

    /// \p plain under the key. \p identity says what it is and where it belongs; it is not in the result and has to be
    /// the same when it is opened, so that sealed bytes can not be put in another place.
    QByteArray sealed(QByteArrayView plain, QByteArrayView identity) const;
    /// What was sealed.
    /// \error Kind::Storage, code "SealBroken": it was changed, belongs elsewhere, or was made with another key
    Result<QByteArray> opened(QByteArrayView sealed, QByteArrayView identity) const;

private:
    Secret m_key;
};

} // namespace sm::crypto
