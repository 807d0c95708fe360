// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/awsenvironment.h>
#include <aws/credentials.h>
#include <aws/profilechain.h>

namespace sm::aws {

/// What a program prints (credential_process, version 1 of its JSON document). The program gets a minute.
class ProcessCredentials final : public CredentialsProvider
{
public:
    ProcessCredentials(AwsEnvironment environment, ProcessCommand command, QString profile);

    QCoro::Task<Result<Credentials>> credentials(CancelToken token) override;
    void refused(const Credentials &) override { }

private:
    Result<Credentials> read(const QByteArray &printed) const;

    AwsEnvironment m_environment;
    ProcessCommand m_command;
    QString m_profile;
};

} // namespace sm::aws
