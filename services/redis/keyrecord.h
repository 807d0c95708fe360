// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <optional>

namespace sm::redis {

/// One captured key. A capture is, all numbers big-endian:
///
///     header    8 bytes "SMKEYS1\n"
///     record    4 key length | 8 value length | 8 expiry | 8 check | key | value      for each key
///     end       4 0xFFFFFFFF | 8 number of records | 8 zero | 8 check
///
/// The expiry is milliseconds since 1970 UTC by the server's clock, 0: none. The value is what DUMP gave. The check is
/// the first 8 bytes of SHA-256 over the 20 bytes before it, the key and the value; the end shows that nothing is cut
/// off.
struct KeyRecord
{
    QByteArray key;
    QByteArray value;
    std::optional<qint64> expiresAtMs;

    static constexpr qsizetype headBytes = 28;
    static constexpr quint32 endMark = 0xFFFF'FFFF;

    static QByteArray header() { return QByteArrayLiteral("SMKEYS1\n"); }
    QByteArray encoded() const;
    static QByteArray encodedEnd(quint64 records);
    static QByteArray check(QByteArrayView numbers, QByteArrayView key, QByteArrayView value);
};

} // namespace sm::redis
