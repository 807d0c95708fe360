// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decimal.h"
#include "error.h"
#include "ids.h"

#include <QDateTime>
#include <QJsonObject>
#include <QJsonValue>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

/// What is protected, by which backups, and how it stands with them.
namespace sm {

enum class AssetKind {
    Table, ///< of DynamoDB
    Database, ///< of PostgreSQL, by its name in the system's file
    Instance, ///< of RDS
    Bucket, ///< of S3, or a prefix of one
    Cache, ///< of Redis, by its name in the system's file
    CacheCluster, ///< of ElastiCache
    UserPool, ///< of Cognito
    Function, ///< of Lambda
    External, ///< somebody else backs it up: Supabase, another team
};

/// A question whose answer at the time of a backup has to be the answer of what is restored from it.
struct BackupProbe
{
    QString name; ///< "rows of the last day"
    QString uses; ///< a read: "table:query", "database:query", "aws:timestream-query:Query"
    QJsonObject with; ///< its input; the text "{target}" in it stands for what was restored
    QString select; ///< JMESPath over the answer: what is compared; empty: all of it
};

/// How often something has to be backed up, and proven. Zero: nobody said.
struct BackupPolicy
{
    std::chrono::minutes every{0};
    std::chrono::minutes proveEvery{0};
    int keep = 0; ///< how many backups; 0: nobody said
};

/// One thing that can be backed up.
struct Asset
{
    QString id; ///< names it in the system, in commands and in the vault: "ChatMessage-prod"
    AssetKind kind = AssetKind::Table;
    QString title; ///< for people; the id where nobody gave another
    QString
        name; ///< of the table, bucket, instance, function; the pool's id; the database's or cache's name in the file
    QString prefix; ///< of a bucket: of the keys; of a cache: the pattern
    BackupPolicy policy;
    QList<BackupProbe> probes;
    double tolerance = 0; ///< percent of the items that may differ because writing goes on meanwhile
    QString evidence; ///< of an external one: where its backups can be seen, an address
    bool isDeclared = false; ///< in the system's file; else it was found in the account
};

/// One backup of an asset, wherever it is.
struct Backup
{
    enum class State { Creating, Available, Failed, Damaged };
    QString id; ///< in the vault; of one that AWS keeps and the vault does not know: its ARN or name
    QString asset;
    QString name; ///< as a person or AWS calls it: "pre-deployment-20261129-220500"
    QString set; ///< the set that it was taken with; may be empty
    QString native; ///< ARN or name of what AWS keeps; empty: the data is in the vault, or copied elsewhere
    QString place; ///< where the data is, for people: "AWS Backup vault of DynamoDB", "s3://…", a folder
    State state = State::Available;
    QString problem; ///< Failed, Damaged: why, a sentence
    QDateTime takenAt; ///< UTC: the state that it holds
    std::optional<qint64> bytes;
    std::optional<qint64> items; ///< items, rows, objects, keys or users
    bool hasSettings = false; ///< what the service does not restore was kept with it
    QDateTime verifiedAt; ///< UTC; last time that all of it was read and found whole
    QDateTime provenAt; ///< UTC; last time that it was restored and compared
    std::chrono::seconds provenIn{0}; ///< how long that took
    std::optional<Decimal> monthlyCost; ///< US dollars, estimated; nothing: not known
};

/// Where something stands against its policy.
enum class Due {
    NoPolicy, ///< nobody said how often
    InTime,
    Soon, ///< more than four fifths of the time have passed
    Overdue,
    Never, ///< it was never done though it should be
};

/// An asset with its backups, newest first.
struct AssetStanding
{
    Asset asset;
    QList<Backup> backups;
    std::optional<bool> recoversToAnyTime; ///< continuous backups or automated ones are on; nothing: no such thing
    QDateTime earliestTime; ///< UTC; with \c recoversToAnyTime: from when to when it can be brought back
    QDateTime latestTime;
    Due backup = Due::NoPolicy;
    Due proof = Due::NoPolicy;
    std::optional<Error> problem; ///< its backups could not be read

    /// The newest that can be restored; nullptr: there is none.
    const Backup *newest() const
    {
        for (const Backup &each : backups) {
            if (each.state == Backup::State::Available)
                return &each;
        }
        return nullptr;
    }
    /// Those beyond BackupPolicy::keep, newest first: what a person may remove. Only what can be restored counts, and
    /// neither what AWS made by itself nor the one that was proven last is among them.
    QList<Backup> beyondKeep() const
    {
        QList<Backup> beyond;
        int kept = 0;
        for (const Backup &each : backups) {
            const bool isKept = each.id == each.native || each.state != Backup::State::Available;
            if (asset.policy.keep > 0 && !isKept && ++kept > asset.policy.keep && &each != lastProven())
                beyond << each;
        }
        return beyond;
    }
    /// The one that was proven last; nullptr: none was.
    const Backup *lastProven() const
    {
        const Backup *last = nullptr;
        for (const Backup &each : backups) {
            if (each.provenAt.isValid() && (!last || each.provenAt > last->provenAt))
                last = &each;
        }
        return last;
    }
};

/// What a person can do about an asset; each is a runbook.
enum class BackupAction {
    Create,
    Verify, ///< reads all of a backup
    Restore, ///< beside the original
    RestoreToTime,
    Compare, ///< the original with what was restored
    Drill, ///< restore, compare, clean up, stamp
    CleanUp, ///< what was restored goes again
    Swap, ///< what was restored takes the place of the original
    Export, ///< to a bucket or a folder
    Download,
    SwitchRecovery, ///< continuous backups on and off
    Adopt, ///< a backup that was taken elsewhere: the vault keeps the settings with it
    Remove, ///< a backup
};

/// A runbook with the values of its form, as far as they are known.
struct BackupProcedure
{
    QString runbook; ///< "common/restore-table"
    QJsonObject parameters;
};

} // namespace sm
