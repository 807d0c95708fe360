// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canonicalitem.h"

namespace sm::backups {

/// What a comparison keeps of an item: hashes of its key and of all of it.
struct ItemDigest
{
    quint64 key = 0;
    quint64 high = 0; ///< of all of it, 128 bits
    quint64 low = 0;
    QJsonObject keyValues; ///< where it was asked for

    bool hasSameContent(const ItemDigest &other) const { return high == other.high && low == other.low; }
};

ItemDigest digestOf(const CanonicalItem &item);

} // namespace sm::backups
