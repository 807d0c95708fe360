// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup.h"
#include "deploymentplaces.h"
#include "ids.h"

#include <QDateTime>
#include <QMap>
#include <QString>
#include <QStringList>

namespace sm {

/// How careful one has to be. What nobody classified counts as production.
enum class Environment { Production, Staging, Development };

/// Where the costs of a system are kept for its people, and where its Cost and Usage Report is. What is empty comes
/// from the environment, or is not there.
struct CostPlaces
{
    QString database; ///< of SystemInfo::databases
    QString cache; ///< of SystemInfo::caches
    QString curDatabase; ///< in Athena
    QString curTable;
    QString workgroup; ///< of Athena
    QString results; ///< s3://BUCKET/PREFIX for the results of its queries
};

/// A deployed product under administration, as its file in resources/systems or an AWS profile describes it.
struct SystemInfo
{
    SystemId id; ///< file name without suffix, or "profile:NAME"
    QString title;
    Environment environment = Environment::Production;
    QString profile; ///< of the AWS configuration; empty: the default chain
    Region region;
    AccountId pinnedAccount; ///< empty: any; otherwise another account is refused
    QString endpointUrl; ///< empty: AWS's own
    QMap<QString, QString>
        databases; ///< PostgreSQL by name: "dashboard" is "postgresql://app@db.example.com/dashboard"
    QMap<QString, QString> caches; ///< Redis by name: "rediss://cache.example.com:6379/0"
    QMap<QString, QString> approvers; ///< Ed25519 public keys (Base64) by name; some: tier 3 in production needs one
    QString approvalDatabase = {}; ///< of databases: where its people ask and answer each other; empty: in files only
    CostPlaces costs = {};
    QList<Asset> assets = {}; ///< what is backed up, in the order of the file
    QMap<QString, QStringList> backupSets = {}; ///< assets by id that are backed up together, by the set's name
    DeploymentPlaces deployments = {};
};

/// Who is signed in, as STS says it.
struct Identity
{
    AccountId account;
    QString arn;
    QString name; ///< last part of the ARN
    QDateTime expiresAt; ///< invalid: does not expire
};

} // namespace sm
