// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "signincaller.h"

#include <aws/profilechain.h>
#include <aws/ssotokens.h>

namespace sm::aws {

/// The credentials of a role in an account, for a person who is signed in to IAM Identity Center.
class SsoCredentials final : public CredentialsProvider
{
public:
    /// \p tokens outlives it.
    SsoCredentials(const CredentialParts &parts, CallerSettings settings, SsoTokens &tokens, SsoAccountRole role);

    QCoro::Task<Result<Credentials>> credentials(CancelToken token) override;
    void refused(const Credentials &) override { }

private:
    CallerSettings m_settings;
    SsoTokens &m_tokens;
    SsoAccountRole m_role;
    SignInCaller m_sso;
};

} // namespace sm::aws
