// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/callersettings.h>
#include <aws/credentialparts.h>
#include <aws/ssotokens.h>

#include <QUrl>

namespace sm::aws {

/// What a person needs for a sign-in with a device code. Whoever shows it says that the code is to be typed only into
/// the page that belongs to one's own company: others may ask for it, too.
struct DeviceCode
{
    QString userCode;
    QUrl page; ///< where the code is typed
    QUrl pageWithCode;
    QDateTime expiresAt; ///< UTC
};

/// Signs a person in to IAM Identity Center. What comes of it stays in memory, with SsoTokens.
class SsoLogin
{
public:
    using OpenBrowser = std::function<bool(const QUrl &)>;
    using ShowCode = std::function<void(const DeviceCode &)>;

    /// Both outlive it. \p settings: endpoints as the user gave them; the region is the session's.
    SsoLogin(const CredentialParts &parts, CallerSettings settings, SsoTokens &tokens);

    /// Through the browser of this computer: authorization code with PKCE (S256) and a redirect to a random port of
    /// the loopback address. Waits 10 minutes at most.
    /// \error Kind::Denied    the person or the service refused
    /// \error Kind::Timeout   nobody came back from the browser
    /// \error Kind::Cancelled \p token was cancelled
    QCoro::Task<Result<SsoToken>> withBrowser(SsoSession session, OpenBrowser open, CancelToken token);

    /// Through a browser anywhere, on request only: it can be abused to lure somebody into signing in a stranger.
    /// \error as withBrowser()
    QCoro::Task<Result<SsoToken>> withDeviceCode(SsoSession session, ShowCode show, CancelToken token);

private:
    QCoro::Task<Result<QJsonObject>> call(SsoSession session, QString operation, QJsonObject input, CancelToken token);
    QCoro::Task<Result<SsoToken>> registerClient(SsoSession session, QJsonObject more, CancelToken token);
    QCoro::Task<Result<SsoToken>> createToken(
        SsoSession session, SsoToken client, QJsonObject grant, CancelToken token);
    QCoro::Task<Result<SsoToken>> poll(
        SsoSession session, SsoToken client, QJsonObject authorization, CancelToken token);

    const CredentialParts &m_parts;
    CallerSettings m_settings;
    SsoTokens &m_tokens;
};

} // namespace sm::aws
