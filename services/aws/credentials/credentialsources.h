// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/awsconfig.h>
#include <aws/credentialparts.h>
#include <aws/credentials.h>
#include <aws/profilechain.h>
#include <aws/ssotokens.h>

#include <memory>

namespace sm::aws {

class MfaSessions;

/// Makes the providers that AWS's tools have, from the shared configuration. Nothing of what they give is written to
/// disk. Sign-ins and MFA sessions are shared by all that one object makes, which it outlives.
class CredentialSources
{
public:
    CredentialSources(CredentialParts parts, AwsConfig config);
    ~CredentialSources();

    /// What the choice asks for: a chosen profile alone, else the default chain: environment, profile, web identity,
    /// container, EC2 instance. Keeps what it fetched until shortly before it expires.
    std::unique_ptr<CredentialsProvider> provider(const AwsChoice &choice);

    /// One profile, with everything that it rests on.
    std::unique_ptr<CredentialsProvider> profile(const AwsChoice &choice);

    /// Reads the shared configuration again, for providers made from now on.
    /// \error as AwsConfig::load(); what was read before stays
    Result<void> reread();

    const AwsConfig &config() const { return m_config; }
    const CredentialParts &parts() const { return m_parts; }
    SsoTokens &ssoTokens() { return m_ssoTokens; }

private:
    std::unique_ptr<CredentialsProvider> cached(std::unique_ptr<CredentialsProvider> source) const;
    std::unique_ptr<CredentialsProvider> base(const ProfileChain &chain, const CallerSettings &settings);
    std::unique_ptr<CredentialsProvider> namedSource(const ProfileChain &chain, const NamedSource &source);
    std::unique_ptr<CredentialsProvider> assembled(const ProfileChain &chain, const CallerSettings &settings);

    CredentialParts m_parts;
    AwsConfig m_config;
    SsoTokens m_ssoTokens;
    std::unique_ptr<MfaSessions> m_mfaSessions;
};

} // namespace sm::aws
