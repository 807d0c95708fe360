// SPDX-License-Identifier: GPL-3.0-or-later
#include "actor.h"

#include <QCoreApplication>
#include <QSysInfo>

#include <pwd.h>
#include <unistd.h>

namespace sm::operations {

using namespace Qt::Literals::StringLiterals;

namespace {

/// From the user database: the environment says what it likes.
QString localUser()
{
    const passwd *entry = ::getpwuid(::geteuid());
    const QString name = entry ? QString::fromLocal8Bit(entry->pw_name) : QString::number(::geteuid());
    return u"%1@%2"_s.arg(name, QSysInfo::machineHostName());
}

} // namespace

QString actorOf(const Identity &identity)
{
    if (identity.arn.isEmpty())
        return localUser();
    return QCoreApplication::translate("sm::operations::Runner", "%1 as %2").arg(localUser(), identity.arn);
}

} // namespace sm::operations
