// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyrecord.h"

#include <QCryptographicHash>
#include <QtEndian>

namespace sm::redis {

namespace {

constexpr qsizetype checkBytes = 8;

QByteArray numbers(quint32 keyLength, quint64 valueLength, qint64 expiry)
{
    QByteArray bytes(KeyRecord::headBytes - checkBytes, Qt::Uninitialized);
    qToBigEndian(keyLength, bytes.data());
    qToBigEndian(valueLength, bytes.data() + 4);
    qToBigEndian(expiry, bytes.data() + 12);
    return bytes;
}

} // namespace

QByteArray KeyRecord::check(QByteArrayView numbers, QByteArrayView key, QByteArrayView value)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArrayView part : {numbers, key, value})
        hash.addData(part);
    return hash.result().first(checkBytes);
}

QByteArray KeyRecord::encoded() const
{
    const QByteArray head
        = numbers(static_cast<quint32>(key.size()), static_cast<quint64>(value.size()), expiresAtMs.value_or(0));
    return head + check(head, key, value) + key + value;
}

QByteArray KeyRecord::encodedEnd(quint64 records)
{
    const QByteArray head = numbers(endMark, records, 0);
    return head + check(head, {}, {});
}

} // namespace sm::redis
