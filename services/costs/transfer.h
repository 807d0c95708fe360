// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/cost.h>
#include <core/result.h>

namespace sm::costs {

/// Where bytes go that are charged for, and what they go through.
enum class TransferKind {
    NatGatewayHours,
    NatGatewayBytes,
    EndpointHours,
    EndpointBytes,
    BetweenZones,
    ToCloudFront,
    FromCloudFront,
    BetweenRegions,
    TransitGateway,
    ToInternet,
    FromInternet,
    Other,
};

/// One usage type of the network.
struct TransferLine
{
    TransferKind kind = TransferKind::Other;
    QString usageType; ///< as the bill has it: "APS2-NatGateway-Bytes"
    QString region; ///< "ap-southeast-2"; of a prefix that is not known, the prefix
    QString otherRegion; ///< TransferKind::BetweenRegions: the other end, if the usage type says it
    Decimal amount;
    QList<Decimal> amounts; ///< for each of CostAnswer::periods

    friend bool operator==(const TransferLine &, const TransferLine &) = default;
};

/// All lines of one kind.
struct TransferGroup
{
    TransferKind kind = TransferKind::Other;
    QString title; ///< "NAT gateway, data"
    Decimal amount;
    QList<TransferLine> lines; ///< largest amount first
};

/// What NAT gateways and data transfer cost.
struct TransferView
{
    QString currency;
    Decimal total;
    QList<QDate> periods;
    QList<TransferGroup> groups; ///< largest amount first

    const TransferGroup *group(TransferKind kind) const;
};

/// For people.
QString titleOf(TransferKind kind);

/// The usage types of the network in \p answer, by kind. A usage type is known by its end ("-NatGateway-Bytes"), its
/// region by its beginning; one that has "DataTransfer" in it and is not known is TransferKind::Other.
/// \error Kind::Invalid \p answer is not grouped by usage type first
/// \error Kind::Internal the resources are damaged
Result<TransferView> transferView(const CostAnswer &answer);

} // namespace sm::costs
