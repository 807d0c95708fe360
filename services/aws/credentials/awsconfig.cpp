// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/awsconfig.h>

#include <aws/defaultsmode.h>

#include <QCoreApplication>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::AwsConfig", text); }

Result<QByteArray> contentOf(const AwsEnvironment &environment, const QString &path)
{
    if (path.isEmpty())
        return QByteArray();
    Result<QByteArray> content = environment.readFile(path);
    if (!content && content.error().kind() == Error::Kind::NotFound)
        return QByteArray();
    return content;
}

QString firstOf(const QStringList &values)
{
    for (const QString &value : values) {
        if (!value.isEmpty())
            return value;
    }
    return {};
}

/// "Cognito Identity Provider" is COGNITO_IDENTITY_PROVIDER in a variable.
QString variableForm(const QString &serviceId)
{
    return QString(serviceId).replace(u' ', u'_').replace(u'-', u'_').toUpper();
}

} // namespace

Result<AwsConfig> AwsConfig::load(AwsEnvironment environment)
{
    const Result<QByteArray> config = contentOf(environment, environment.configFile());
    if (!config)
        return config.error();
    const Result<QByteArray> credentials = contentOf(environment, environment.credentialsFile());
    if (!credentials)
        return credentials.error();
    Result<ProfileSet> profiles
        = ProfileSet::parse(environment.configFile(), *config, environment.credentialsFile(), *credentials);
    if (!profiles)
        return profiles.error();
    return AwsConfig(std::move(environment), std::move(*profiles));
}

AwsConfig::AwsConfig(AwsEnvironment environment, ProfileSet profiles)
    : m_environment(std::move(environment))
    , m_profiles(std::move(profiles))
{
}

QStringList AwsConfig::profileNames() const { return m_profiles.profiles.keys(); }

QString AwsConfig::profileName(const QString &chosen) const
{
    return firstOf(
        {chosen, m_environment.value(u"AWS_PROFILE"_s), m_environment.value(u"AWS_DEFAULT_PROFILE"_s), u"default"_s});
}

QString AwsConfig::property(const QString &profile, const QString &name) const
{
    return m_profiles.profiles.value(profile).value(name);
}

QString AwsConfig::setting(const QString &profile, const QString &variable, const QString &name) const
{
    return firstOf({m_environment.value(variable), property(profile, name)});
}

bool AwsConfig::flag(const QString &profile, const QString &variable, const QString &name) const
{
    return setting(profile, variable, name).compare("true"_L1, Qt::CaseInsensitive) == 0;
}

Result<std::chrono::milliseconds> AwsConfig::connectTimeout(const QString &profile) const
{
    const QString mode = setting(profile, u"AWS_DEFAULTS_MODE"_s, u"defaults_mode"_s);
    const std::optional<ConnectLimits> limits = connectLimits(mode.isEmpty() ? u"standard"_s : mode.toLower());
    if (limits)
        return limits->connect;
    return Error(Error::Kind::Invalid,
        tr("The defaults_mode \"%1\" does not exist; there are standard, in-region, cross-region, mobile, auto and "
           "legacy.")
            .arg(mode))
        .withCode(u"DefaultsMode"_s);
}

Error AwsConfig::unknownProfile(const QString &name) const
{
    const QStringList names = profileNames();
    const QString message = names.isEmpty()
        ? tr("There is no profile \"%1\", nor any other. Make one with \"aws configure --profile %1\".").arg(name)
        : tr("There is no profile \"%1\" in %2. Profiles there: %3")
              .arg(name, m_environment.configFile(), names.join(u", "_s));
    return Error(Error::Kind::Invalid, message).withCode(u"UnknownProfile"_s);
}

Result<ProfileSettings> AwsConfig::settings(const AwsChoice &choice) const
{
    ProfileSettings settings;
    settings.profile = profileName(choice.profile);
    settings.isChosen = settings.profile != "default"_L1 || !choice.profile.isEmpty();
    if (settings.isChosen && !m_profiles.profiles.contains(settings.profile))
        return unknownProfile(settings.profile);

    const QString &profile = settings.profile;
    const Result<std::chrono::milliseconds> connectTimeout = this->connectTimeout(profile);
    if (!connectTimeout)
        return connectTimeout.error();
    settings.caller.connectTimeout = *connectTimeout;
    settings.caller.region.value = firstOf({choice.region, m_environment.value(u"AWS_REGION"_s),
        m_environment.value(u"AWS_DEFAULT_REGION"_s), property(profile, u"region"_s)});
    settings.caller.endpointUrl = endpointUrl(profile, choice);
    settings.caller.useFips = flag(profile, u"AWS_USE_FIPS_ENDPOINT"_s, u"use_fips_endpoint"_s);
    settings.caller.useDualStack = flag(profile, u"AWS_USE_DUALSTACK_ENDPOINT"_s, u"use_dualstack_endpoint"_s);
    settings.caller.maxAttempts = setting(profile, u"AWS_MAX_ATTEMPTS"_s, u"max_attempts"_s).toInt();
    if (!property(profile, u"sso_session"_s).isEmpty() || !property(profile, u"sso_start_url"_s).isEmpty())
        settings.caller.signInHint = u"aws sso login --profile "_s + profile;
    settings.caBundle = setting(profile, u"AWS_CA_BUNDLE"_s, u"ca_bundle"_s);
    return settings;
}

bool AwsConfig::ignoresEndpointUrls(const QString &profile, const AwsChoice &choice) const
{
    return choice.ignoreConfiguredEndpointUrls
        || flag(profile, u"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"_s, u"ignore_configured_endpoint_urls"_s);
}

CallerSettings::EndpointUrl AwsConfig::endpointUrl(const QString &profile, const AwsChoice &choice) const
{
    const bool ignored = ignoresEndpointUrls(profile, choice);
    const ProfileProperties services = m_profiles.services.value(property(profile, u"services"_s));
    const QString global = property(profile, u"endpoint_url"_s);
    return [environment = m_environment, chosen = choice.endpointUrl, ignored, services, global](const QString &id) {
        if (!chosen.isEmpty() || ignored)
            return chosen.toUtf8();
        const QString variable = variableForm(id);
        const ProfileProperties own = nestedProperties(services.value(variable.toLower()));
        return firstOf({environment.value(u"AWS_ENDPOINT_URL_"_s + variable), environment.value(u"AWS_ENDPOINT_URL"_s),
                           own.value(u"endpoint_url"_s), global})
            .toUtf8();
    };
}

} // namespace sm::aws
