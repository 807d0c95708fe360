// SPDX-License-Identifier: GPL-3.0-or-later
#include "dumpmembers.h"

#include <QtEndian>

#include <algorithm>

namespace sm::backups {

namespace {

constexpr qsizetype footerBytes = 10; ///< RDB version and CRC-64
constexpr quint8 setType = 2;
constexpr quint8 hashType = 4;
constexpr qint64 longest = 512LL * 1024 * 1024; ///< bytes of a string of Redis

/// Reads lengths and strings of the RDB format (src/rdb.c of Redis, rdbLoadLenByRef and rdbGenericLoadStringObject).
class RdbReader
{
public:
    explicit RdbReader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    bool isFine() const { return m_isFine; }
    bool isAtEnd() const { return m_rest.isEmpty(); }

    struct Length
    {
        qint64 value = 0;
        bool isEncoding = false; ///< the value says how the string is encoded
    };
    Length length()
    {
        constexpr quint8 whole32 = 0x80;
        constexpr quint8 whole64 = 0x81;
        const quint8 first = byte();
        const int kind = first >> 6;
        if (kind == 3)
            return {first & 0x3f, true};
        if (kind == 0)
            return {first & 0x3f};
        if (kind == 1)
            return {((first & 0x3f) << 8) | byte()};
        if (first == whole32)
            return {number<quint32>(true)};
        if (first == whole64)
            return {checked(static_cast<qint64>(number<quint64>(true)))};
        m_isFine = false;
        return {};
    }

    QByteArray string()
    {
        const Length size = length();
        if (!size.isEncoding)
            return take(size.value).toByteArray();
        switch (size.value) {
        case 0:
            return QByteArray::number(number<qint8>(false));
        case 1:
            return QByteArray::number(number<qint16>(false));
        case 2:
            return QByteArray::number(number<qint32>(false));
        case 3:
            return compressed();
        default:
            m_isFine = false;
            return {};
        }
    }

private:
    qint64 checked(qint64 size)
    {
        m_isFine = m_isFine && size >= 0 && size <= longest;
        return m_isFine ? size : 0;
    }

    QByteArrayView take(qint64 size)
    {
        m_isFine = m_isFine && size >= 0 && size <= m_rest.size();
        if (!m_isFine)
            return {};
        const QByteArrayView taken = m_rest.first(size);
        m_rest = m_rest.sliced(size);
        return taken;
    }
    quint8 byte()
    {
        const QByteArrayView one = take(1);
        return one.isEmpty() ? 0 : static_cast<quint8>(one.front());
    }
    template <typename T>
    T number(bool isBigEndian)
    {
        const QByteArrayView bytes = take(sizeof(T));
        if (bytes.isEmpty())
            return 0;
        return isBigEndian ? qFromBigEndian<T>(bytes.data()) : qFromLittleEndian<T>(bytes.data());
    }

    QByteArray compressed()
    {
        const qint64 packed = length().value;
        const qint64 size = checked(length().value);
        const QByteArray unpacked = lzf(take(packed), size);
        m_isFine = m_isFine && unpacked.size() == size;
        return unpacked;
    }

    /// LibLZF: literal runs, and references to what was unpacked before. Shorter than \p size: it is damaged.
    static QByteArray lzf(QByteArrayView packed, qint64 size)
    {
        QByteArray out;
        qsizetype at = 0;
        const auto next = [&] { return at < packed.size() ? static_cast<quint8>(packed[at++]) : quint8(0); };
        while (at < packed.size() && out.size() < size) {
            const int control = next();
            if (control < 32) {
                const qsizetype run = std::min<qsizetype>(control + 1, packed.size() - at);
                out.append(packed.sliced(at, run));
                at += run;
                continue;
            }
            int count = control >> 5;
            if (count == 7)
                count += next();
            qsizetype from = out.size() - ((control & 0x1f) << 8) - next() - 1;
            if (from < 0 || out.size() + count + 2 > size)
                return {};
            for (int copied = 0; copied < count + 2; ++copied)
                out.append(out.at(from++));
        }
        return out;
    }

    QByteArrayView m_rest;
    bool m_isFine = true;
};

QByteArray withLength(const QByteArray &bytes) { return QByteArray::number(bytes.size()) + ':' + bytes; }

} // namespace

QByteArrayList sortedMembers(const QByteArrayList &items, bool isHash)
{
    QByteArrayList members;
    const qsizetype step = isHash ? 2 : 1;
    for (qsizetype at = 0; at + step <= items.size(); at += step)
        members << (isHash ? withLength(items.at(at)) + withLength(items.at(at + 1)) : withLength(items.at(at)));
    std::sort(members.begin(), members.end());
    return members;
}

std::optional<DumpMembers> dumpMembers(QByteArrayView payload)
{
    if (payload.size() <= footerBytes)
        return std::nullopt;
    const auto type = static_cast<quint8>(payload.front());
    if (type != setType && type != hashType)
        return std::nullopt;
    RdbReader reader(payload.sliced(1, payload.size() - 1 - footerBytes));
    const qint64 count = reader.length().value * (type == hashType ? 2 : 1);
    QByteArrayList items;
    for (qint64 number = 0; number < count && reader.isFine(); ++number)
        items << reader.string();
    if (!reader.isFine() || !reader.isAtEnd())
        return std::nullopt;
    return DumpMembers{type == hashType, sortedMembers(items, type == hashType)};
}

} // namespace sm::backups
