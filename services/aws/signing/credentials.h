// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>
#include <core/secret.h>

#include <QCoroTask>
#include <QDateTime>

namespace sm::aws {

struct Credentials
{
    QString accessKeyId;
    Secret secretAccessKey;
    Secret sessionToken; ///< empty for long-lived keys
    QDateTime expiresAt; ///< UTC; invalid: they do not expire
    QString accountId; ///< empty: the source does not say
    QString source; ///< for people: "profile ops, assumed role admin"
};

/// Where credentials come from. Implementations may ask the network, a file, a process or a person.
class CredentialsProvider
{
public:
    virtual ~CredentialsProvider() = default;

    /// Credentials that are valid now.
    /// \error Kind::Denied    there are none, or they expired and can not be renewed; says how to sign in
    /// \error Kind::Invalid   the configuration is wrong; names file, profile and key
    /// \error Kind::Cancelled \p token was cancelled
    virtual QCoro::Task<Result<Credentials>> credentials(CancelToken token) = 0;

    /// Tells the provider that the service refused \p rejected as expired: the next call fetches afresh.
    virtual void refused(const Credentials &rejected) = 0;
};

} // namespace sm::aws
