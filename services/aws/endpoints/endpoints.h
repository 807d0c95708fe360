// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/ids.h>
#include <core/result.h>

#include <QJsonObject>

#include <optional>

namespace sm::aws {

class ServiceModel;

/// Where a service is reached and for whom a request to it is signed.
struct Endpoint
{
    QByteArray url; ///< scheme, host, perhaps port and path; no trailing slash
    Region signingRegion; ///< us-east-1 for the global services whatever region was asked for
    QString signingName;
    bool custom = false; ///< given by the user: S3 is path-style, plain http is allowed
};

/// Service endpoints from botocore's partition data.
class Endpoints
{
public:
    /// Uses the partition data inside the program.
    Endpoints();
    explicit Endpoints(const QJsonObject &partitions);

    /// The regional (or global) endpoint of \p endpointPrefix in \p region.
    /// \error Kind::Invalid \p region is not the form of a region name
    Result<Endpoint> resolve(const QString &endpointPrefix, const QString &signingName, const Region &region,
        bool useFips = false, bool useDualStack = false) const;

    /// DNS suffix of the partition that \p region belongs to: amazonaws.com.
    QString dnsSuffix(const Region &region) const;
    QString partition(const Region &region) const;

private:
    QJsonObject m_data;
};

} // namespace sm::aws
