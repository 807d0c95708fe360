// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/decimal.h>
#include <core/secret.h>
#include <core/systeminfo.h>

#include <QMap>
#include <QStringList>

#include <chrono>

namespace sm::costs {

/// Where a database or a cache is, its password apart: addresses are shown, planned and journalled.
struct CostAddress
{
    QString url; ///< without a password; empty: the variable is not set
    Secret password;
};

/// How costs are asked for and kept, as the environment says it: the variables of the dashboards that teams run
/// already.
struct CostSettings
{
    std::chrono::seconds cacheTtl = std::chrono::hours(6); ///< COST_EXPLORER_CACHE_TTL
    int requestsPerSecond = 5; ///< COST_EXPLORER_RATE_LIMIT, of all programs on this computer together
    Decimal dailyBudget = Decimal::fromScaled(50, 2); ///< STATIONMASTER_COST_BUDGET, US dollars a day (UTC)
    int memoryEntries = 1000; ///< MEMORY_CACHE_SIZE, answers

    // For systems whose files name no others.
    CostAddress database; ///< DATABASE_URL
    CostAddress redis; ///< REDIS_URL
    QString athenaWorkgroup; ///< ATHENA_WORKGROUP
    QString athenaResultBucket; ///< ATHENA_RESULT_BUCKET: a name, or s3://NAME/PREFIX
    QString curDatabase; ///< CUR_DATABASE
    QString curTable; ///< CUR_TABLE

    bool hasCostExplorer = true; ///< ENABLE_COST_EXPLORER
    bool hasAthena = true; ///< ENABLE_ATHENA
    bool hasForecasting = true; ///< ENABLE_FORECASTING
    /// ENABLE_ANOMALY_DETECTION. The dashboard of seed 000 has it off since it asked a service for it; here it is
    /// computed on this computer and costs nothing.
    bool hasAnomalyDetection = true;
    bool hasDataExport = true; ///< ENABLE_DATA_EXPORT
    bool hasAdvancedFilters = true; ///< ENABLE_ADVANCED_FILTERS
    bool hasCustomDateRanges = true; ///< ENABLE_CUSTOM_DATE_RANGES
    bool showsBetaFeatures = false; ///< SHOW_BETA_FEATURES

    QStringList notes; ///< a sentence for each variable whose value is not used

    /// What can not be used, is not used: the default stays, and a note names the variable.
    static CostSettings fromEnvironment(const QMap<QString, QString> &environment);
};

/// \p system with the places of \p settings for those that its file does not name: DATABASE_URL and REDIS_URL become a
/// database and a cache of these names, so that steps find them.
SystemInfo withPlaces(SystemInfo system, const CostSettings &settings);

/// The password of the place called \p name, where withPlaces() has put it there. Else empty: the password file or
/// PGPASSWORD and REDISCLI_AUTH say it.
Secret passwordOf(const QString &name, const CostSettings &settings);

} // namespace sm::costs
