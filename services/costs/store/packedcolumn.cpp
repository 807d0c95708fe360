// SPDX-License-Identifier: GPL-3.0-or-later
#include "packedcolumn.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <limits>

namespace sm::costs::packed {

static_assert(Q_BYTE_ORDER == Q_LITTLE_ENDIAN, "columns are copied as they lie in memory");

namespace {

__extension__ typedef unsigned __int128 UInt128;
constexpr qsizetype HeadBytes = 1 + 16;

int widthOf(UInt128 greatest)
{
    if (greatest == 0)
        return 0;
    for (const int width : {1, 2, 4, 8}) {
        if (greatest >> (8 * width) == 0)
            return width;
    }
    return 16;
}

template <typename Narrow, typename T>
void write(std::span<const T> values, T least, char *to)
{
    for (const T value : values) {
        const auto narrow = static_cast<Narrow>(static_cast<UInt128>(value) - static_cast<UInt128>(least));
        std::memcpy(to, &narrow, sizeof narrow);
        to += sizeof narrow;
    }
}

template <typename T>
QByteArray packSlice(std::span<const T> values)
{
    T least = 0;
    T greatest = 0;
    if (!values.empty()) {
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        least = *low;
        greatest = *high;
    }
    const int width = widthOf(static_cast<UInt128>(greatest) - static_cast<UInt128>(least));
    QByteArray bytes(HeadBytes + static_cast<qsizetype>(values.size()) * width, Qt::Uninitialized);
    bytes[0] = static_cast<char>(width);
    const auto base = static_cast<Int128>(least);
    std::memcpy(bytes.data() + 1, &base, sizeof base);
    char *to = bytes.data() + HeadBytes;
    switch (width) {
    case 0:
        break;
    case 1:
        write<quint8>(values, least, to);
        break;
    case 2:
        write<quint16>(values, least, to);
        break;
    case 4:
        write<quint32>(values, least, to);
        break;
    case 8:
        write<quint64>(values, least, to);
        break;
    default:
        write<UInt128>(values, least, to);
    }
    return bytes;
}

/// Values are least to most; what is beyond is damage.
template <typename T>
struct Bounds
{
    Int128 least = std::numeric_limits<T>::min();
    Int128 most = std::numeric_limits<T>::max();
};
template <>
struct Bounds<Int128>
{
    Int128 least = static_cast<Int128>(static_cast<UInt128>(1) << 127);
    Int128 most = static_cast<Int128>(~(static_cast<UInt128>(1) << 127));
};

template <typename Narrow, typename T>
bool read(const char *from, std::size_t rows, Int128 base, const Bounds<T> &bounds, std::vector<T> &values)
{
    const std::size_t before = values.size();
    values.resize(before + rows);
    T *to = values.data() + before;
    Narrow greatest = 0;
    for (std::size_t row = 0; row < rows; ++row) {
        Narrow narrow;
        std::memcpy(&narrow, from + row * sizeof narrow, sizeof narrow);
        greatest = std::max(greatest, narrow);
        to[row] = static_cast<T>(static_cast<UInt128>(base) + narrow);
    }
    return base >= bounds.least && base <= bounds.most
        && static_cast<UInt128>(greatest) <= static_cast<UInt128>(bounds.most) - static_cast<UInt128>(base);
}

template <typename T>
bool unpackSlice(QByteArrayView bytes, std::size_t rows, const Bounds<T> &bounds, std::vector<T> &values)
{
    if (bytes.size() < HeadBytes)
        return false;
    const int width = static_cast<quint8>(bytes[0]);
    if (rows > SliceRows || bytes.size() != HeadBytes + static_cast<qsizetype>(rows) * width)
        return false;
    Int128 base = 0;
    std::memcpy(&base, bytes.data() + 1, sizeof base);
    const char *from = bytes.data() + HeadBytes;
    switch (width) {
    case 0:
        values.insert(values.end(), rows, static_cast<T>(base));
        return base >= bounds.least && base <= bounds.most;
    case 1:
        return read<quint8>(from, rows, base, bounds, values);
    case 2:
        return read<quint16>(from, rows, base, bounds, values);
    case 4:
        return read<quint32>(from, rows, base, bounds, values);
    case 8:
        return read<quint64>(from, rows, base, bounds, values);
    case 16:
        return read<UInt128>(from, rows, base, bounds, values);
    default:
        return false;
    }
}

} // namespace

QByteArray pack(std::span<const qint32> values) { return packSlice(values); }

QByteArray pack(std::span<const Int128> values) { return packSlice(values); }

QByteArray pack(const CodeColumn &codes, std::size_t first, std::size_t rows)
{
    return codes.visit([first, rows](const auto &values) { return packSlice(std::span(values).subspan(first, rows)); });
}

bool unpack(QByteArrayView bytes, std::size_t rows, std::vector<qint32> &values)
{
    return unpackSlice(bytes, rows, Bounds<qint32>(), values);
}

bool unpack(QByteArrayView bytes, std::size_t rows, std::vector<Int128> &values)
{
    return unpackSlice(bytes, rows, Bounds<Int128>(), values);
}

bool unpack(QByteArrayView bytes, std::size_t rows, quint32 limit, CodeColumn &codes)
{
    if (limit == 0)
        return rows == 0;
    codes.widenFor(limit - 1);
    return codes.visit([bytes, rows, limit](auto &values) {
        using T = typename std::decay_t<decltype(values)>::value_type;
        return unpackSlice(bytes, rows, Bounds<T>{0, static_cast<Int128>(limit) - 1}, values);
    });
}

QByteArray packTexts(const std::vector<QByteArray> &texts, std::size_t &first, qsizetype mostBytes)
{
    QByteArray bytes;
    while (first < texts.size() && bytes.size() < mostBytes) {
        const QByteArray &text = texts[first++];
        const auto size = static_cast<quint32>(text.size());
        bytes.append(reinterpret_cast<const char *>(&size), sizeof size);
        bytes.append(text);
    }
    return bytes;
}

bool unpackTexts(QByteArrayView bytes, std::vector<QByteArray> &texts)
{
    while (!bytes.isEmpty()) {
        quint32 size = 0;
        if (bytes.size() < static_cast<qsizetype>(sizeof size))
            return false;
        std::memcpy(&size, bytes.data(), sizeof size);
        bytes = bytes.sliced(sizeof size);
        if (bytes.size() < static_cast<qsizetype>(size))
            return false;
        texts.push_back(bytes.first(size).toByteArray());
        bytes = bytes.sliced(size);
    }
    return true;
}

} // namespace sm::costs::packed
