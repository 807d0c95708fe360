// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/credentialsources.h>

#include "chaincredentials.h"
#include "containercredentials.h"
#include "environmentcredentials.h"
#include "instancecredentials.h"
#include "notconfigured.h"
#include "processcredentials.h"
#include "rolecredentials.h"
#include "ssocredentials.h"

#include <QCoreApplication>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::Credentials", text); }

std::unique_ptr<CredentialsProvider> failing(const Error &error)
{
    return std::make_unique<FixedCredentials>(Result<Credentials>(error));
}

/// A profile's source that somebody named: that it is not there is an error, and not the turn of the next source.
class RequiredCredentials final : public CredentialsProvider
{
public:
    explicit RequiredCredentials(std::unique_ptr<CredentialsProvider> source)
        : m_source(std::move(source))
    {
    }

    QCoro::Task<Result<Credentials>> credentials(CancelToken token) override
    {
        Result<Credentials> credentials = co_await m_source->credentials(token);
        if (!credentials && isNotConfigured(credentials.error()))
            co_return Error(Error::Kind::Denied, credentials.error().message()).withCode(u"NoCredentials"_s);
        co_return credentials;
    }

    void refused(const Credentials &rejected) override { m_source->refused(rejected); }

private:
    std::unique_ptr<CredentialsProvider> m_source;
};

Credentials credentialsOfKeys(const ProfileKeys &keys, const QString &profile)
{
    return {
        keys.accessKeyId, keys.secretAccessKey, keys.sessionToken, {}, keys.accountId, tr("profile %1").arg(profile)};
}

/// STS has an endpoint in every region; without one its old home serves.
CallerSettings withRegion(CallerSettings settings)
{
    if (settings.region.isEmpty())
        settings.region.value = u"us-east-1"_s;
    return settings;
}

} // namespace

CredentialSources::CredentialSources(CredentialParts parts, AwsConfig config)
    : m_parts(std::move(parts))
    , m_config(std::move(config))
    , m_ssoTokens(m_parts, m_config.environment())
    , m_mfaSessions(std::make_unique<MfaSessions>(m_parts))
{
}

CredentialSources::~CredentialSources() = default;

Result<void> CredentialSources::reread()
{
    Result<AwsConfig> config = AwsConfig::load(m_config.environment());
    if (!config)
        return config.error();
    m_config = std::move(*config);
    return ok();
}

std::unique_ptr<CredentialsProvider> CredentialSources::cached(std::unique_ptr<CredentialsProvider> source) const
{
    return std::make_unique<CachedCredentials>(std::move(source), m_parts.clock);
}

std::unique_ptr<CredentialsProvider> CredentialSources::provider(const AwsChoice &choice)
{
    if (!choice.profile.isEmpty())
        return cached(std::make_unique<RequiredCredentials>(profile(choice)));
    const AwsEnvironment &environment = m_config.environment();
    const Result<ProfileSettings> settings = m_config.settings(choice);
    if (!settings)
        return failing(settings.error());
    std::vector<std::unique_ptr<CredentialsProvider>> sources;
    sources.push_back(std::make_unique<EnvironmentCredentials>(environment));
    sources.push_back(profile(choice));
    sources.push_back(std::make_unique<WebIdentityCredentials>(
        m_parts, withRegion(settings->caller), environment, WebIdentityCredentials::fromVariables(environment)));
    sources.push_back(std::make_unique<ContainerCredentials>(environment, m_parts.transport, m_parts.sleeper));
    sources.push_back(
        std::make_unique<InstanceCredentials>(m_config, settings->profile, m_parts.transport, m_parts.sleeper));
    return cached(std::make_unique<ChainCredentials>(std::move(sources)));
}

std::unique_ptr<CredentialsProvider> CredentialSources::profile(const AwsChoice &choice)
{
    const Result<ProfileSettings> settings = m_config.settings(choice);
    if (!settings)
        return failing(settings.error());
    const Result<ProfileChain> chain = resolveChain(m_config.profiles(), settings->profile);
    if (!chain)
        return failing(chain.error());
    return assembled(*chain, withRegion(settings->caller));
}

std::unique_ptr<CredentialsProvider> CredentialSources::assembled(
    const ProfileChain &chain, const CallerSettings &settings)
{
    std::unique_ptr<CredentialsProvider> source = base(chain, settings);
    for (const RoleStep &role : chain.roles)
        source = std::make_unique<AssumeRoleCredentials>(
            m_parts, settings, *m_mfaSessions, role, cached(std::move(source)));
    return source;
}

std::unique_ptr<CredentialsProvider> CredentialSources::base(const ProfileChain &chain, const CallerSettings &settings)
{
    const AwsEnvironment &environment = m_config.environment();
    if (const auto *keys = std::get_if<ProfileKeys>(&chain.base))
        return std::make_unique<FixedCredentials>(credentialsOfKeys(*keys, chain.baseProfile));
    if (const auto *role = std::get_if<WebIdentityRole>(&chain.base))
        return std::make_unique<WebIdentityCredentials>(m_parts, settings, environment, *role);
    if (const auto *role = std::get_if<SsoAccountRole>(&chain.base))
        return std::make_unique<SsoCredentials>(m_parts, settings, m_ssoTokens, *role);
    if (const auto *command = std::get_if<ProcessCommand>(&chain.base))
        return std::make_unique<ProcessCredentials>(environment, *command, chain.baseProfile);
    return std::make_unique<RequiredCredentials>(namedSource(chain, std::get<NamedSource>(chain.base)));
}

std::unique_ptr<CredentialsProvider> CredentialSources::namedSource(
    const ProfileChain &chain, const NamedSource &source)
{
    const AwsEnvironment &environment = m_config.environment();
    if (source.name == "Environment"_L1)
        return std::make_unique<EnvironmentCredentials>(environment);
    if (source.name == "EcsContainer"_L1)
        return std::make_unique<ContainerCredentials>(environment, m_parts.transport, m_parts.sleeper);
    if (source.name == "Ec2InstanceMetadata"_L1)
        return std::make_unique<InstanceCredentials>(m_config, chain.baseProfile, m_parts.transport, m_parts.sleeper);
    return failing(Error(Error::Kind::Invalid,
        tr("The profile \"%1\" names an unknown credential_source \"%2\"; there are Environment, EcsContainer and "
           "Ec2InstanceMetadata.")
            .arg(chain.baseProfile, source.name))
            .withCode(u"ProfileChain"_s));
}

} // namespace sm::aws
