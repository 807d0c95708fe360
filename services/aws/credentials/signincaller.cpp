// SPDX-License-Identifier: GPL-3.0-or-later
#include "signincaller.h"

#include "environmentcredentials.h"
#include "notconfigured.h"

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

class SignInOperations final : public OperationKind
{
public:
    bool isWrite(const QString &service, const QString &) const override
    {
        return service != "sts"_L1 && service != "sso"_L1 && service != "sso-oidc"_L1;
    }
};

const SignInOperations signInOperations;

/// The unsigned operations never ask for credentials.
CredentialsProvider &noCredentials()
{
    static FixedCredentials none{Result<Credentials>(notConfigured(QString()))};
    return none;
}

AwsCaller::Parts partsFor(const CredentialParts &parts, CredentialsProvider &source)
{
    return {parts.models, parts.endpoints, source, parts.transport, parts.sleeper, parts.clock, signInOperations};
}

} // namespace

SignInCaller::SignInCaller(const CredentialParts &parts, CallerSettings settings, CredentialsProvider &source)
    : m_caller(partsFor(parts, source), std::move(settings))
{
}

SignInCaller::SignInCaller(const CredentialParts &parts, CallerSettings settings)
    : SignInCaller(parts, std::move(settings), noCredentials())
{
}

QCoro::Task<Result<QJsonObject>> SignInCaller::call(
    QString service, QString operation, QJsonObject input, CancelToken token)
{
    Call call{std::move(service), std::move(operation), std::move(input)};
    Result<Answer> answer = co_await m_caller.read(std::move(call), token);
    if (!answer)
        co_return answer.error();
    co_return std::move(answer->output);
}

} // namespace sm::aws
