// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

namespace sm::redis {

/// Keys, each once, in the order of insertion. A key is any bytes. Made for millions: the bytes of all lie in one
/// piece, and each costs some 20 bytes more.
class KeySet
{
public:
    KeySet() = default;
    KeySet(std::initializer_list<QByteArray> keys);

    /// False: it was there already.
    bool insert(QByteArrayView key);

    qsizetype size() const { return m_ends.size(); }
    bool isEmpty() const { return m_ends.isEmpty(); }
    /// Valid until the next insertion.
    QByteArrayView operator[](qsizetype index) const;
    bool contains(QByteArrayView key) const;
    /// \p count of them or all, spread evenly over the whole, in order.
    QList<QByteArray> sample(qsizetype count) const;

private:
    struct Place
    {
        qsizetype slot;
        bool isTaken;
    };
    Place find(QByteArrayView key, quint32 hash) const;
    void grow();

    QByteArray m_bytes;
    QList<qsizetype> m_ends;
    /// A key's hash above and its index + 1 below, 0: free. A power of two of them, at most three quarters taken.
    QList<quint64> m_slots;
};

} // namespace sm::redis
