// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/awscaller.h>
#include <core/clock.h>
#include <net/curltransport.h>
#include <net/realsleeper.h>
#include <operations/catalog.h>
#include <users/cognitouserservice.h>

namespace bench {

/// Long-lived keys that are made up: the stub asks for none.
class StubCredentials final : public sm::aws::CredentialsProvider
{
public:
    QCoro::Task<sm::Result<sm::aws::Credentials>> credentials(sm::CancelToken token) override;
    void refused(const sm::aws::Credentials &) override { }
};

/// Everything that the program puts between the network and its user service, against the stub.
class BenchSystem
{
public:
    BenchSystem(sm::operations::Catalog catalog, const QByteArray &endpoint);

    sm::users::UserService &users() { return m_users; }
    sm::aws::Caller &caller() { return m_caller; }
    const sm::aws::Models &models() const { return m_models; }
    const sm::operations::Catalog &catalog() const { return m_catalog; }

private:
    sm::SystemClock m_clock;
    sm::net::RealSleeper m_sleeper;
    sm::aws::Models m_models;
    sm::aws::Endpoints m_endpoints;
    sm::operations::Catalog m_catalog;
    StubCredentials m_credentials;
    sm::net::CurlTransport m_transport;
    sm::aws::AwsCaller m_caller;
    sm::users::CognitoUserService m_users;
};

} // namespace bench
