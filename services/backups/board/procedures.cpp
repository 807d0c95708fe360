// SPDX-License-Identifier: GPL-3.0-or-later
#include "procedures.h"

#include "procedurevalues.h"

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::backups {

namespace {

/// How an action is done: a runbook, and which of its parameters are known beforehand.
struct Way
{
    AssetKind kind;
    BackupAction action;
    const char *runbook;
    QList<const char *> parameters;
    bool needsBackup = false;
};

using Kind = AssetKind;
using Action = BackupAction;

QList<Way> waysOfTables()
{
    return {
        {Kind::Table, Action::Create, "back-up-tables", {"tables", "assets", "questions"}},
        {Kind::Table, Action::Restore, "restore-table", {"asset", "backup", "table", "tolerance"}, true},
        {Kind::Table, Action::RestoreToTime, "restore-table-to-time", {"table", "tolerance"}},
        {Kind::Table, Action::Compare, "compare-tables", {"table", "tolerance"}},
        {Kind::Table, Action::Drill, "drill-table", {"asset", "backup", "table", "tolerance", "probes"}, true},
        {Kind::Table, Action::CleanUp, "clean-up-table", {"source"}},
        {Kind::Table, Action::Swap, "swap-table", {"asset", "backup", "table"}},
        {Kind::Table, Action::Export, "export-table", {"table"}},
        {Kind::Table, Action::Download, "download-export", {}},
        {Kind::Table, Action::SwitchRecovery, "switch-table-recovery", {"table"}},
        {Kind::Table, Action::Adopt, "adopt-table-backup", {"asset", "backup", "table"}, true},
        {Kind::Table, Action::Remove, "remove-table-backup", {"asset", "backup"}, true},
    };
}

QList<Way> waysOfDatabases()
{
    return {
        {Kind::Database, Action::Create, "back-up-database", {"asset", "database", "probes"}},
        {Kind::Database, Action::Verify, "verify-backup", {"asset", "backup"}, true},
        {Kind::Database, Action::Restore, "restore-database", {"asset", "backup", "database"}, true},
        {Kind::Database, Action::Compare, "compare-database", {"asset", "backup", "database"}, true},
        {Kind::Database, Action::Drill, "drill-database", {"asset", "backup", "database", "probes"}, true},
        {Kind::Database, Action::CleanUp, "clean-up-database", {"database"}},
        {Kind::Database, Action::Remove, "remove-backup", {"asset", "backup"}, true},
        {Kind::Instance, Action::Create, "snapshot-instance", {"asset", "instance", "probes"}},
        {Kind::Instance, Action::Restore, "restore-instance", {"asset", "backup", "instance"}, true},
        {Kind::Instance, Action::RestoreToTime, "restore-instance-to-time", {"instance"}},
        {Kind::Instance, Action::Drill, "drill-instance", {"asset", "backup", "instance", "probes"}, true},
        {Kind::Instance, Action::Remove, "remove-instance-snapshot", {"asset", "backup"}, true},
    };
}

QList<Way> waysOfBuckets()
{
    return {
        {Kind::Bucket, Action::Create, "snapshot-bucket", {"asset", "bucket", "prefix", "probes"}},
        {Kind::Bucket, Action::Verify, "verify-bucket", {"asset", "backup"}, true},
        {Kind::Bucket, Action::Restore, "restore-bucket", {"asset", "backup"}, true},
        {Kind::Bucket, Action::RestoreToTime, "restore-bucket-to-time", {"bucket", "prefix"}},
        {Kind::Bucket, Action::Compare, "compare-bucket", {"asset", "backup", "bucket", "prefix"}, true},
        {Kind::Bucket, Action::Drill, "drill-bucket", {"asset", "backup", "probes"}, true},
        {Kind::Bucket, Action::CleanUp, "clean-up-bucket", {"asset", "backup"}, true},
        {Kind::Bucket, Action::Download, "download-objects", {"bucket", "prefix"}},
        {Kind::Bucket, Action::Remove, "remove-bucket-backup", {"asset", "backup"}, true},
    };
}

QList<Way> waysOfCaches()
{
    return {
        {Kind::Cache, Action::Create, "dump-cache-keys", {"asset", "cache", "pattern"}},
        {Kind::Cache, Action::Verify, "verify-backup", {"asset", "backup"}, true},
        {Kind::Cache, Action::Restore, "load-cache-keys", {"asset", "backup", "cache"}, true},
        {Kind::Cache, Action::Drill, "drill-cache", {"asset", "backup", "cache"}, true},
        {Kind::Cache, Action::Remove, "remove-backup", {"asset", "backup"}, true},
        {Kind::CacheCluster, Action::Create, "snapshot-cache-cluster", {"asset", "cluster"}},
        {Kind::CacheCluster, Action::Restore, "restore-cache-cluster", {"asset", "backup"}, true},
    };
}

QList<Way> waysOfOthers()
{
    return {
        {Kind::UserPool, Action::Create, "export-user-pool", {"asset", "pool"}},
        {Kind::UserPool, Action::Verify, "verify-backup", {"asset", "backup"}, true},
        {Kind::UserPool, Action::Restore, "import-user-pool", {"asset", "backup"}, true},
        {Kind::UserPool, Action::Compare, "compare-user-pool", {"asset", "backup", "pool"}, true},
        {Kind::UserPool, Action::Drill, "drill-user-pool", {"asset", "backup"}, true},
        {Kind::UserPool, Action::Remove, "remove-backup", {"asset", "backup"}, true},
        {Kind::Function, Action::Create, "keep-function", {"asset", "function", "probes"}},
        {Kind::Function, Action::Verify, "verify-backup", {"asset", "backup"}, true},
        {Kind::Function, Action::Restore, "restore-function", {"asset", "backup", "function"}, true},
        {Kind::Function, Action::Drill, "drill-function", {"asset", "backup", "function", "probes"}, true},
        {Kind::Function, Action::Remove, "remove-backup", {"asset", "backup"}, true},
        {Kind::External, Action::Create, "record-external-backup", {"asset", "evidence"}},
        {Kind::External, Action::Remove, "remove-backup", {"asset", "backup"}, true},
    };
}

const QList<Way> &ways()
{
    static const QList<Way> all
        = waysOfTables() + waysOfDatabases() + waysOfBuckets() + waysOfCaches() + waysOfOthers();
    return all;
}

/// nullptr: there is none.
const Way *wayOf(AssetKind kind, BackupAction action)
{
    for (const Way &way : ways()) {
        if (way.kind == kind && way.action == action)
            return &way;
    }
    return nullptr;
}

/// Taken elsewhere: its settings were never kept.
bool isUnknownToVault(const Backup &backup) { return backup.id.startsWith("arn:"_L1); }

const Way &wayFromArn()
{
    static const Way way{
        Kind::Table, Action::Restore, "restore-table-from-arn", {"backup", "table", "tolerance"}, true};
    return way;
}

BackupProcedure filled(const Way &way, const QList<Asset> &assets, const Backup *backup)
{
    BackupProcedure procedure{u"common/"_s + QString::fromLatin1(way.runbook), {}};
    for (const char *name : way.parameters) {
        const QString parameter = QString::fromLatin1(name);
        const QJsonValue value = procedureValue(parameter, assets, backup);
        if (!value.isUndefined())
            procedure.parameters.insert(parameter, value);
    }
    return procedure;
}

} // namespace

std::optional<BackupProcedure> procedureOf(const Asset &asset, BackupAction action, const Backup *backup)
{
    const Way *way = wayOf(asset.kind, action);
    const bool isNamed = !asset.name.isEmpty();
    if (!way || !isNamed || (way->needsBackup && !backup))
        return std::nullopt;
    const bool isUnknown = way->needsBackup && asset.kind == Kind::Table && isUnknownToVault(*backup);
    if (isUnknown && action == Action::Restore)
        return filled(wayFromArn(), {asset}, backup);
    if (way->needsBackup && isUnknown != (action == Action::Adopt))
        return std::nullopt;
    return filled(*way, {asset}, backup);
}

std::optional<BackupProcedure> procedureOfAll(const QList<Asset> &assets, BackupAction action)
{
    if (assets.isEmpty())
        return std::nullopt;
    if (assets.size() == 1)
        return procedureOf(assets.constFirst(), action, nullptr);
    const bool isOneKind = std::all_of(assets.begin(), assets.end(),
        [&assets](const Asset &each) { return each.kind == assets.constFirst().kind && !each.name.isEmpty(); });
    const Way *way = wayOf(assets.constFirst().kind, action);
    const bool takesMany = way && takesSeveralAssets(way->parameters);
    return isOneKind && takesMany ? std::optional(filled(*way, assets, nullptr)) : std::nullopt;
}

} // namespace sm::backups
