// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/profilefile.h>

namespace sm::aws {

/// Profiles, SSO sessions and service sections of both shared files, merged as AWS's tools do.
struct ProfileSet
{
    QMap<QString, ProfileProperties> profiles;
    QMap<QString, ProfileProperties> ssoSessions;
    QMap<QString, ProfileProperties> services;

    /// Sections whose name AWS's rules refuse are left out. Of the default profile the form "[profile default]" wins
    /// over "[default]"; a property of the credentials file wins over the same one of the configuration file.
    /// \error Kind::Invalid (code "ConfigFile") names file and line
    static Result<ProfileSet> parse(const QString &configName, const QByteArray &config, const QString &credentialsName,
        const QByteArray &credentials);
};

} // namespace sm::aws
