// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/credentials.h>

#include <memory>
#include <vector>

namespace sm::aws {

/// Asks one source after the other. A source that is not set up is passed over; any other failure is the answer,
/// because somebody meant that source to be used.
class ChainCredentials final : public CredentialsProvider
{
public:
    explicit ChainCredentials(std::vector<std::unique_ptr<CredentialsProvider>> sources);

    /// \error Kind::Denied (code "NoCredentials") no source is set up; says how to sign in
    QCoro::Task<Result<Credentials>> credentials(CancelToken token) override;
    void refused(const Credentials &rejected) override;

private:
    std::vector<std::unique_ptr<CredentialsProvider>> m_sources;
};

} // namespace sm::aws
