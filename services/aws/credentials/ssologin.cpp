// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/ssologin.h>

#include "loopbackredirect.h"
#include "pkce.h"
#include "signincaller.h"

#include <QCoreApplication>
#include <QUrlQuery>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::SsoLogin", text); }

QString textOf(const Secret &secret) { return QString::fromUtf8(secret.reveal()); }

QJsonArray scopesOf(const SsoSession &session)
{
    QJsonArray scopes;
    for (const QString &scope : session.scopes)
        scopes.append(scope.trimmed());
    return scopes.isEmpty() ? QJsonArray{u"sso:account:access"_s} : scopes;
}

QString joined(const QJsonArray &scopes)
{
    QStringList names;
    for (const QJsonValue &scope : scopes)
        names.append(scope.toString());
    return names.join(u' ');
}

/// Where a person signs in; \p settings may name another place than AWS's.
QUrl authorizeAddress(const SsoSession &session, const CallerSettings &settings, const Endpoints &endpoints)
{
    const QByteArray given = settings.endpointUrl ? settings.endpointUrl(u"SSO OIDC"_s) : QByteArray();
    if (!given.isEmpty())
        return QUrl::fromEncoded(given + "/authorize");
    return QUrl(u"https://oidc.%1.%2/authorize"_s.arg(session.region, endpoints.dnsSuffix({session.region})));
}

QUrl authorizationPage(
    QUrl page, const SsoSession &session, const SsoToken &client, const LoopbackRedirect &redirect, const Pkce &pkce)
{
    QUrlQuery query;
    const auto add = [&query](const QString &name, const QString &value) {
        query.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    };
    add(u"response_type"_s, u"code"_s);
    add(u"client_id"_s, client.clientId);
    add(u"redirect_uri"_s, redirect.uri());
    add(u"state"_s, redirect.state());
    add(u"code_challenge_method"_s, u"S256"_s);
    add(u"code_challenge"_s, QString::fromLatin1(pkce.challenge));
    add(u"scopes"_s, joined(scopesOf(session)));
    page.setQuery(query);
    return page;
}

DeviceCode codeFrom(const QJsonObject &authorization, const QDateTime &now)
{
    return {authorization.value(u"userCode"_s).toString(), QUrl(authorization.value(u"verificationUri"_s).toString()),
        QUrl(authorization.value(u"verificationUriComplete"_s).toString()),
        now.addSecs(authorization.value(u"expiresIn"_s).toInteger())};
}

} // namespace

SsoLogin::SsoLogin(const CredentialParts &parts, CallerSettings settings, SsoTokens &tokens)
    : m_parts(parts)
    , m_settings(std::move(settings))
    , m_tokens(tokens)
{
}

QCoro::Task<Result<QJsonObject>> SsoLogin::call(
    SsoSession session, QString operation, QJsonObject input, CancelToken token)
{
    CallerSettings settings = m_settings;
    settings.region.value = session.region;
    SignInCaller oidc(m_parts, std::move(settings));
    co_return co_await oidc.call(u"sso-oidc"_s, std::move(operation), std::move(input), token);
}

QCoro::Task<Result<SsoToken>> SsoLogin::registerClient(SsoSession session, QJsonObject more, CancelToken token)
{
    more.insert(u"clientName"_s, u"stationmaster"_s);
    more.insert(u"clientType"_s, u"public"_s);
    more.insert(u"scopes"_s, scopesOf(session));
    const Result<QJsonObject> answer = co_await call(session, u"RegisterClient"_s, std::move(more), token);
    if (!answer)
        co_return answer.error();
    SsoToken client;
    client.clientId = answer->value(u"clientId"_s).toString();
    client.clientSecret = Secret(answer->value(u"clientSecret"_s).toString());
    client.registrationExpiresAt
        = QDateTime::fromSecsSinceEpoch(answer->value(u"clientSecretExpiresAt"_s).toInteger(), Qt::UTC);
    co_return client;
}

