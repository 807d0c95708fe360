// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QtEndian>

namespace sm::test {

/// CRC-32 as in PKZIP.
inline quint32 crc32Of(const QByteArray &bytes)
{
    quint32 sum = 0xffffffff;
    for (const char each : bytes) {
        sum ^= static_cast<quint8>(each);
        for (int bit = 0; bit < 8; ++bit)
            sum = (sum & 1) ? (sum >> 1) ^ 0xedb88320 : sum >> 1;
    }
    return ~sum;
}

/// An archive of \p files, not compressed.
inline QByteArray archiveOf(const QMap<QByteArray, QByteArray> &files)
{
    const auto number = [](auto value) {
        QByteArray bytes(sizeof(value), Qt::Uninitialized);
        qToLittleEndian(value, bytes.data());
        return bytes;
    };
    QByteArray archive;
    QByteArray directory;
    for (auto it = files.begin(); it != files.end(); ++it) {
        const auto size = static_cast<quint32>(it->size());
        const QByteArray common = number(quint16(20)) + QByteArray(2 + 2, '\0') + number(quint16(0))
            + number(quint16(0x21)) + number(crc32Of(*it)) + number(size) + number(size)
            + number(static_cast<quint16>(it.key().size())) + number(quint16(0));
        const auto place = static_cast<quint32>(archive.size());
        archive += number(quint32(0x04034b50)) + common + it.key() + *it;
        directory += number(quint32(0x02014b50)) + number(quint16(20)) + common + QByteArray(2 + 2 + 2 + 4, '\0')
            + number(place) + it.key();
    }
    const auto count = static_cast<quint16>(files.size());
    const auto place = static_cast<quint32>(archive.size());
    return archive + directory + number(quint32(0x06054b50)) + QByteArray(4, '\0') + number(count) + number(count)
        + number(static_cast<quint32>(directory.size())) + number(place) + number(quint16(0));
}

} // namespace sm::test
