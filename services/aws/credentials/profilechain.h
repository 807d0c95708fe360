// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/profileset.h>
#include <aws/ssosession.h>
#include <core/secret.h>

#include <QList>

#include <variant>

namespace sm::aws {

/// aws_access_key_id and its kin.
struct ProfileKeys
{
    QString accessKeyId;
    Secret secretAccessKey;
    Secret sessionToken;
    QString accountId;
};

/// credential_source: "Environment", "EcsContainer", "Ec2InstanceMetadata".
struct NamedSource
{
    QString name;
};

/// web_identity_token_file with role_arn.
struct WebIdentityRole
{
    QString roleArn;
    QString tokenFile;
    QString sessionName;
};

/// A role in an account that IAM Identity Center (SSO) gives.
struct SsoAccountRole
{
    SsoSession session;
    QString accountId;
    QString roleName;
};

/// credential_process.
struct ProcessCommand
{
    QString command;
    QString accountId; ///< when the process names none
};

using ProfileBase = std::variant<ProfileKeys, NamedSource, WebIdentityRole, SsoAccountRole, ProcessCommand>;

/// One role_arn on the way.
struct RoleStep
{
    QString profile;
    QString roleArn;
    QString externalId;
    QString sessionName;
    QString mfaSerial;
    int durationSeconds = 0; ///< 0: the service's default
};

/// How a profile comes to credentials: a base, then roles to be assumed in this order.
struct ProfileChain
{
    QString baseProfile;
    ProfileBase base;
    QList<RoleStep> roles;
};

/// Follows source_profile and credential_source from \p profile down to what it rests on. Keys of the first profile
/// do not count when it assumes a role; keys of a later one end the chain.
///
/// \error Kind::Denied  (code "NotConfigured") the profile holds no credentials, or there is no such profile
/// \error Kind::Invalid (code "ProfileChain") what is there contradicts itself, is not complete, or runs in a circle;
///                      names profile and key
Result<ProfileChain> resolveChain(const ProfileSet &profiles, const QString &profile);

/// The SSO session of a profile that has one, for a token of its own.
/// \error as resolveChain()
Result<SsoSession> ssoSession(const ProfileSet &profiles, const QString &profile);

} // namespace sm::aws
