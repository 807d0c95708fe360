// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/awsenvironment.h>
#include <aws/credentials.h>

namespace sm::aws {

/// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_ACCOUNT_ID. Blank counts as not set.
class EnvironmentCredentials final : public CredentialsProvider
{
public:
    explicit EnvironmentCredentials(AwsEnvironment environment);
    QCoro::Task<Result<Credentials>> credentials(CancelToken token) override;
    void refused(const Credentials &) override { }

private:
    AwsEnvironment m_environment;
};

/// Credentials that are known, or the reason why there are none.
class FixedCredentials final : public CredentialsProvider
{
public:
    explicit FixedCredentials(Result<Credentials> credentials);
    QCoro::Task<Result<Credentials>> credentials(CancelToken token) override;
    void refused(const Credentials &) override { }

private:
    Result<Credentials> m_credentials;
};

} // namespace sm::aws
