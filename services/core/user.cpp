// SPDX-License-Identifier: GPL-3.0-or-later
#include "user.h"

#include <QCoreApplication>

namespace sm {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::User", text); }

} // namespace

bool isServiceOwned(const QString &attributeName)
{
    return attributeName == QLatin1String("sub") || attributeName == QLatin1String("identities")
        || attributeName.startsWith(QLatin1String("cognito:"));
}

QString displayName(const User &user)
{
    const QString email = user.attribute(QStringLiteral("email"));
    return email.isEmpty() ? user.name.value : email;
}

QString statusText(UserStatus status)
{
    switch (status) {
    case UserStatus::Unconfirmed:
        return tr("Not confirmed");
    case UserStatus::Confirmed:
        return tr("Confirmed");
    case UserStatus::Archived:
        return tr("Archived");
    case UserStatus::Compromised:
        return tr("Compromised");
    case UserStatus::Unknown:
        return tr("Unknown");
    case UserStatus::ResetRequired:
        return tr("Reset required");
    case UserStatus::ForceChangePassword:
        return tr("Must change password");
    case UserStatus::ExternalProvider:
        return tr("External sign-in");
    }
    Q_UNREACHABLE();
}

bool isInvitationExpired(UserStatus status, const QDateTime &modified, int temporaryPasswordDays, const QDateTime &now)
{
    return status == UserStatus::ForceChangePassword && modified.isValid()
        && modified.addDays(temporaryPasswordDays) < now;
}

} // namespace sm
