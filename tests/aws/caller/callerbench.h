// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/awscaller.h>
#include <support/instantsleeper.h>
#include <support/scriptedtransport.h>

namespace sm::test {

/// A write of Cognito as the AWS JSON protocol carries it.
inline const aws::Call disableUser{QStringLiteral("cognito-idp"), QStringLiteral("AdminDisableUser"),
    {{QStringLiteral("UserPoolId"), QStringLiteral("eu-west-1_pool")},
        {QStringLiteral("Username"), QStringLiteral("ada")}}};

/// The body with which the service says no.
inline QByteArray refusal(const QByteArray &code, const QByteArray &message = "No.")
{
    return R"({"__type":")" + code + R"(","message":")" + message + R"("})";
}

inline Error networkError(const QString &code, Error::Changed changed)
{
    return Error(Error::Kind::Network, QStringLiteral("broken")).withCode(code).withChanged(changed);
}

/// Gives one key after the other, and counts who refused them.
class TestCredentials final : public aws::CredentialsProvider
{
public:
    QCoro::Task<Result<aws::Credentials>> credentials(CancelToken) override
    {
        ++asked;
        if (failure)
            co_return Error(*failure);
        aws::Credentials given;
        given.accessKeyId = QStringLiteral("AKIA%1").arg(refusals);
        given.secretAccessKey = Secret(QStringLiteral("secret"));
        given.source = QStringLiteral("profile ops");
        co_return given;
    }
    void refused(const aws::Credentials &) override
    {
        if (renewable)
            ++refusals;
    }

    int asked = 0;
    int refusals = 0;
    bool renewable = true;
    std::optional<Error> failure;
};

/// What begins with a verb of a read is one.
class TestKinds final : public aws::OperationKind
{
public:
    bool isWrite(const QString &, const QString &operation) const override
    {
        static const QStringList verbs{QStringLiteral("Get"), QStringLiteral("List"), QStringLiteral("Describe"),
            QStringLiteral("Head"), QStringLiteral("AdminGet"), QStringLiteral("Scan")};
        return std::none_of(
            verbs.begin(), verbs.end(), [&operation](const QString &verb) { return operation.startsWith(verb); });
    }
};

/// An AwsCaller whose world is scripted.
struct CallerBench
{
    explicit CallerBench(aws::CallerSettings given = {})
        : caller({models, endpoints, credentials, transport, sleeper, clock, kinds}, withRegion(std::move(given)))
    {
    }

    static aws::CallerSettings withRegion(aws::CallerSettings settings)
    {
        if (settings.region.isEmpty())
            settings.region.value = QStringLiteral("eu-west-1");
        return settings;
    }

    aws::Models models;
    aws::Endpoints endpoints;
    TestCredentials credentials;
    MockClock clock;
    ScriptedTransport transport{clock};
    InstantSleeper sleeper{clock};
    TestKinds kinds;
    aws::AwsCaller caller;
};

} // namespace sm::test
