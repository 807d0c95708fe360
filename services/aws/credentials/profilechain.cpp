// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/profilechain.h>

#include "notconfigured.h"

#include <QCoreApplication>

#include <optional>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("aws::ProfileChain", text); }

/// A profile with its name.
struct Profile
{
    QString name;
    ProfileProperties properties;

    QString value(const QString &key) const { return properties.value(key); }
    bool has(const QString &key) const { return !properties.value(key).isEmpty(); }
};

Error wrong(const QString &message) { return Error(Error::Kind::Invalid, message).withCode(u"ProfileChain"_s); }

Error missing(const Profile &profile, const QString &key)
{
    return wrong(tr("The profile \"%1\" lacks %2.").arg(profile.name, key));
}

bool hasKeys(const Profile &profile)
{
    return profile.has(u"aws_access_key_id"_s) && profile.has(u"aws_secret_access_key"_s);
}

Result<ProfileBase> keysOf(const Profile &profile)
{
    const QString id = profile.value(u"aws_access_key_id"_s);
    const QString secret = profile.value(u"aws_secret_access_key"_s);
    const QString sessionToken = profile.value(u"aws_session_token"_s);
    if (id.isEmpty() && secret.isEmpty() && sessionToken.isEmpty())
        return notConfigured(
            tr("The profile \"%1\" holds no credentials. Run \"aws configure --profile %1\", or give it an "
               "sso_session or a role_arn.")
                .arg(profile.name));
    if (id.isEmpty())
        return missing(profile, u"aws_access_key_id"_s);
    if (secret.isEmpty())
        return missing(profile, u"aws_secret_access_key"_s);
    return ProfileBase(ProfileKeys{id, Secret(secret), Secret(sessionToken), profile.value(u"aws_account_id"_s)});
}

Result<ProfileBase> webIdentityOf(const Profile &profile)
{
    if (!profile.has(u"role_arn"_s))
        return missing(profile, u"role_arn"_s);
    return ProfileBase(WebIdentityRole{profile.value(u"role_arn"_s), profile.value(u"web_identity_token_file"_s),
        profile.value(u"role_session_name"_s)});
}

/// Walks from one profile to the next until one stands on its own.
class Walk
{
public:
    explicit Walk(const ProfileSet &profiles)
        : m_profiles(profiles)
    {
    }

    Result<ProfileChain> from(const QString &start);
    Result<SsoSession> sessionOf(const Profile &profile) const;

private:
    Result<Profile> profile(const QString &name) const;
    Result<QString> sourceOf(const Profile &profile) const;
    Result<ProfileBase> baseOf(const Profile &profile) const;
    Result<ProfileBase> ssoOf(const Profile &profile) const;

    const ProfileSet &m_profiles;
    QStringList m_visited;
};

bool assumesRole(const Profile &profile)
{
    return profile.has(u"role_arn"_s) && !profile.has(u"web_identity_token_file"_s);
}

RoleStep roleOf(const Profile &profile)
{
    return {profile.name, profile.value(u"role_arn"_s), profile.value(u"external_id"_s),
        profile.value(u"role_session_name"_s), profile.value(u"mfa_serial"_s),
        profile.value(u"duration_seconds"_s).toInt()};
}

bool mentionsSso(const Profile &profile)
{
    static const QStringList keys{
        u"sso_account_id"_s, u"sso_region"_s, u"sso_role_name"_s, u"sso_start_url"_s, u"sso_session"_s};
    return std::any_of(keys.begin(), keys.end(), [&profile](const QString &key) { return profile.has(key); });
}

Result<Profile> Walk::profile(const QString &name) const
{
    if (m_profiles.profiles.contains(name))
        return Profile{name, m_profiles.profiles.value(name)};
    if (m_visited.isEmpty())
        return notConfigured(tr("There is no profile \"%1\".").arg(name));
    return wrong(
        tr("The profile \"%1\" names \"%2\" as its source_profile, which is not there.").arg(m_visited.last(), name));
}

/// The profile that lends its credentials to assume the role; its own name when it has a source itself.
Result<QString> Walk::sourceOf(const Profile &profile) const
{
    const QString source = profile.value(u"source_profile"_s);
    const bool named = profile.has(u"credential_source"_s);
    if (!source.isEmpty() && named)
        return wrong(
            tr("The profile \"%1\" has both source_profile and credential_source; only one can be.").arg(profile.name));
    if (source.isEmpty() && !named)
        return wrong(tr("The profile \"%1\" has a role_arn but neither source_profile nor credential_source.")
                .arg(profile.name));
    return named ? profile.name : source;
}

