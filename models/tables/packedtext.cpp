// SPDX-License-Identifier: GPL-3.0-or-later
#include "packedtext.h"

#include <QString>

#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace sm::tables {

namespace {

char folded(char ascii) { return ascii >= 'A' && ascii <= 'Z' ? static_cast<char>(ascii + ('a' - 'A')) : ascii; }

/// Appends the units of \p text as bytes, each changed by \p change; undone, and false, when one is not ASCII.
template <typename Text, typename Change>
bool appendAscii(std::string &to, const Text &text, const Change &change)
{
    const size_t start = to.size();
    const auto size = static_cast<size_t>(text.size());
    to.resize(start + size);
    char *const out = to.data() + start;
    const auto *const in = text.data();
    unsigned all = 0;
    for (size_t i = 0; i < size; ++i) {
        all |= static_cast<unsigned>(in[i]); // a byte above 0x7f is negative, so it counts too
        out[i] = change(static_cast<char>(in[i]));
    }
    if (all < 0x80)
        return true;
    to.resize(start);
    return false;
}

void append(std::string &to, const QByteArray &bytes)
{
    to.append(bytes.constData(), static_cast<size_t>(bytes.size()));
}

const char *findSlowly(const char *begin, const char *end, std::string_view needle)
{
    return static_cast<const char *>(::memmem(begin, static_cast<size_t>(end - begin), needle.data(), needle.size()));
}

} // namespace

void appendUtf8(std::string &to, QStringView text)
{
    if (!appendAscii(to, std::u16string_view(text.utf16(), static_cast<size_t>(text.size())), [](char c) { return c; }))
        append(to, text.toUtf8());
}

void appendFolded(std::string &to, QStringView text)
{
    if (!appendAscii(to, std::u16string_view(text.utf16(), static_cast<size_t>(text.size())), folded))
        append(to, text.toString().toCaseFolded().toUtf8());
}

void appendFolded(std::string &to, std::string_view utf8)
{
    if (!appendAscii(to, utf8, folded))
        append(to, QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size())).toCaseFolded().toUtf8());
}

#ifdef __SSE2__
/// Looks at 16 places at once for the needle's first and last byte (W. Muła, "SIMD-friendly algorithms for substring
/// searching"); memmem() takes up to ten times as long for the short words that people type.
const char *findText(const char *begin, const char *end, std::string_view needle)
{
    const auto size = static_cast<ptrdiff_t>(needle.size());
    const __m128i first = _mm_set1_epi8(needle.front());
    const __m128i last = _mm_set1_epi8(needle.back());
    const auto load = [](const char *at) { return _mm_loadu_si128(reinterpret_cast<const __m128i *>(at)); };
    const char *at = begin;
    for (; end - at >= size - 1 + 16; at += 16) {
        const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(load(at), first), _mm_cmpeq_epi8(load(at + size - 1), last));
        for (auto places = static_cast<unsigned>(_mm_movemask_epi8(both)); places != 0; places &= places - 1) {
            const char *const place = at + std::countr_zero(places);
            if (std::memcmp(place, needle.data(), needle.size()) == 0)
                return place;
        }
    }
    return findSlowly(at, end, needle);
}
#else
const char *findText(const char *begin, const char *end, std::string_view needle)
{
    return findSlowly(begin, end, needle);
}
#endif

} // namespace sm::tables
