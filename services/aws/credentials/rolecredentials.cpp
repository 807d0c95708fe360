// SPDX-License-Identifier: GPL-3.0-or-later
#include "rolecredentials.h"

#include "credentialdocument.h"
#include "notconfigured.h"

#include <QCoreApplication>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Credentials", text); }

/// How CloudTrail shows who it was.
QString sessionName(const QString &given, const Clock &clock)
{
    return given.isEmpty() ? u"stationmaster-%1"_s.arg(clock.nowUtc().toMSecsSinceEpoch()) : given;
}

Result<Credentials> credentialsOfRole(const QJsonObject &output, const QString &source)
{
    Result<Credentials> credentials = credentialsFrom(output.value(u"Credentials"_s).toObject(), processNames, source);
    if (credentials)
        credentials->accountId = accountOfArn(output[u"AssumedRoleUser"_s][u"Arn"_s].toString());
    return credentials;
}

} // namespace

AssumeRoleCredentials::AssumeRoleCredentials(const CredentialParts &parts, CallerSettings settings,
    MfaSessions &sessions, RoleStep role, std::unique_ptr<CredentialsProvider> source)
    : m_parts(parts)
    , m_settings(std::move(settings))
    , m_sessions(sessions)
    , m_role(std::move(role))
    , m_source(std::move(source))
{
}

QJsonObject AssumeRoleCredentials::input() const
{
    QJsonObject input{
        {u"RoleArn"_s, m_role.roleArn}, {u"RoleSessionName"_s, sessionName(m_role.sessionName, m_parts.clock)}};
    if (!m_role.externalId.isEmpty())
        input.insert(u"ExternalId"_s, m_role.externalId);
    if (m_role.durationSeconds > 0)
        input.insert(u"DurationSeconds"_s, m_role.durationSeconds);
    return input;
}

QCoro::Task<Result<Credentials>> AssumeRoleCredentials::credentials(CancelToken token)
{
    if (!m_role.mfaSerial.isEmpty())
        co_return co_await credentialsWithMfa(token);
    co_return co_await assume(m_source.get(), input(), token);
}

/// Only a long-lived key can buy an MFA session; temporary credentials show the code with the role itself.
QCoro::Task<Result<Credentials>> AssumeRoleCredentials::credentialsWithMfa(CancelToken token)
{
    const MfaRequest request{m_role.mfaSerial, m_role.profile};
    const Result<Credentials> source = co_await m_source->credentials(token);
    if (!source)
        co_return source.error();
    QJsonObject withCode = input();
    if (source->sessionToken.isEmpty())
        co_return co_await assume(&m_sessions.session(request, m_settings, *source), withCode, token);
    const Result<Secret> code = co_await mfaCode(m_parts.mfaPrompt, request, token);
    if (!code)
        co_return code.error();
    withCode.insert(u"SerialNumber"_s, m_role.mfaSerial);
    withCode.insert(u"TokenCode"_s, QString::fromUtf8(code->reveal()));
    co_return co_await assume(m_source.get(), withCode, token);
}

QCoro::Task<Result<Credentials>> AssumeRoleCredentials::assume(
    CredentialsProvider *source, QJsonObject input, CancelToken token)
{
    SignInCaller sts(m_parts, m_settings, *source);
    const Result<QJsonObject> output = co_await sts.call(u"sts"_s, u"AssumeRole"_s, std::move(input), token);
    if (!output)
        co_return output.error();
    co_return credentialsOfRole(
        *output, tr("profile %1, role %2").arg(m_role.profile, m_role.roleArn.section(u'/', -1)));
}

WebIdentityCredentials::WebIdentityCredentials(
    const CredentialParts &parts, CallerSettings settings, AwsEnvironment environment, WebIdentityRole role)
    : m_parts(parts)
    , m_environment(std::move(environment))
    , m_role(std::move(role))
    , m_sts(parts, std::move(settings))
{
}

WebIdentityRole WebIdentityCredentials::fromVariables(const AwsEnvironment &environment)
{
    return {environment.value(u"AWS_ROLE_ARN"_s), environment.value(u"AWS_WEB_IDENTITY_TOKEN_FILE"_s),
        environment.value(u"AWS_ROLE_SESSION_NAME"_s)};
}

QCoro::Task<Result<Credentials>> WebIdentityCredentials::credentials(CancelToken token)
{
    if (m_role.tokenFile.isEmpty())
        co_return notConfigured(tr("AWS_WEB_IDENTITY_TOKEN_FILE is not set."));
    if (m_role.roleArn.isEmpty())
        co_return Error(Error::Kind::Invalid, tr("AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not."))
            .withCode(u"PartialCredentials"_s);
    const Result<QByteArray> identity = m_environment.readFile(m_role.tokenFile);
    if (!identity)
        co_return Error(Error::Kind::Denied, identity.error().message()).withCode(u"WebIdentityToken"_s);
    const QJsonObject input{{u"RoleArn"_s, m_role.roleArn},
        {u"RoleSessionName"_s, sessionName(m_role.sessionName, m_parts.clock)},
        {u"WebIdentityToken"_s, QString::fromUtf8(identity->trimmed())}};
    const Result<QJsonObject> output = co_await m_sts.call(u"sts"_s, u"AssumeRoleWithWebIdentity"_s, input, token);
    if (!output)
        co_return output.error();
    co_return credentialsOfRole(*output, tr("web identity, role %1").arg(m_role.roleArn.section(u'/', -1)));
}

} // namespace sm::aws
