// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace sm::aws {

/// Where a person signs in: IAM Identity Center.
struct SsoSession
{
    QString name; ///< of the [sso-session]; empty: the older form, where a profile says it all
    QString startUrl;
    QString region;
    QStringList scopes; ///< sso_registration_scopes

    /// What AWS's tools derive the name of the token's file from.
    QString cacheKey() const { return name.isEmpty() ? startUrl : name; }
};

} // namespace sm::aws
