// SPDX-License-Identifier: GPL-3.0-or-later
#include "blockindex.h"

#include <QByteArrayView>

#include <bit>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace sm::costs::bill {

namespace {

constexpr std::size_t Step = 64;
static_assert(Step <= Padding);

/// For each of 64 bytes a bit that says whether it is the one.
struct Masks
{
    quint64 quotes = 0;
    quint64 commas = 0;
    quint64 lineEnds = 0;
    quint64 returns = 0;
    quint64 foreign = 0; ///< not ASCII
};

#ifdef __SSE2__

using Sixteen = __m128i;

quint64 bitsOf(Sixteen equal) { return static_cast<quint64>(static_cast<unsigned>(_mm_movemask_epi8(equal))); }
quint64 where(Sixteen bytes, char byte) { return bitsOf(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(byte))); }
Sixteen load(const char *bytes) { return _mm_loadu_si128(reinterpret_cast<const Sixteen *>(bytes)); }

quint64 quotesIn(const char *bytes)
{
    quint64 quotes = 0;
    for (unsigned part = 0; part < Step; part += 16)
        quotes |= where(load(bytes + part), '"') << part;
    return quotes;
}

Masks masksOf(const char *bytes)
{
    Masks masks;
    for (unsigned part = 0; part < Step; part += 16) {
        const Sixteen piece = load(bytes + part);
        masks.quotes |= where(piece, '"') << part;
        masks.commas |= where(piece, ',') << part;
        masks.lineEnds |= where(piece, '\n') << part;
        masks.returns |= where(piece, '\r') << part;
        masks.foreign |= bitsOf(piece) << part;
    }
    return masks;
}

#else

quint64 where(const char *bytes, char byte)
{
    quint64 found = 0;
    for (unsigned i = 0; i < Step; ++i)
        found |= quint64(bytes[i] == byte) << i;
    return found;
}
quint64 quotesIn(const char *bytes) { return where(bytes, '"'); }

Masks masksOf(const char *bytes)
{
    Masks masks{where(bytes, '"'), where(bytes, ','), where(bytes, '\n'), where(bytes, '\r'), 0};
    for (unsigned i = 0; i < Step; ++i)
        masks.foreign |= quint64((static_cast<unsigned char>(bytes[i]) & 0x80U) != 0) << i;
    return masks;
}

#endif

/// Bit i is set when an odd number of the bits 0 to i are: inside quotes, where the bits are quotes.
quint64 insideOf(quint64 quotes)
{
    for (unsigned shift = 1; shift < Step; shift *= 2)
        quotes ^= quotes << shift;
    return quotes;
}

quint64 firstBits(std::size_t count) { return count >= Step ? ~quint64(0) : (quint64(1) << count) - 1; }

/// Follows the quotes through a block and notices what no well-formed CSV has.
class Quoting
{
public:
    /// Which of the 64 bytes are inside quotes.
    quint64 follow(const Masks &masks)
    {
        const quint64 inside = insideOf(masks.quotes) ^ m_inside;
        const quint64 opening = masks.quotes & inside;
        const quint64 closing = masks.quotes & ~inside;
        const quint64 separators = (masks.commas | masks.lineEnds) & ~inside;
        // A quote opens where a field begins, or right after one that closed: the second of a doubled quote.
        m_wrong |= opening & ~((separators | closing) << 1 | m_mayOpen);
        // After a quote that closes comes the end of the field, or the second of a doubled quote.
        const quint64 after = closing << 1 | m_closed;
        m_wrong |= after & ~(separators | opening | masks.returns);
        m_mayOpen = (separators | closing) >> (Step - 1);
        m_closed = closing >> (Step - 1);
        m_inside = inside >> (Step - 1) != 0 ? ~quint64(0) : 0;
        return inside;
    }
    bool isWrong() const { return m_wrong != 0; }

private:
    quint64 m_inside = 0;
    quint64 m_mayOpen = 1;
    quint64 m_closed = 0;
    quint64 m_wrong = 0;
};

} // namespace

std::size_t wholeRecords(const char *bytes, std::size_t size)
{
    unsigned quotes = 0;
    std::size_t at = 0;
    for (; at + Step <= size; at += Step)
        quotes += static_cast<unsigned>(std::popcount(quotesIn(bytes + at)));
    for (; at < size; ++at)
        quotes += bytes[at] == '"' ? 1 : 0;
    bool inside = quotes % 2 != 0;
    for (at = size; at > 0; --at) {
        const char byte = bytes[at - 1];
        if (byte == '"')
            inside = !inside;
        else if (byte == '\n' && !inside)
            return at;
    }
    return 0;
}

bool BlockIndex::build(const char *bytes, std::size_t size)
{
    m_fieldEnds.clear();
    m_recordEnds.clear();
    Quoting quoting;
    quint64 foreign = 0;
    for (std::size_t at = 0; at < size; at += Step) {
        Masks masks = masksOf(bytes + at);
        if (size - at < Step) {
            const quint64 own = firstBits(size - at);
            masks = {
                masks.quotes & own, masks.commas & own, masks.lineEnds & own, masks.returns & own, masks.foreign & own};
        }
        foreign |= masks.foreign;
        const quint64 inside = quoting.follow(masks);
        const quint64 lineEnds = masks.lineEnds & ~inside;
        take((masks.commas & ~inside) | lineEnds, lineEnds, static_cast<quint32>(at));
    }
    return !quoting.isWrong() && (foreign == 0 || QByteArrayView(bytes, static_cast<qsizetype>(size)).isValidUtf8());
}

bool BlockIndex::hasWidth(const char *bytes, std::size_t width) const
{
    for (std::size_t record = 0; record < records(); ++record) {
        const std::size_t size = *fieldEnds(record) - begin(record);
        const bool isBlank = fields(record) == 1 && (size == 0 || (size == 1 && bytes[begin(record)] == '\r'));
        if (fields(record) != width && !isBlank)
            return false;
    }
    return true;
}

void BlockIndex::take(quint64 ends, quint64 lineEnds, quint32 at)
{
    for (; ends != 0; ends &= ends - 1) {
        const int bit = std::countr_zero(ends);
        m_fieldEnds.push_back(at + static_cast<quint32>(bit));
        if ((lineEnds >> bit & 1U) != 0)
            m_recordEnds.push_back(static_cast<quint32>(m_fieldEnds.size()));
    }
}

} // namespace sm::costs::bill
