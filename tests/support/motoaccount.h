// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/awscaller.h>
#include <aws/credentialsources.h>
#include <core/clock.h>
#include <net/curltransport.h>
#include <net/realsleeper.h>
#include <operations/catalog.h>
#include <support/await.h>
#include <support/motoserver.h>

namespace sm::test {

using namespace Qt::Literals::StringLiterals;

/// An account of moto as the program reaches it, and as another client does: ask() sends anything, and nothing of it is
/// in a plan or journal.
class MotoAccount
{
public:
    /// \p moto and \p catalog outlive it. \p endpoint is \p moto itself or a double in front of it.
    MotoAccount(const MotoServer &moto, const operations::Catalog &catalog, const QString &endpoint = {})
        : sources({models, endpoints, transport, sleeper, clock, {}},
              configFor(moto, endpoint.isEmpty() ? moto.endpoint() : endpoint))
        , credentials(sources.provider({}))
        , caller({models, endpoints, *credentials, transport, sleeper, clock, catalog}, settings())
        , witness({models, endpoints, *credentials, transport, sleeper, clock, m_everythingReads}, settings())
    {
    }

    Result<QJsonObject> ask(const QString &service, const QString &operation, const QJsonObject &input)
    {
        const auto answer = await(witness.read({service, operation, input}, {}), std::chrono::seconds(60));
        if (!answer)
            return Error(Error::Kind::Timeout, u"no answer"_s);
        if (!*answer)
            return answer->error();
        return (**answer).output;
    }

private:
    class EverythingReads final : public aws::OperationKind
    {
    public:
        bool isWrite(const QString &, const QString &) const override { return false; }
    };
    static aws::AwsConfig configFor(const MotoServer &moto, const QString &endpoint)
    {
        aws::AwsEnvironment environment;
        environment.variables.insert(u"AWS_ACCESS_KEY_ID"_s, moto.accessKeyId());
        environment.variables.insert(u"AWS_SECRET_ACCESS_KEY"_s, moto.secretAccessKey());
        environment.variables.insert(u"AWS_REGION"_s, moto.region());
        environment.variables.insert(u"AWS_ENDPOINT_URL"_s, endpoint);
        return {environment, {}};
    }
    aws::CallerSettings settings() const { return sources.config().settings().value_or(aws::ProfileSettings()).caller; }

    EverythingReads m_everythingReads;

public:
    aws::Models models;
    aws::Endpoints endpoints;
    net::CurlTransport transport;
    net::RealSleeper sleeper;
    SystemClock clock;
    aws::CredentialSources sources;
    std::unique_ptr<aws::CredentialsProvider> credentials;
    aws::AwsCaller caller;
    aws::AwsCaller witness;
};

} // namespace sm::test