Result<SsoSession> Walk::sessionOf(const Profile &profile) const
{
    const QString name = profile.value(u"sso_session"_s);
    SsoSession session{name, profile.value(u"sso_start_url"_s), profile.value(u"sso_region"_s), {}};
    if (!name.isEmpty()) {
        if (!m_profiles.ssoSessions.contains(name))
            return wrong(
                tr("The profile \"%1\" names the sso-session \"%2\", which is not there.").arg(profile.name, name));
        const ProfileProperties section = m_profiles.ssoSessions.value(name);
        for (const QString &key : {u"sso_start_url"_s, u"sso_region"_s}) {
            if (profile.has(key) && profile.value(key) != section.value(key))
                return wrong(tr("%1 of the profile \"%2\" differs from that of the sso-session \"%3\".")
                        .arg(key, profile.name, name));
        }
        session.startUrl = section.value(u"sso_start_url"_s);
        session.region = section.value(u"sso_region"_s);
        session.scopes = section.value(u"sso_registration_scopes"_s).split(u',', Qt::SkipEmptyParts);
    }
    if (session.startUrl.isEmpty())
        return missing(profile, u"sso_start_url"_s);
    if (session.region.isEmpty())
        return missing(profile, u"sso_region"_s);
    return session;
}

Result<ProfileBase> Walk::ssoOf(const Profile &profile) const
{
    const bool hasAccount = profile.has(u"sso_account_id"_s);
    const bool hasRole = profile.has(u"sso_role_name"_s);
    if (!hasAccount && !hasRole && profile.has(u"sso_session"_s))
        return wrong(tr("The profile \"%1\" gives an access token, not credentials: it has neither sso_account_id nor "
                        "sso_role_name.")
                .arg(profile.name));
    if (!hasAccount)
        return missing(profile, u"sso_account_id"_s);
    if (!hasRole)
        return missing(profile, u"sso_role_name"_s);
    const Result<SsoSession> session = sessionOf(profile);
    if (!session)
        return session.error();
    return ProfileBase(SsoAccountRole{*session, profile.value(u"sso_account_id"_s), profile.value(u"sso_role_name"_s)});
}

Result<ProfileBase> Walk::baseOf(const Profile &profile) const
{
    if (profile.has(u"credential_source"_s))
        return ProfileBase(NamedSource{profile.value(u"credential_source"_s)});
    if (profile.has(u"web_identity_token_file"_s))
        return webIdentityOf(profile);
    if (mentionsSso(profile))
        return ssoOf(profile);
    if (profile.has(u"credential_process"_s))
        return ProfileBase(ProcessCommand{profile.value(u"credential_process"_s), profile.value(u"aws_account_id"_s)});
    return keysOf(profile);
}

Result<ProfileChain> Walk::from(const QString &start)
{
    ProfileChain chain;
    for (QString name = start;;) {
        const Result<Profile> current = profile(name);
        if (!current)
            return current.error();
        if (m_visited.contains(name))
            return wrong(tr("The profiles %1 lead in a circle.").arg(m_visited.join(u" → "_s)));
        const bool standsOnKeys = !m_visited.isEmpty() && hasKeys(*current);
        m_visited.append(name);

        QString next = name;
        if (assumesRole(*current) && !standsOnKeys) {
            const Result<QString> source = sourceOf(*current);
            if (!source)
                return source.error();
            chain.roles.prepend(roleOf(*current));
            next = *source;
        }
        if (next != name) {
            name = next;
            continue;
        }
        chain.baseProfile = name;
        Result<ProfileBase> base = standsOnKeys ? keysOf(*current) : baseOf(*current);
        if (!base)
            return m_visited.size() == 1 ? base.error() : wrong(base.error().message());
        chain.base = std::move(*base);
        return chain;
    }
}

} // namespace

Result<ProfileChain> resolveChain(const ProfileSet &profiles, const QString &profile)
{
    return Walk(profiles).from(profile);
}

Result<SsoSession> ssoSession(const ProfileSet &profiles, const QString &profile)
{
    const Profile chosen{profile, profiles.profiles.value(profile)};
    if (!chosen.has(u"sso_session"_s) && !chosen.has(u"sso_start_url"_s))
        return notConfigured(tr("The profile \"%1\" does not sign in through SSO.").arg(profile));
    return Walk(profiles).sessionOf(chosen);
}

} // namespace sm::aws
