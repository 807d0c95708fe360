// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/ids.h>

#include <QByteArray>
#include <QString>

#include <chrono>
#include <functional>

namespace sm::aws {

/// What a person or a profile decides about calls: where they go and how hard they try.
struct CallerSettings
{
    /// A service's endpoint as the user gave it, by the service's id ("Cognito Identity Provider"); empty: AWS's own.
    using EndpointUrl = std::function<QByteArray(const QString &serviceId)>;

    Region region;
    EndpointUrl endpointUrl;
    bool useFips = false;
    bool useDualStack = false;
    int maxAttempts = 0; ///< 0: what the standard mode says, 3, and 4 for DynamoDB
    /// For name lookup, TCP and TLS together.
    std::chrono::milliseconds connectTimeout{3'100};
    /// The part of an account's request quota that Stationmaster takes at most, so that the product's own users are
    /// never starved; 0: no limit. Endpoints that the user gave have no quota.
    double quotaShare = 0.5;
    /// What a person does to sign in again: "aws sso login --profile ops". Empty: not known.
    QString signInHint;
};

} // namespace sm::aws
