// SPDX-License-Identifier: GPL-3.0-or-later
#include "valuedictionary.h"

#include <core/decimal.h>

#include <QHashSeed>

#include <algorithm>
#include <cstring>

namespace sm::costs::bill {

namespace {

constexpr std::size_t ChunkBytes = 64 * 1024;

quint64 load(const char *bytes, std::size_t count)
{
    quint64 value = 0;
    std::memcpy(&value, bytes, count);
    return value;
}

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
    for (; left > 8; left -= 8, at += 8)
        hash = mixed(hash ^ load(at, 8), 0xa0761d6478bd642fU);
    hash = mixed(hash ^ load(at, left), 0xe7037ed1a0b428dbU);
    return static_cast<quint32>(hash ^ hash >> 32);
}

} // namespace

ValueDictionary::ValueDictionary()
    : m_slots(64)
    , m_values{std::string_view()}
{
}

quint32 ValueDictionary::codeOf(std::string_view text)
{
    m_isNew = false;
    if (text == m_values[m_last])
        return m_last;
    if (text.empty())
        return 0;
    const quint32 hash = hashOf(text);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        const Slot slot = m_slots[at];
        if (slot.code == 0) {
            m_slots[at] = Slot{hash, add(text)};
            break;
        }
        if (slot.hash == hash && m_values[slot.code] == text) {
            m_last = slot.code;
            return slot.code;
        }
    }
    m_isNew = true;
    if (m_values.size() * 2 > m_slots.size())
        grow();
    return m_last;
}

quint32 ValueDictionary::add(std::string_view text)
{
    m_values.push_back(keep(text));
    m_last = size() - 1;
    return m_last;
}

std::string_view ValueDictionary::keep(std::string_view text)
{
    if (text.size() > m_freeBytes) {
        m_freeBytes = std::max(ChunkBytes, text.size());
        m_chunks.push_back(std::make_unique_for_overwrite<char[]>(m_freeBytes));
        m_free = m_chunks.back().get();
    }
    std::memcpy(m_free, text.data(), text.size());
    const std::string_view kept(m_free, text.size());
    m_free += text.size();
    m_freeBytes -= text.size();
    m_bytes += text.size() + sizeof(std::string_view);
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
