// SPDX-License-Identifier: GPL-3.0-or-later
#include "restoredtable.h"

#include <QCoreApplication>

namespace sm::backups {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::backups::Tables", text); }

Error conflict(const QString &message, const QString &code)
{
    return Error(Error::Kind::Conflict, message).withCode(code);
}

/// "arn:aws:dynamodb:eu-west-1:123456789012:table/chat/backup/01…" is of the table chat.
QString nameIn(const QString &arn) { return arn.section(u":table/"_s, 1).section(u'/', 0, 0); }

bool isFrom(const QJsonValue &state, const QString &source)
{
    const QString table = state[u"sourceTable"_s].toString();
    const QString backup = state[u"sourceBackup"_s].toString();
    if (source.isEmpty())
        return false;
    if (source.startsWith("arn:"_L1))
        return source == table || source == backup;
    return source == nameIn(table) || source == nameIn(backup);
}

} // namespace

QJsonObject restoredStateOf(const QJsonObject &table)
{
    const QJsonValue summary = table.value(u"RestoreSummary"_s);
    return {{u"arn"_s, table.value(u"TableArn"_s)}, {u"created"_s, table.value(u"CreationDateTime"_s)},
        {u"sourceTable"_s, summary[u"SourceTableArn"_s].toString()},
        {u"sourceBackup"_s, summary[u"SourceBackupArn"_s].toString()},
        {u"deletionProtection"_s, table.value(u"DeletionProtectionEnabled"_s).toBool()},
        {u"isGoing"_s, table.value(u"TableStatus"_s) == "DELETING"_L1}};
}

Result<void> mayBeDeleted(const QString &table, const QJsonValue &state, const QString &source)
{
    if (table == source || nameIn(source) == table || state[u"arn"_s] == source)
        return conflict(tr("“%1” is the source itself. It is not deleted here.").arg(table), u"NotRestored"_s);
    if (!isFrom(state, source))
        return conflict(
            tr("DynamoDB does not say that “%1” was restored from “%2”, so it is not deleted. Look what it is; "
               "the step aws:dynamodb:DeleteTable deletes any table.")
                .arg(table, source),
            u"NotRestored"_s);
    if (state[u"deletionProtection"_s].toBool())
        return conflict(tr("“%1” is protected against deletion. Switch that off first, if it is to go.").arg(table),
            u"DeletionProtection"_s);
    return ok();
}

} // namespace sm::backups
