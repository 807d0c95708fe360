// SPDX-License-Identifier: GPL-3.0-or-later
#include "keyset.h"

#include <QHashFunctions>

namespace sm::redis {

namespace {

quint32 hashOf(QByteArrayView key)
{
    return static_cast<quint32>(qHashBits(key.data(), static_cast<size_t>(key.size()), QHashSeed::globalSeed()));
}

qsizetype indexIn(quint64 slot) { return static_cast<quint32>(slot) - 1; }

} // namespace

KeySet::KeySet(std::initializer_list<QByteArray> keys)
{
    for (const QByteArray &key : keys)
        insert(key);
}

bool KeySet::insert(QByteArrayView key)
{
    if (4 * (size() + 1) > 3 * m_slots.size())
        grow();
    const quint32 hash = hashOf(key);
    const Place place = find(key, hash);
    if (place.isTaken)
        return false;
    m_bytes.append(key);
    m_ends.append(m_bytes.size());
    m_slots[place.slot] = quint64(hash) << 32 | quint64(size());
    return true;
}

QByteArrayView KeySet::operator[](qsizetype index) const
{
    const qsizetype begin = index == 0 ? 0 : m_ends.at(index - 1);
    return QByteArrayView(m_bytes).sliced(begin, m_ends.at(index) - begin);
}

bool KeySet::contains(QByteArrayView key) const { return !isEmpty() && find(key, hashOf(key)).isTaken; }

QList<QByteArray> KeySet::sample(qsizetype count) const
{
    QList<QByteArray> chosen;
    const qsizetype taken = std::min(count, size());
    for (qsizetype i = 0; i < taken; ++i)
        chosen.append((*this)[i * size() / taken].toByteArray());
    return chosen;
}

KeySet::Place KeySet::find(QByteArrayView key, quint32 hash) const
{
    const qsizetype mask = m_slots.size() - 1;
    qsizetype slot = hash & mask;
    while (const quint64 taken = m_slots.at(slot)) {
        if (taken >> 32 == hash && (*this)[indexIn(taken)] == key)
            return {slot, true};
        slot = (slot + 1) & mask;
    }
    return {slot, false};
}

void KeySet::grow()
{
    const QList<quint64> before = std::exchange(m_slots, {});
    m_slots.fill(0, std::max<qsizetype>(64, 2 * before.size()));
    const qsizetype mask = m_slots.size() - 1;
    for (const quint64 taken : before) {
        if (taken == 0)
            continue;
        qsizetype slot = static_cast<qsizetype>(taken >> 32) & mask;
        while (m_slots.at(slot) != 0)
            slot = (slot + 1) & mask;
        m_slots[slot] = taken;
    }
}

} // namespace sm::redis