QCoro::Task<Result<SsoToken>> SsoLogin::createToken(
    SsoSession session, SsoToken client, QJsonObject grant, CancelToken token)
{
    grant.insert(u"clientId"_s, client.clientId);
    grant.insert(u"clientSecret"_s, textOf(client.clientSecret));
    const Result<QJsonObject> answer = co_await call(session, u"CreateToken"_s, std::move(grant), token);
    if (!answer)
        co_return answer.error();
    SsoToken signedIn = tokenFromAnswer(*answer, std::move(client), m_parts.clock.nowUtc());
    m_tokens.remember(session, signedIn);
    co_return signedIn;
}

QCoro::Task<Result<SsoToken>> SsoLogin::withBrowser(SsoSession session, OpenBrowser open, CancelToken token)
{
    LoopbackRedirect redirect;
    if (!redirect.isListening())
        co_return Error(Error::Kind::Network, tr("No port is free for the answer of the browser."));
    const QJsonArray grants{u"authorization_code"_s, u"refresh_token"_s};
    const QJsonObject client{{u"grantTypes"_s, grants}, {u"issuerUrl"_s, session.startUrl},
        {u"redirectUris"_s, QJsonArray{redirect.registeredUri()}}};
    const Result<SsoToken> registered = co_await registerClient(session, client, token);
    if (!registered)
        co_return registered.error();

    const Pkce pkce = Pkce::make();
    const QUrl address = authorizeAddress(session, m_settings, m_parts.endpoints);
    if (!open(authorizationPage(address, session, *registered, redirect, pkce)))
        co_return Error(
            Error::Kind::Denied, tr("The browser could not be opened. Sign in with a device code instead."));
    const Result<QString> code = co_await redirect.code(std::chrono::milliseconds(10min), token);
    if (!code)
        co_return code.error();
    const QJsonObject grant{{u"grantType"_s, u"authorization_code"_s}, {u"code"_s, *code},
        {u"redirectUri"_s, redirect.uri()}, {u"codeVerifier"_s, QString::fromLatin1(pkce.verifier)}};
    co_return co_await createToken(session, *registered, grant, token);
}

QCoro::Task<Result<SsoToken>> SsoLogin::withDeviceCode(SsoSession session, ShowCode show, CancelToken token)
{
    const Result<SsoToken> client = co_await registerClient(session, {}, token);
    if (!client)
        co_return client.error();
    const QJsonObject input{{u"clientId"_s, client->clientId}, {u"clientSecret"_s, textOf(client->clientSecret)},
        {u"startUrl"_s, session.startUrl}};
    const Result<QJsonObject> authorization = co_await call(session, u"StartDeviceAuthorization"_s, input, token);
    if (!authorization)
        co_return authorization.error();
    show(codeFrom(*authorization, m_parts.clock.nowUtc()));
    co_return co_await poll(session, *client, *authorization, token);
}

/// As the OAuth device grant (RFC 8628, 3.5) has it: wait the interval, five seconds more after each "slow down".
QCoro::Task<Result<SsoToken>> SsoLogin::poll(
    SsoSession session, SsoToken client, QJsonObject authorization, CancelToken token)
{
    std::chrono::seconds interval(std::max(1, authorization.value(u"interval"_s).toInt(5)));
    const QDateTime end = codeFrom(authorization, m_parts.clock.nowUtc()).expiresAt;
    const QJsonObject grant{{u"grantType"_s, u"urn:ietf:params:oauth:grant-type:device_code"_s},
        {u"deviceCode"_s, authorization.value(u"deviceCode"_s)}};
    while (m_parts.clock.nowUtc() < end) {
        if (const Result<void> slept = co_await m_parts.sleeper.sleep(interval, token); !slept)
            co_return slept.error();
        const Result<SsoToken> signedIn = co_await createToken(session, client, grant, token);
        const QString code = signedIn ? QString() : signedIn.error().code();
        if (code == "SlowDownException"_L1)
            interval += 5s;
        else if (code != "AuthorizationPendingException"_L1)
            co_return signedIn;
    }
    co_return Error(Error::Kind::Timeout, tr("Nobody typed the code in time. Start again."))
        .withCode(u"DeviceCodeExpired"_s);
}

} // namespace sm::aws
