// SPDX-License-Identifier: GPL-3.0-or-later
#include "mapreader.h"

#include "billlayout.h"

#include <core/jsonscanner.h>

namespace sm::costs::bill {

namespace {

constexpr std::size_t MaxKnownBytes = std::size_t(4) << 20;

QByteArrayView viewOf(std::string_view text) { return {text.data(), static_cast<qsizetype>(text.size())}; }

} // namespace

MapReader::MapReader(QString prefix, LedgerKind kind)
    : m_prefix(std::move(prefix))
    , m_kind(kind)
    , m_known(1)
{
    m_known.front().isMap = true; // no text, no keys
}

bool MapReader::read(std::string_view map, PartialLedger &ledger, std::size_t row, quint64 place)
{
    quint32 number = m_maps.codeOf(map);
    if (m_maps.isNew()) {
        if (m_maps.bytes() > MaxKnownBytes) {
            forgetMany();
            number = m_maps.codeOf(map);
        }
        m_known.push_back(understood(map, ledger, place));
    }
    const Known &known = m_known[number];
    for (const Entry &entry : known.entries)
        entry.dimension->setCode(row, entry.code);
    return known.isMap;
}

void MapReader::forgetMany()
{
    m_maps = ValueDictionary();
    m_known.resize(1);
}

MapReader::Known MapReader::understood(std::string_view map, PartialLedger &ledger, quint64 place) const
{
    Known known;
    JsonScanner json(viewOf(map));
    json.enterObject();
    while (json.nextMember()) {
        const QString name = mapDimension(json.name(), m_prefix, m_kind);
        const JsonScanner::Kind kind = json.kind();
        const QByteArrayView value = kind == JsonScanner::Kind::Null ? QByteArrayView() : json.scalar();
        if (kind == JsonScanner::Kind::Null)
            json.skip();
        if (value.isEmpty())
            continue;
        if (ledger.dimensions.size() >= MaxDimensions && !ledger.find(name))
            return known;
        PartialDimension &dimension = ledger.dimension(name);
        known.entries.push_back({&dimension,
            dimension.codeOf(std::string_view(value.data(), static_cast<std::size_t>(value.size())), place)});
    }
    known.isMap = json.finish();
    if (!known.isMap)
        known.entries.clear();
    return known;
}

QByteArray valueInMap(std::string_view map, QByteArrayView key)
{
    JsonScanner json(viewOf(map));
    json.enterObject();
    while (json.nextMember()) {
        if (json.name() == key && json.kind() == JsonScanner::Kind::Scalar)
            return json.scalar().toByteArray();
        json.skip();
    }
    return {};
}

} // namespace sm::costs::bill
