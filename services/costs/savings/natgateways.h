// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "saving.h"

#include <core/ids.h>

namespace sm::savings {

/// A VPC whose subnets reach the world through NAT gateways.
struct NattedVpc
{
    QString vpc;
    int gateways = 0;
    QStringList routeTables; ///< those that lead to a NAT gateway
    QStringList gatewayEndpoints; ///< services that are reached without it: "s3", "dynamodb"
};

/// For each VPC a saving for each of S3 and DynamoDB that has no gateway endpoint: that costs nothing, while a NAT
/// gateway takes $0.045 for each GB.
/// \param dataCost  what NAT gateways of \p region took for data in a month; nothing: not known. Which part of it goes
///                  to S3 nobody knows without flow logs, so it is an upper bound.
QList<Saving> endpointSavings(const QList<NattedVpc> &vpcs, const Region &region, std::optional<Decimal> dataCost);

} // namespace sm::savings
