// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/caller.h>
#include <aws/callersettings.h>
#include <aws/endpoints.h>
#include <aws/models.h>

namespace sm::aws {

/// A call as it goes on the wire, but for what changes with each attempt: credentials, signature, attempt number.
struct PreparedCall
{
    std::shared_ptr<const ServiceModel> service;
    const Operation *operation = nullptr; ///< points into service
    QJsonObject input; ///< with the idempotency token that was filled in
    Endpoint endpoint;
    net::HttpRequest request;
    Call::Reader reader;

    bool isS3() const;
};

/// Turns a call into a request: validate, idempotency token, endpoint, serialise, checksum.
class RequestBuilder
{
public:
    RequestBuilder(const Models &models, const Endpoints &endpoints, const CallerSettings &settings);

    /// \error Kind::Invalid  unknown service or operation, an input that does not fit, no region, a wrong endpoint URL
    Result<PreparedCall> build(Call call) const;

private:
    Result<Endpoint> endpointFor(const PreparedCall &call) const;

    const Models &m_models;
    const Endpoints &m_endpoints;
    const CallerSettings &m_settings;
};

} // namespace sm::aws
