// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/endpoints.h>
#include <aws/models.h>
#include <core/clock.h>
#include <core/secret.h>
#include <net/sleeper.h>
#include <net/transport.h>

#include <functional>

namespace sm::aws {

/// For which device and profile a one-time code is needed.
struct MfaRequest
{
    QString serial; ///< "arn:aws:iam::123456789012:mfa/ada"
    QString profile;
};

/// Asks a person for the code of an MFA device. The code is neither stored nor logged.
/// \error Kind::Denied    (code "MfaRequired") the person gave up
/// \error Kind::Cancelled nobody waits for the answer any more
using MfaPrompt = std::function<QCoro::Task<Result<Secret>>(MfaRequest, CancelToken)>;

/// What sources of credentials are made of; everything outlives them.
struct CredentialParts
{
    const Models &models;
    const Endpoints &endpoints;
    net::Transport &transport;
    net::Sleeper &sleeper;
    const Clock &clock;
    MfaPrompt mfaPrompt; ///< empty: nobody can be asked
};

} // namespace sm::aws
