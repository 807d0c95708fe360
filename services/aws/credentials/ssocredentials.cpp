// SPDX-License-Identifier: GPL-3.0-or-later
#include "ssocredentials.h"

#include "credentialdocument.h"

#include <QCoreApplication>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Credentials", text); }

CallerSettings inRegion(CallerSettings settings, const QString &region)
{
    settings.region.value = region;
    return settings;
}

} // namespace

SsoCredentials::SsoCredentials(
    const CredentialParts &parts, CallerSettings settings, SsoTokens &tokens, SsoAccountRole role)
    : m_settings(inRegion(std::move(settings), role.session.region))
    , m_tokens(tokens)
    , m_role(std::move(role))
    , m_sso(parts, m_settings)
{
}

QCoro::Task<Result<Credentials>> SsoCredentials::credentials(CancelToken token)
{
    const Result<SsoToken> signedIn = co_await m_tokens.token(m_role.session, m_settings, token);
    if (!signedIn)
        co_return signedIn.error();
    const QJsonObject input{{u"roleName"_s, m_role.roleName}, {u"accountId"_s, m_role.accountId},
        {u"accessToken"_s, QString::fromUtf8(signedIn->accessToken.reveal())}};
    const Result<QJsonObject> output = co_await m_sso.call(u"sso"_s, u"GetRoleCredentials"_s, input, token);
    if (!output)
        co_return output.error();
    QJsonObject document = output->value(u"roleCredentials"_s).toObject();
    // Unlike all others it counts milliseconds.
    const QDateTime expiry = QDateTime::fromMSecsSinceEpoch(document.take(u"expiration"_s).toInteger(), Qt::UTC);
    Result<Credentials> credentials = credentialsFrom(
        document, processNames, tr("SSO, account %1, role %2").arg(m_role.accountId, m_role.roleName));
    if (credentials) {
        credentials->expiresAt = expiry;
        credentials->accountId = m_role.accountId;
    }
    co_return credentials;
}

} // namespace sm::aws
