// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/ssotokens.h>

#include "credentialdocument.h"
#include "signincaller.h"

#include <core/json.h>
#include <crypto/digest.h>

#include <QCoreApplication>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::SsoTokens", text); }

Error signIn(const SsoSession &session, const QString &why)
{
    const QString how = session.name.isEmpty() ? u"aws sso login"_s : u"aws sso login --sso-session "_s + session.name;
    return Error(Error::Kind::Denied, tr("%1 Sign in to %2 here, or with: %3").arg(why, session.startUrl, how))
        .withCode(u"SsoSignIn"_s);
}

/// Nobody said that the sign-in is over.
bool isNoAnswer(const Error &error)
{
    return error.kind() == Error::Kind::Cancelled || error.kind() == Error::Kind::Network
        || error.kind() == Error::Kind::Timeout;
}

} // namespace

SsoTokens::SsoTokens(const CredentialParts &parts, AwsEnvironment environment)
    : m_parts(parts)
    , m_environment(std::move(environment))
{
}

QString SsoTokens::cacheFile(const SsoSession &session) const
{
    const QString folder = m_environment.ssoCacheFolder();
    const QString name = QString::fromLatin1(crypto::hex(crypto::sha1(session.cacheKey().toUtf8())));
    return folder.isEmpty() ? QString() : folder + u'/' + name + u".json"_s;
}

void SsoTokens::remember(const SsoSession &session, SsoToken token)
{
    m_remembered.insert(session.cacheKey(), std::move(token));
}

void SsoTokens::forget(const SsoSession &session) { m_remembered.remove(session.cacheKey()); }

Result<SsoToken> SsoTokens::known(const SsoSession &session) const
{
    const auto found = m_remembered.constFind(session.cacheKey());
    if (found != m_remembered.constEnd())
        return *found;
    return readCache(session);
}

Result<SsoToken> SsoTokens::readCache(const SsoSession &session) const
{
    const QString path = cacheFile(session);
    const Result<QByteArray> content = m_environment.readFile(path);
    if (!content)
        return signIn(session, tr("Nobody has signed in."));
    const Result<QJsonValue> json = parseJson(*content);
    const QJsonObject document = json ? json->toObject() : QJsonObject();
    const auto text = [&document](const QString &key) { return document.value(key).toString(); };
    SsoToken token;
    token.accessToken = Secret(text(u"accessToken"_s));
    token.expiresAt = instantFrom(text(u"expiresAt"_s));
    if (token.accessToken.isEmpty() || !token.expiresAt.isValid())
        return signIn(session, tr("The file %1 holds no token.").arg(path));
    token.refreshToken = Secret(text(u"refreshToken"_s));
    token.clientId = text(u"clientId"_s);
    token.clientSecret = Secret(text(u"clientSecret"_s));
    token.registrationExpiresAt = instantFrom(text(u"registrationExpiresAt"_s));
    return token;
}

bool SsoTokens::lasts(const SsoToken &token, std::chrono::seconds margin) const
{
    return m_parts.clock.nowUtc().addSecs(margin.count()) < token.expiresAt;
}

bool SsoTokens::canBeRenewed(const SsoToken &token) const
{
    return !token.refreshToken.isEmpty() && !token.clientId.isEmpty() && !token.clientSecret.isEmpty()
        && m_parts.clock.nowUtc() < token.registrationExpiresAt;
}

QCoro::Task<Result<SsoToken>> SsoTokens::token(SsoSession session, CallerSettings settings, CancelToken token)
{
    const Result<SsoToken> old = known(session);
    if (!old || lasts(*old, 5min))
        co_return old;
    if (canBeRenewed(*old)) {
        settings.region.value = session.region;
        SignInCaller oidc(m_parts, std::move(settings));
        const QJsonObject input{{u"clientId"_s, old->clientId},
            {u"clientSecret"_s, QString::fromUtf8(old->clientSecret.reveal())}, {u"grantType"_s, u"refresh_token"_s},
            {u"refreshToken"_s, QString::fromUtf8(old->refreshToken.reveal())}};
        const Result<QJsonObject> answer = co_await oidc.call(u"sso-oidc"_s, u"CreateToken"_s, input, token);
        if (answer) {
            SsoToken renewed = tokenFromAnswer(*answer, *old, m_parts.clock.nowUtc());
            remember(session, renewed);
            co_return renewed;
        }
        if (const auto other = known(session); other && lasts(*other, 0s))
            co_return Result<SsoToken>(other); // still good, or renewed meanwhile for another profile of the session
        if (isNoAnswer(answer.error()))
            co_return answer.error();
    }
    if (lasts(*old, 0s))
        co_return old;
    co_return signIn(session, tr("The sign-in has expired."));
}

SsoToken tokenFromAnswer(const QJsonObject &answer, SsoToken client, const QDateTime &nowUtc)
{
    client.accessToken = Secret(answer.value(u"accessToken"_s).toString());
    client.expiresAt = nowUtc.addSecs(answer.value(u"expiresIn"_s).toInteger());
    if (const QString renewal = answer.value(u"refreshToken"_s).toString(); !renewal.isEmpty())
        client.refreshToken = Secret(renewal);
    return client;
}

} // namespace sm::aws
