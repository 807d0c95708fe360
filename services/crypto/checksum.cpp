// SPDX-License-Identifier: GPL-3.0-or-later
#include "checksum.h"

#include <array>

namespace sm::crypto {

namespace {

/// Tables for eight bytes at a time ("slicing by 8"): entry [k][b] is byte b followed by k zero bytes.
template <typename Word>
using Tables = std::array<std::array<Word, 256>, 8>;

template <typename Word>
constexpr Tables<Word> tablesFor(Word reflectedPolynomial)
{
    Tables<Word> tables{};
    for (unsigned byte = 0; byte < 256; ++byte) {
        Word word = byte;
        for (int bit = 0; bit < 8; ++bit)
            word = (word >> 1) ^ ((word & 1) ? reflectedPolynomial : 0);
        tables[0][byte] = word;
    }
    for (unsigned byte = 0; byte < 256; ++byte) {
        for (size_t zeros = 1; zeros < 8; ++zeros) {
            const Word shorter = tables[zeros - 1][byte];
            tables[zeros][byte] = (shorter >> 8) ^ tables[0][shorter & 0xff];
        }
    }
    return tables;
}

template <typename Word>
Word crc(const Tables<Word> &tables, QByteArrayView bytes, Word previous)
{
    Word word = ~previous;
    const auto *at = reinterpret_cast<const unsigned char *>(bytes.data());
    auto left = bytes.size();
    for (; left >= 8; left -= 8, at += 8) {
        Word next = 0;
        for (size_t i = 0; i < 8; ++i) {
            const auto carried = i < sizeof(Word) ? (word >> (8 * i)) & 0xff : 0;
            next ^= tables[7 - i][at[i] ^ carried];
        }
        word = next;
    }
    for (; left > 0; --left, ++at)
        word = (word >> 8) ^ tables[0][(word ^ *at) & 0xff];
    return ~word;
}

constexpr auto ieee = tablesFor<quint32>(0xedb88320);
constexpr auto castagnoli = tablesFor<quint32>(0x82f63b78);
constexpr auto nvme = tablesFor<quint64>(0x9a6c9329ac4bc9b5);

} // namespace

quint32 crc32(QByteArrayView bytes, quint32 previous) { return crc(ieee, bytes, previous); }
quint32 crc32c(QByteArrayView bytes, quint32 previous) { return crc(castagnoli, bytes, previous); }
quint64 crc64nvme(QByteArrayView bytes, quint64 previous) { return crc(nvme, bytes, previous); }

} // namespace sm::crypto
