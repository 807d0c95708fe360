// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/awsenvironment.h>
#include <aws/callersettings.h>
#include <aws/profileset.h>

namespace sm::aws {

/// What the command line or a system's description says; empty: nothing.
struct AwsChoice
{
    QString profile;
    QString region;
    QString endpointUrl;
    bool ignoreConfiguredEndpointUrls = false;
};

/// The settings that one profile gives, after the environment and the person's own choice had their say.
struct ProfileSettings
{
    QString profile; ///< "default" when nobody chose
    bool isChosen = false; ///< by a person or AWS_PROFILE
    CallerSettings caller;
    QString caBundle; ///< a PEM file; empty: the system's certificates
};

/// The shared configuration of AWS's tools, read once.
class AwsConfig
{
public:
    /// Files that are not there count as empty.
    /// \error Kind::Invalid (code "ConfigFile") names file and line
    /// \error Kind::Storage a file can not be read
    static Result<AwsConfig> load(AwsEnvironment environment);
    AwsConfig(AwsEnvironment environment, ProfileSet profiles);

    const AwsEnvironment &environment() const { return m_environment; }
    const ProfileSet &profiles() const { return m_profiles; }
    QStringList profileNames() const;

    /// The chosen profile, else AWS_PROFILE, AWS_DEFAULT_PROFILE, "default".
    QString profileName(const QString &chosen = {}) const;

    /// Region: choice, AWS_REGION, AWS_DEFAULT_REGION, profile. Endpoint of a service: choice,
    /// AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the profile's services section, the profile's endpoint_url; all
    /// but the choice are silent when they are to be ignored.
    /// \error Kind::Invalid (code "UnknownProfile") a chosen profile is not there; names those that are
    /// \error Kind::Invalid (code "DefaultsMode") the defaults_mode is none of AWS's
    Result<ProfileSettings> settings(const AwsChoice &choice = {}) const;

    /// A property of a profile, or empty.
    QString property(const QString &profile, const QString &name) const;
    /// The environment's \p variable, else the property \p name of a profile, or empty.
    QString setting(const QString &profile, const QString &variable, const QString &name) const;

private:
    Error unknownProfile(const QString &name) const;
    CallerSettings::EndpointUrl endpointUrl(const QString &profile, const AwsChoice &choice) const;
    bool ignoresEndpointUrls(const QString &profile, const AwsChoice &choice) const;
    bool flag(const QString &profile, const QString &variable, const QString &name) const;
    Result<std::chrono::milliseconds> connectTimeout(const QString &profile) const;

    AwsEnvironment m_environment;
    ProfileSet m_profiles;
};

} // namespace sm::aws
