// SPDX-License-Identifier: GPL-3.0-or-later
#include "mfasessions.h"

#include "credentialdocument.h"
#include "environmentcredentials.h"

#include <QCoreApplication>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Credentials", text); }

/// A session of a long-lived key, bought with a code.
class MfaSession final : public CredentialsProvider
{
public:
    MfaSession(const CredentialParts &parts, const CallerSettings &settings, MfaRequest request, Credentials longLived)
        : m_prompt(parts.mfaPrompt)
        , m_request(std::move(request))
        , m_longLived(std::move(longLived))
        , m_sts(parts, settings, m_longLived)
    {
    }

    QCoro::Task<Result<Credentials>> credentials(CancelToken token) override
    {
        const Result<Secret> code = co_await mfaCode(m_prompt, m_request, token);
        if (!code)
            co_return code.error();
        const QJsonObject input{
            {u"SerialNumber"_s, m_request.serial}, {u"TokenCode"_s, QString::fromUtf8(code->reveal())}};
        const Result<QJsonObject> output = co_await m_sts.call(u"sts"_s, u"GetSessionToken"_s, input, token);
        // Everybody may call GetSessionToken: what is refused is the code.
        if (!output && output.error().code() == "AccessDenied"_L1)
            co_return output.error().withCode(u"MfaRefused"_s);
        if (!output)
            co_return output.error();
        co_return credentialsFrom(output->value(u"Credentials"_s).toObject(), processNames,
            tr("an MFA session of profile %1").arg(m_request.profile));
    }

    void refused(const Credentials &) override { }

private:
    MfaPrompt m_prompt;
    MfaRequest m_request;
    FixedCredentials m_longLived;
    SignInCaller m_sts;
};

} // namespace

MfaSessions::MfaSessions(const CredentialParts &parts)
    : m_parts(parts)
{
}

CredentialsProvider &MfaSessions::session(
    const MfaRequest &request, const CallerSettings &settings, const Credentials &longLived)
{
    std::unique_ptr<CredentialsProvider> &session = m_sessions[request.serial + u'\n' + longLived.accessKeyId];
    if (!session)
        session = std::make_unique<CachedCredentials>(
            std::make_unique<MfaSession>(m_parts, settings, request, longLived), m_parts.clock);
    return *session;
}

QCoro::Task<Result<Secret>> mfaCode(MfaPrompt prompt, MfaRequest request, CancelToken token)
{
    if (!prompt)
        co_return Error(Error::Kind::Denied,
            tr("The profile \"%1\" needs a code of the MFA device %2, and there is nobody to ask.")
                .arg(request.profile, request.serial))
            .withCode(u"MfaRequired"_s);
    co_return co_await prompt(std::move(request), token);
}

} // namespace sm::aws
