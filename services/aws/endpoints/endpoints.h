// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/ids.h>
#include <core/result.h>

#include <QHash>
#include <QJsonObject>

#include <memory>

namespace sm::aws {

class Partitions;
class RuleSet;
class ServiceModel;

/// Where a service is reached and for whom a request to it is signed.
struct Endpoint
{
    QByteArray url; ///< scheme, host, perhaps port and path; no trailing slash
    Region signingRegion; ///< us-east-1 for the global services whatever region was asked for
    QString signingName;
    bool custom = false; ///< given by the user: S3 is path-style, plain http is allowed
    QString authScheme; ///< "sigv4"; the rules ask for "sigv4a" or "sigv4-s3express" in some corners of S3
    QJsonObject properties; ///< everything else that the rules say, as they say it
};

/// What the choice of an endpoint may depend on.
struct EndpointParameters
{
    Region region;
    bool useFips = false;
    bool useDualStack = false;
    QJsonObject more; ///< by the names of the service's rules: Bucket, ForcePathStyle, UseGlobalEndpoint, Endpoint…
};

/// Chooses endpoints by the rules that AWS publishes for each service, and by the partition data where a service has
/// none. The rules of a service are read once, so all service models must come from the same Models.
class Endpoints
{
public:
    /// Uses the partition data inside the program.
    Endpoints();
    explicit Endpoints(const QJsonObject &partitions);
    ~Endpoints();

    /// \error Kind::Invalid  the region can not be part of a host name, or the service's rules refuse the parameters
    Result<Endpoint> resolve(const ServiceModel &service, const EndpointParameters &parameters) const;

    /// DNS suffix of the partition that \p region belongs to: amazonaws.com.
    QString dnsSuffix(const Region &region) const;
    QString partition(const Region &region) const;
    /// Whether \p host is AWS's own, in any partition.
    bool isAwsHost(const QString &host) const;

private:
    Result<std::shared_ptr<const RuleSet>> rulesOf(const ServiceModel &service) const;
    Region homeRegion(const ServiceModel &service, const Region &region) const;

    std::unique_ptr<const Partitions> m_partitions;
    QJsonObject m_homeRegions;
    mutable QHash<QString, std::shared_ptr<const RuleSet>> m_rules;
};

} // namespace sm::aws
