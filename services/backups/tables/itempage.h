// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "itemdigest.h"

#include <core/result.h>

#include <functional>

namespace sm::backups {

/// Which items of a page are kept, and how.
struct ItemChoice
{
    QByteArrayList keys; ///< names of the key attributes, in the order of the key schema
    std::function<bool(quint64 key)> isWanted = {}; ///< by the hash of the key; nothing: all are
    std::function<bool(quint64 key)> isNamed = {}; ///< whose keys are kept as they stand; nothing: none's
};

/// Reads the answer of Scan as it comes from the wire, into digests: an answer of a megabyte becomes no QJsonObject.
class ItemPage
{
public:
    explicit ItemPage(ItemChoice choice);

    /// What is to be aws::Answer::output: {Count, LastEvaluatedKey, ConsumedCapacity: {CapacityUnits}}.
    /// \error Kind::BadReply it was cut or damaged
    Result<QJsonObject> read(const QByteArray &body);

    const std::vector<ItemDigest> &items() const { return m_items; }

private:
    void readItems(JsonScanner &json);

    ItemChoice m_choice;
    std::vector<ItemDigest> m_items;
};

} // namespace sm::backups
