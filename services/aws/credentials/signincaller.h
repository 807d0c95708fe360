// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/awscaller.h>
#include <aws/credentialparts.h>

namespace sm::aws {

/// Calls the services that give credentials: STS, SSO, SSO OIDC. They change nothing that anybody would want back, so
/// for the Caller inside they are reads.
class SignInCaller
{
public:
    /// Signs with what \p source gives; everything outlives it.
    SignInCaller(const CredentialParts &parts, CallerSettings settings, CredentialsProvider &source);
    /// For operations that are not signed.
    SignInCaller(const CredentialParts &parts, CallerSettings settings);

    QCoro::Task<Result<QJsonObject>> call(QString service, QString operation, QJsonObject input, CancelToken token);

private:
    AwsCaller m_caller;
};

} // namespace sm::aws
