// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "partialledger.h"

#include <QByteArrayView>

namespace sm::costs::bill {

/// Reads the JSON maps of a column (tags, cost categories) into dimensions. Rows repeat their maps: each is read once.
class MapReader
{
public:
    /// No bill has as many keys; a dimension costs memory for each charge.
    static constexpr std::size_t MaxDimensions = 1'000;

    MapReader(QString prefix, LedgerKind kind);

    /// Sets the dimensions of \p row as \p map says. False when it is no map of texts, or has too many keys.
    bool read(std::string_view map, PartialLedger &ledger, std::size_t row, quint64 place);

private:
    struct Entry
    {
        PartialDimension *dimension = nullptr;
        quint32 code = 0;
    };
    struct Known
    {
        bool isMap = false;
        std::vector<Entry> entries;
    };
    Known understood(std::string_view map, PartialLedger &ledger, quint64 place) const;
    void forgetMany();

    QString m_prefix;
    LedgerKind m_kind;
    ValueDictionary m_maps;
    std::vector<Known> m_known; ///< for each of m_maps
};

/// The text of \p key in a JSON map; "" when it is not in it.
QByteArray valueInMap(std::string_view map, QByteArrayView key);

} // namespace sm::costs::bill
