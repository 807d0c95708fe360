// SPDX-License-Identifier: GPL-3.0-or-later
#include "systemaddress.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::executors::SystemAddress", text); }

Error invalid(const QString &message) { return Error(Error::Kind::Invalid, message).withCode(u"Input"_s); }

bool holdsPassword(const QString &address)
{
    const QString behindScheme = address.section(u"://"_s, 1);
    static const QRegularExpression endOfAuthority(u"[/?#]"_s);
    const QString authority = behindScheme.section(endOfAuthority, 0, 0);
    if (authority.contains(u'@') && !authority.section(u'@', 0, -2).section(u':', 1).isEmpty())
        return true;
    const auto items = QUrlQuery(behindScheme.section(u'?', 1)).queryItems(QUrl::FullyDecoded);
    return std::any_of(items.begin(), items.end(),
        [](const auto &item) { return item.first.contains("password"_L1, Qt::CaseInsensitive); });
}

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
