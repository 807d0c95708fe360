// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "endpointdiscovery.h"
#include "requestbuilder.h"

#include <aws/awscaller.h>
#include <aws/clockskew.h>
#include <aws/retryquota.h>
#include <aws/signer.h>
#include <net/circuitbreaker.h>
#include <net/ratelimiter.h>

namespace sm::aws {

/// What the calls of one client share.
struct AwsCaller::Client
{
    Client(const Parts &itsParts, CallerSettings itsSettings)
        : parts(itsParts)
        , settings(std::move(itsSettings))
        , builder(parts.models, parts.endpoints, settings)
        , limits(parts.clock, parts.sleeper)
        , breaker(parts.clock)
    {
    }

    const Parts parts;
    const CallerSettings settings;
    const RequestBuilder builder;
    net::RateLimiter limits;
    net::CircuitBreaker breaker;
    EndpointDiscovery discovery;
    RetryQuota quota;
    ClockSkew skew;
    Signer signer;
};

} // namespace sm::aws
