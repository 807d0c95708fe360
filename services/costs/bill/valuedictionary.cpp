// SPDX-License-Identifier: GPL-3.0-or-later
#include "valuedictionary.h"

#include <QHashSeed>

#include <algorithm>
#include <cstring>

namespace sm::costs::bill {

namespace {

constexpr std::size_t ChunkBytes = 64 * 1024;

template <typename Word>
quint64 load(const char *bytes)
{
    Word word;
    std::memcpy(&word, bytes, sizeof(word));
    return word;
}

/// The bytes of a short text, each at least once.
struct Ends
{
    quint64 first;
    quint64 last;

    friend bool operator==(const Ends &, const Ends &) = default;
};

/// 1 to 16 bytes, without calling memcpy for their number.
Ends endsOf(const char *text, std::size_t size)
{
    if (size >= 8)
        return {load<quint64>(text), load<quint64>(text + size - 8)};
    if (size >= 4)
        return {load<quint32>(text), load<quint32>(text + size - 4)};
    return {load<quint8>(text) << 8U | load<quint8>(text + size / 2), load<quint8>(text + size - 1)};
}

/// As == says, without calling memcmp: most texts are short.
bool isSame(std::string_view left, std::string_view right)
{
    if (left.size() != right.size() || left.empty())
        return left.size() == right.size();
    const char *a = left.data();
    const char *b = right.data();
    std::size_t size = left.size();
    for (; size > 16; size -= 8, a += 8, b += 8) {
        if (load<quint64>(a) != load<quint64>(b))
            return false;
    }
    return endsOf(a, size) == endsOf(b, size);
}

/// What keep() kept.
std::string_view textAt(const char *text) { return {text, load<quint32>(text - sizeof(quint32))}; }

quint64 mixed(quint64 a, quint64 b)
{
    const auto product = static_cast<unsigned __int128>(a) * b;
    return static_cast<quint64>(product) ^ static_cast<quint64>(product >> 64);
}

/// In the manner of wyhash; seeded, so that no file can be made to collide.
quint32 hashOf(std::string_view text)
{
    static const quint64 seed = QHashSeed::globalSeed() | 1U;
    quint64 hash = seed ^ text.size() * 0x9e3779b97f4a7c15U;
    const char *at = text.data();
    std::size_t left = text.size();
    for (; left > 16; left -= 16, at += 16)
        hash = mixed(load<quint64>(at) ^ 0xa0761d6478bd642fU, load<quint64>(at + 8) ^ hash);
    const Ends ends = endsOf(at, left);
    hash = mixed(ends.first ^ 0xe7037ed1a0b428dbU, ends.last ^ hash);
    return static_cast<quint32>(hash ^ hash >> 32);
}

} // namespace

ValueDictionary::ValueDictionary()
    : m_slots(64)
    , m_values{std::string_view()}
{
}

ValueDictionary::Wanted ValueDictionary::ask(std::string_view text) const
{
    if (text.empty())
        return {};
    const quint32 hash = hashOf(text);
    __builtin_prefetch(&m_slots[hash & (m_slots.size() - 1)]);
    return {text, hash};
}

void ValueDictionary::fetch(const Wanted &wanted) const
{
    const Slot &slot = m_slots[wanted.hash & (m_slots.size() - 1)];
    if (slot.text)
        __builtin_prefetch(slot.text);
}

quint32 ValueDictionary::codeOf(std::string_view text)
{
    m_isNew = false;
    return isSame(text, m_values[m_last]) ? m_last : codeOf(ask(text));
}

quint32 ValueDictionary::codeOf(const Wanted &wanted)
{
    m_isNew = false;
    if (wanted.text.empty())
        return 0;
    const std::size_t mask = m_slots.size() - 1;
    std::size_t at = wanted.hash & mask;
    for (; m_slots[at].code != 0; at = (at + 1) & mask) {
        const Slot &slot = m_slots[at];
        if (slot.hash == wanted.hash && isSame(wanted.text, textAt(slot.text))) {
            m_last = slot.code;
            return slot.code;
        }
    }
    m_slots[at] = Slot{wanted.hash, add(wanted.text), m_values.back().data()};
    m_isNew = true;
    if (m_values.size() * 4 > m_slots.size() * 3)
        grow();
    return m_last;
}

quint32 ValueDictionary::add(std::string_view text)
{
    m_values.push_back(keep(text));
    m_last = size() - 1;
    return m_last;
}

/// Copies the text, with its size before it.
std::string_view ValueDictionary::keep(std::string_view text)
{
    const auto size = static_cast<quint32>(text.size());
    const std::size_t needed = sizeof(size) + size;
    if (needed > m_freeBytes) {
        m_freeBytes = std::max(ChunkBytes, needed);
        m_chunks.push_back(std::make_unique_for_overwrite<char[]>(m_freeBytes));
        m_free = m_chunks.back().get();
    }
    std::memcpy(m_free, &size, sizeof(size));
    std::memcpy(m_free + sizeof(size), text.data(), size);
    const std::string_view kept(m_free + sizeof(size), size);
    m_free += needed;
    m_freeBytes -= needed;
    m_bytes += needed + sizeof(std::string_view);
    return kept;
}

void ValueDictionary::grow()
{
    const std::vector<Slot> old = std::exchange(m_slots, std::vector<Slot>(m_slots.size() * 2));
    const std::size_t mask = m_slots.size() - 1;
    for (const Slot &slot : old) {
        if (slot.code == 0)
            continue;
        std::size_t at = slot.hash & mask;
        while (m_slots[at].code != 0)
            at = (at + 1) & mask;
        m_slots[at] = slot;
    }
}

} // namespace sm::costs::bill
