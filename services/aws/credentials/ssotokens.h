// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/awsenvironment.h>
#include <aws/callersettings.h>
#include <aws/credentialparts.h>
#include <aws/ssosession.h>

#include <QHash>

namespace sm::aws {

/// What signing in to IAM Identity Center gave.
struct SsoToken
{
    Secret accessToken;
    QDateTime expiresAt; ///< UTC
    Secret refreshToken; ///< empty: it can not be renewed
    QString clientId;
    Secret clientSecret;
    QDateTime registrationExpiresAt; ///< UTC, of the client
};

/// The tokens of SSO sessions: from a sign-in of this program, which stay in memory, or from the cache that the AWS CLI
/// wrote, which is read and never written.
class SsoTokens
{
public:
    /// \p parts outlives it.
    SsoTokens(const CredentialParts &parts, AwsEnvironment environment);

    /// A token that is good now, renewed when less than 5 minutes are left and that is possible.
    /// \param settings of the caller that renews it; the region is the session's
    /// \error Kind::Denied (code "SsoSignIn") nobody has signed in, or the sign-in has expired; says how to
    /// \error Kind::Network, Kind::Timeout it has to be renewed, and IAM Identity Center could not be asked
    /// \error Kind::Cancelled \p token was cancelled
    QCoro::Task<Result<SsoToken>> token(SsoSession session, CallerSettings settings, CancelToken token);

    /// Keeps a new sign-in for as long as the program runs.
    void remember(const SsoSession &session, SsoToken token);
    /// Signs out: what is in memory goes.
    void forget(const SsoSession &session);

    /// The file of the AWS CLI for a session: the SHA-1 of its name. Empty where there is no home folder.
    QString cacheFile(const SsoSession &session) const;

private:
    Result<SsoToken> known(const SsoSession &session) const;
    Result<SsoToken> readCache(const SsoSession &session) const;
    bool lasts(const SsoToken &token, std::chrono::seconds margin) const;
    bool canBeRenewed(const SsoToken &token) const;

    const CredentialParts &m_parts;
    AwsEnvironment m_environment;
    QHash<QString, SsoToken> m_remembered;
};

/// The token in an answer of SSO OIDC CreateToken, with the client it was made for.
SsoToken tokenFromAnswer(const QJsonObject &answer, SsoToken client, const QDateTime &nowUtc);

} // namespace sm::aws
