// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signincaller.h"

#include <aws/cachedcredentials.h>

#include <map>

namespace sm::aws {

/// One prompt for each MFA device, however many roles need it: the code buys a session of the long-lived key
/// (GetSessionToken), and that session assumes the roles. A code itself is good for one use only.
class MfaSessions
{
public:
    explicit MfaSessions(const CredentialParts &parts);

    /// The session of the key \p longLived under the device of \p request.
    CredentialsProvider &session(
        const MfaRequest &request, const CallerSettings &settings, const Credentials &longLived);

private:
    const CredentialParts &m_parts;
    std::map<QString, std::unique_ptr<CredentialsProvider>> m_sessions;
};

/// Asks a person for a code.
/// \error Kind::Denied    (code "MfaRequired") nobody can be asked, or the person gave up
/// \error Kind::Cancelled \p token was cancelled
QCoro::Task<Result<Secret>> mfaCode(MfaPrompt prompt, MfaRequest request, CancelToken token);

} // namespace sm::aws
