// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace sm::crypto {

/// HMAC-SHA-256 (RFC 2104) of \p message under \p key, 32 bytes.
QByteArray hmacSha256(QByteArrayView key, QByteArrayView message);

/// A key that authenticates many messages: its schedule is computed once. The bytes of the key are not kept, and
/// what was derived from them is wiped with the last copy. Copies share the state, so they belong to one thread.
class HmacSha256Key
{
public:
    explicit HmacSha256Key(QByteArrayView key);

    /// 32 bytes, the same as hmacSha256(key, message).
    QByteArray authenticate(QByteArrayView message) const;

private:
    class Context;
    std::shared_ptr<const Context> m_context;
};

} // namespace sm::crypto
