// SPDX-License-Identifier: GPL-3.0-or-later
#include "systemaddress.h"

#include <core/addresstext.h>

#include <QCoreApplication>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::SystemAddress", text); }

Error invalid(const QString &message) { return Error(Error::Kind::Invalid, message).withCode(u"Input"_s); }

Result<QString> addressOf(const QString &address, const QString &name)
{
    if (holdsPassword(address))
        return invalid(tr("The address of “%1” holds a password. Write it without: the password is "
                          "taken from a password file or given to the step.")
                .arg(name));
    return address;
}

QString listOf(const QMap<QString, QString> &known)
{
    const QStringList names = known.keys();
    return names.isEmpty() ? tr("none") : names.join(u", "_s);
}

} // namespace

Result<QString> databaseAddress(const SystemInfo &system, const QString &name)
{
    if (system.databases.contains(name))
        return addressOf(system.databases.value(name), name);
    return invalid(
        tr("“%1” has no database “%2”. Its databases: %3.").arg(system.id.value, name, listOf(system.databases)));
}

Result<QString> cacheAddress(const SystemInfo &system, const QString &name)
{
    if (system.caches.contains(name))
        return addressOf(system.caches.value(name), name);
    return invalid(tr("“%1” has no cache “%2”. Its caches: %3.").arg(system.id.value, name, listOf(system.caches)));
}

} // namespace sm::executors
