// SPDX-License-Identifier: GPL-3.0-or-later
#include "restoredinstance.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Instances", text); }

Error conflict(const QString &message, const QString &code)
{
    return Error(Error::Kind::Conflict, message).withCode(code);
}

QString tagOf(const QJsonArray &tags, QLatin1StringView key)
{
    for (const QJsonValue tag : tags) {
        if (tag[u"Key"_s].toString() == key)
            return tag[u"Value"_s].toString();
    }
    return {};
}

} // namespace

QJsonObject restoredInstanceState(const QJsonObject &instance)
{
    return {{u"arn"_s, instance.value(u"DBInstanceArn"_s)}, {u"created"_s, instance.value(u"InstanceCreateTime"_s)},
        {u"restoredFrom"_s, tagOf(instance.value(u"TagList"_s).toArray(), restoredFromTag)},
        {u"deletionProtection"_s, instance.value(u"DeletionProtection"_s).toBool()},
        {u"isGoing"_s, instance.value(u"DBInstanceStatus"_s) == "deleting"_L1}};
}

Result<void> mayInstanceBeDeleted(const QString &instance, const QJsonValue &state, const QString &source)
{
    // RDS knows its instances in small letters.
    if (instance.compare(source, Qt::CaseInsensitive) == 0)
        return conflict(tr("“%1” is the source itself. It is not deleted here.").arg(instance), u"NotRestored"_s);
    const QString from = state[u"restoredFrom"_s].toString();
    if (source.isEmpty() || from.compare(source, Qt::CaseInsensitive) != 0)
        return conflict(
            tr("No tag %1 says that “%2” was restored from “%3”, so it is not deleted. Look what it is; the step "
               "aws:rds:DeleteDBInstance deletes any instance.")
                .arg(restoredFromTag, instance, source),
            u"NotRestored"_s);
    if (state[u"deletionProtection"_s].toBool())
        return conflict(tr("“%1” is protected against deletion. Switch that off first, if it is to go.").arg(instance),
            u"DeletionProtection"_s);
    return ok();
}

} // namespace sm::backups
