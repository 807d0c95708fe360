// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metadataservice.h"

#include <aws/awsenvironment.h>
#include <aws/credentials.h>

namespace sm::aws {

/// Where a container finds its credentials: AWS_CONTAINER_CREDENTIALS_RELATIVE_URI at the ECS address, else
/// AWS_CONTAINER_CREDENTIALS_FULL_URI, which is https, or http to this machine or one of the addresses of ECS and EKS.
/// \error Kind::Denied  (code "NotConfigured") neither is set
/// \error Kind::Invalid (code "ContainerUri") it is none, or names a host that is not allowed
Result<QByteArray> containerCredentialsUrl(const AwsEnvironment &environment);

/// Credentials of the task or pod that this runs in.
class ContainerCredentials final : public CredentialsProvider
{
public:
    ContainerCredentials(AwsEnvironment environment, net::Transport &transport, net::Sleeper &sleeper);

    QCoro::Task<Result<Credentials>> credentials(CancelToken token) override;
    void refused(const Credentials &) override { }

private:
    Result<net::HttpHeaders> headers() const;

    AwsEnvironment m_environment;
    MetadataService m_service;
};

} // namespace sm::aws
