// SPDX-License-Identifier: GPL-3.0-or-later
#include "uriencoding.h"

#include <array>

namespace sm::aws {

namespace {

constexpr std::array<bool, 256> unreserved = [] {
    std::array<bool, 256> allowed{};
    for (unsigned char c = 'a'; c <= 'z'; ++c)
        allowed[c] = allowed[c - 'a' + 'A'] = true;
    for (unsigned char c = '0'; c <= '9'; ++c)
        allowed[c] = true;
    for (const unsigned char c : {'-', '.', '_', '~'})
        allowed[c] = true;
    return allowed;
}();

void appendByte(TextBuffer &out, unsigned char byte, QByteArrayView safe)
{
    constexpr char digits[] = "0123456789ABCDEF";
    const char character = static_cast<char>(byte);
    if (unreserved[byte] || safe.contains(character))
        out << character;
    else
        out << '%' << digits[byte >> 4] << digits[byte & 0xf];
}

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/// The byte that the %XX at \p at stands for, or -1 where there is none.
int escapedByte(QByteArrayView text, qsizetype at)
{
    if (text[at] != '%' || at + 2 >= text.size())
        return -1;
    const int high = hexDigit(text[at + 1]);
    const int low = hexDigit(text[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

} // namespace

void appendEncoded(TextBuffer &out, QByteArrayView bytes, QByteArrayView safe)
{
    for (const char byte : bytes)
        appendByte(out, static_cast<unsigned char>(byte), safe);
}

void appendReencoded(TextBuffer &out, QByteArrayView encoded, QByteArrayView safe)
{
    for (qsizetype i = 0; i < encoded.size(); ++i) {
        const int escaped = escapedByte(encoded, i);
        if (escaped < 0) {
            appendByte(out, static_cast<unsigned char>(encoded[i]), safe);
            continue;
        }
        // An escaped delimiter stays escaped: %2F in a key is not a '/' of the path.
        appendByte(out, static_cast<unsigned char>(escaped), {});
        i += 2;
    }
}

} // namespace sm::aws
