// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metadataservice.h"

#include <aws/awsconfig.h>
#include <aws/credentials.h>

namespace sm::aws {

/// The address of the EC2 instance metadata service: a given one, the environment's, the profile's, else that of the
/// mode (IPv4 or IPv6), which is looked for in the same places. Without a trailing slash.
/// \error Kind::Invalid (code "MetadataEndpoint") no such mode, or no address
Result<QByteArray> instanceMetadataUrl(
    const AwsConfig &config, const QString &profile, const QString &givenEndpoint = {}, const QString &givenMode = {});

/// Credentials of the EC2 instance that this runs on, by version 2 of its metadata service alone: a token first, which
/// does not travel further than the instance.
class InstanceCredentials final : public CredentialsProvider
{
public:
    InstanceCredentials(AwsConfig config, QString profile, net::Transport &transport, net::Sleeper &sleeper);

    QCoro::Task<Result<Credentials>> credentials(CancelToken token) override;
    void refused(const Credentials &) override { }

private:
    QCoro::Task<Result<QByteArray>> fetchToken(QByteArray base, CancelToken token);
    QCoro::Task<Result<QByteArray>> read(QByteArray url, QByteArray sessionToken, CancelToken token);

    AwsConfig m_config;
    QString m_profile;
    MetadataService m_service;
};

} // namespace sm::aws
