// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mfasessions.h"

#include <aws/awsenvironment.h>
#include <aws/profilechain.h>

namespace sm::aws {

/// A role assumed with the credentials of another source (STS AssumeRole), with a code of an MFA device where the
/// profile names one.
class AssumeRoleCredentials final : public CredentialsProvider
{
public:
    AssumeRoleCredentials(const CredentialParts &parts, CallerSettings settings, MfaSessions &sessions, RoleStep role,
        std::unique_ptr<CredentialsProvider> source);

    QCoro::Task<Result<Credentials>> credentials(CancelToken token) override;
    void refused(const Credentials &) override { }

private:
    QJsonObject input() const;
    QCoro::Task<Result<Credentials>> credentialsWithMfa(CancelToken token);
    QCoro::Task<Result<Credentials>> assume(CredentialsProvider *source, QJsonObject input, CancelToken token);

    const CredentialParts &m_parts;
    CallerSettings m_settings;
    MfaSessions &m_sessions;
    RoleStep m_role;
    std::unique_ptr<CredentialsProvider> m_source;
};

/// A role assumed with the token of another identity provider (STS AssumeRoleWithWebIdentity). The token's file is
/// read anew each time, because whoever writes it renews it.
class WebIdentityCredentials final : public CredentialsProvider
{
public:
    WebIdentityCredentials(
        const CredentialParts &parts, CallerSettings settings, AwsEnvironment environment, WebIdentityRole role);

    QCoro::Task<Result<Credentials>> credentials(CancelToken token) override;
    void refused(const Credentials &) override { }

    /// AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_ARN, AWS_ROLE_SESSION_NAME.
    static WebIdentityRole fromVariables(const AwsEnvironment &environment);

private:
    const CredentialParts &m_parts;
    AwsEnvironment m_environment;
    WebIdentityRole m_role;
    SignInCaller m_sts;
};

} // namespace sm::aws
