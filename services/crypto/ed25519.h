// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/secret.h>

#include <QByteArray>

#include <memory>

namespace sm::crypto {

/// A key that signs (Ed25519, RFC 8032). Copies share it, and it may be used on any thread.
class Ed25519
{
public:
    static constexpr qsizetype SeedBytes = 32;
    static constexpr qsizetype PublicKeyBytes = 32;
    static constexpr qsizetype SignatureBytes = 64;

    /// The key that belongs to \p seed, which has 32 bytes.
    explicit Ed25519(const Secret &seed);
    /// A new key, and the seed it was made from in \p seed, where it is wanted.
    static Ed25519 generate(Secret *seed = nullptr);

    QByteArray publicKey() const; ///< 32 bytes
    /// 64 bytes; the same message always gives the same signature.
    QByteArray sign(QByteArrayView message) const;

    /// Whether \p signature was made over \p message by the key that \p publicKey belongs to. Anything of a wrong
    /// length is no signature.
    static bool verify(QByteArrayView publicKey, QByteArrayView message, QByteArrayView signature);

private:
    class Key;
    std::shared_ptr<const Key> m_key;
};

} // namespace sm::crypto
