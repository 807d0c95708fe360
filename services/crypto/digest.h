// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace sm::crypto {

/// SHA-256 (FIPS 180-4) of \p message, 32 bytes.
QByteArray sha256(QByteArrayView message);

/// The same as 64 lower-case hexadecimal digits.
QByteArray sha256Hex(QByteArrayView message);

/// SHA-1, 20 bytes. For names that AWS derives this way (the SSO token cache), never as a protection.
QByteArray sha1(QByteArrayView message);

/// MD5, 16 bytes. For Content-MD5 where a service still asks for it, never as a protection.
QByteArray md5(QByteArrayView message);

/// \p bytes as lower-case hexadecimal digits, two for each byte.
QByteArray hex(QByteArrayView bytes);

/// Whether both hold the same bytes. Equal lengths take the same time wherever the first difference is.
bool constantTimeEquals(QByteArrayView a, QByteArrayView b);

} // namespace sm::crypto
