// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <QJsonArray>

using namespace Qt::Literals::StringLiterals;

namespace sm::lint {

namespace {

bool isDynamo(const Command &command, QStringView operation) { return command.isAws(u"dynamodb", operation); }

void reportIndexThroughput(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (!isDynamo(command, u"UpdateTable") || command.hasOption(u"billing-mode"_s))
            continue;
        const QJsonArray updates = command.aws->input[u"GlobalSecondaryIndexUpdates"_s].toArray();
        for (const QJsonValue &update : updates) {
            const QJsonObject created = update[u"Create"_s].toObject();
            if (created.isEmpty() || created.contains(u"ProvisionedThroughput"_s))
                continue;
            report.add(command.line,
                tr("On a table with provisioned capacity a new index needs its own: without ProvisionedThroughput this "
                   "is "
                   "refused."),
                tr("Look at BillingModeSummary with describe-table; give ProvisionedThroughput unless it is "
                   "PAY_PER_REQUEST."));
        }
    }
}

void reportExportWithoutRecovery(const Page &page, Report &report)
{
    const auto looks = [](const Command &other) {
        return isDynamo(other, u"DescribeContinuousBackups") || isDynamo(other, u"UpdateContinuousBackups");
    };
    for (const Command &command : page.commands) {
        if (isDynamo(command, u"ExportTableToPointInTime") && !page.anyBefore(command, looks))
            report.add(command.line,
                tr("An export needs point-in-time recovery, and nothing looks whether the table has it."),
                tr("aws dynamodb describe-continuous-backups --table-name NAME first."));
    }
}

void reportBareRestore(const Page &page, Report &report)
{
    static const QString settings = u"auto-?\\s?scal\\w*|TTL|time[- ]to[- ]live|tags?|streams?|alarms?"_s;
    for (const Command &command : page.commands) {
        const bool isRestore
            = isDynamo(command, u"RestoreTableFromBackup") || isDynamo(command, u"RestoreTableToPointInTime");
        if (isRestore && !says(page.scope(command).text, settings))
            report.add(command.line,
                tr("A restored table comes without auto scaling, IAM policies, alarms, tags, streams, TTL and "
                   "point-in-time "
                   "recovery, and no step here sets them."),
                tr("Read them from the old table first, and set them again before anybody uses the new one."));
    }
}

void reportSample(const Page &page, Report &report)
{
    for (const Command &command : page.commands) {
        if (!isDynamo(command, u"Scan") || !says(page.announcement(command), u"verify|verification|check|validate"_s))
            continue;
        const int limit = std::max(command.aws->maxItems, command.option(u"limit"_s).toInt());
        if (limit > 0)
            report.add(command.line, tr("%1 items that are there prove nothing about those that are not.").arg(limit),
                tr("Count both tables (scan --select COUNT) and look up keys that are known."));
    }
}

bool makesBackup(const Command &command)
{
    static const QStringList operations{u"CreateBackup"_s, u"CreateDBSnapshot"_s, u"CreateDBClusterSnapshot"_s,
        u"CreateSnapshot"_s, u"StartBackupJob"_s};
    return command.aws && operations.contains(command.aws->operation);
}

bool looksAtBackup(const Command &command)
{
    return (command.aws
        && (command.aws->kind == commandline::AwsCommand::Kind::Waiter
            || (command.aws->operation.startsWith("Describe"_L1)
                && says(command.aws->operation, u"\\w*(Backup|Snapshot)\\w*"_s))));
}

bool changesMuch(const Command &command)
{
    static const QString verbs = u"deploy|apply|migrate|upgrade|sync|rollout"_s;
    static const QStringList programs{
        u"cdk"_s, u"npx"_s, u"terraform"_s, u"sam"_s, u"serverless"_s, u"helm"_s, u"kubectl"_s};
    if (command.aws)
        return command.aws->service == "cloudformation"_L1
            && says(command.aws->operation, u"(Update|Create|Execute)\\w+"_s);
    return programs.contains(command.program) && says(command.words.mid(1, 3).join(u' '), verbs);
}

void reportUnfinishedBackup(const Page &page, Report &report)
{
    for (qsizetype i = 0; i < page.commands.size(); ++i) {
        const Command &command = page.commands.at(i);
        if (!makesBackup(command))
            continue;
        for (qsizetype j = i + 1; j < page.commands.size() && page.commands.at(j).scope == command.scope; ++j) {
            const Command &after = page.commands.at(j);
            if (looksAtBackup(after) || makesBackup(after))
                break; // the last of several is the one to wait for
            if (!changesMuch(after))
                continue;
            report.add(command.line,
                tr("Line %1 starts the change while the backup may still be under way: nobody waits until it is "
                   "AVAILABLE.")
                    .arg(after.line),
                tr("Wait in between: aws dynamodb describe-backup … until BackupStatus is AVAILABLE."));
            break;
        }
    }
}

} // namespace

QList<Rule> dynamodbRules()
{
    return {{u"dynamodb-index-throughput"_s, Finding::Severity::Warning, reportIndexThroughput},
        {u"dynamodb-export-recovery"_s, Finding::Severity::Warning, reportExportWithoutRecovery},
        {u"dynamodb-bare-restore"_s, Finding::Severity::Warning, reportBareRestore},
        {u"dynamodb-sample"_s, Finding::Severity::Warning, reportSample},
        {u"backup-unfinished"_s, Finding::Severity::Warning, reportUnfinishedBackup}};
}

} // namespace sm::lint
