// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "decimal.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

/// What a question about costs and its answer consist of, whatever the costs come from.
namespace sm {

/// What is summed. Different metrics never share a sum; metricDefinition() says in words what each is.
enum class CostMetric {
    Unblended, ///< CUR, Cost Explorer: what was charged on the day of the usage
    Blended, ///< CUR, Cost Explorer: at the average rate of the organization
    Amortized, ///< CUR, Cost Explorer: commitments spread over their term
    NetUnblended, ///< CUR, Cost Explorer: unblended after discounts
    NetAmortized, ///< CUR, Cost Explorer: amortized after discounts
    UsageQuantity, ///< Cost Explorer: not money; its unit is the answer's currency
    Billed, ///< FOCUS BilledCost: what the invoice says; of LLM providers what they bill
    Effective, ///< FOCUS EffectiveCost: amortized after discounts
    List, ///< FOCUS ListCost, CUR pricing/publicOnDemandCost: without any discount
    Contracted, ///< FOCUS ContractedCost
};

enum class CostGranularity { Total, Day, Month };

/// Dimensions by their names: "service", "account", "region", "usage-type", "resource", "line-item-type", "operation",
/// "provider", "service-category"; "tag:KEY" and "cost-category:NAME". Values are as the bill has them; a charge
/// without one has "".
namespace costdimension {
inline const QString Service = QStringLiteral("service");
inline const QString Account = QStringLiteral("account");
inline const QString Region = QStringLiteral("region");
inline const QString UsageType = QStringLiteral("usage-type");
inline const QString Resource = QStringLiteral("resource");
inline const QString LineItemType = QStringLiteral("line-item-type");
inline const QString Operation = QStringLiteral("operation");
inline const QString Provider = QStringLiteral("provider");
inline const QString ServiceCategory = QStringLiteral("service-category");
inline const QString TagPrefix = QStringLiteral("tag:");
inline const QString CostCategoryPrefix = QStringLiteral("cost-category:");
} // namespace costdimension

/// Charges whose \c dimension is one of \c values; the others where \c excluded.
struct CostFilter
{
    QString dimension;
    QStringList values;
    bool excluded = false;

    friend bool operator==(const CostFilter &, const CostFilter &) = default;
};

struct CostQuery
{
    CostMetric metric = CostMetric::Unblended;
    QDate from; ///< first day, UTC; invalid: from the first charge on
    QDate to; ///< the day after the last, UTC, as in Cost Explorer; invalid: to the last charge
    CostGranularity granularity = CostGranularity::Total;
    QStringList groupBy; ///< dimensions, outermost first
    QList<CostFilter> filters; ///< all of them hold

    friend bool operator==(const CostQuery &, const CostQuery &) = default;
};

struct CostGroup
{
    QStringList key; ///< one value for each of CostQuery::groupBy
    Decimal amount; ///< over all periods
    QList<Decimal> amounts; ///< one for each of CostAnswer::periods

    friend bool operator==(const CostGroup &, const CostGroup &) = default;
};

/// Where an answer was found.
enum class CostOrigin { Memory, Redis, Store, Source };

/// The answer to a CostQuery: one metric, one currency.
struct CostAnswer
{
    CostQuery query;
    QString currency; ///< ISO 4217; empty: the bill does not say
    Decimal total;
    QList<QDate> periods; ///< first days, ascending, without gaps; one for CostGranularity::Total, none without charges
    QList<bool> estimated; ///< for each period: whether the provider still revises it
    QList<CostGroup> groups; ///< largest amount first, then by key; one with an empty key without groupBy
    QString source; ///< what the figures come from, in words ("Bill file march.csv", "Cost Explorer")
    QDateTime asOf; ///< UTC: when the source said so
    CostOrigin origin = CostOrigin::Source;
    QString notRenewed
        = {}; ///< why the source was not asked for newer figures; empty: they are as new as they should be
};

/// A place that costs can be asked of. Figures of two of them are never added up.
enum class CostSource { CurBills, FocusBills, CostExplorer, Athena, Anthropic, OpenAi };

/// What a source has.
struct CostSourceInfo
{
    CostSource source = CostSource::CurBills;
    QString title; ///< "Bill files (CUR)", "Cost Explorer"
    QStringList parts; ///< the bill files in it, or nothing
    QString currency;
    QDate from; ///< first day with a charge; invalid: not known before it is asked
    QDate to; ///< the day after the last
    QDateTime asOf; ///< UTC
    QList<CostMetric> metrics; ///< the first is the usual one
    QStringList dimensions; ///< to group and filter by
    bool billed = true; ///< false: computed from usage and price lists
    bool paid = false; ///< each question may cost money
    QString note; ///< what a person should know about it; may be empty
};

/// How the requests of the last hour went.
struct CostRequests
{
    int sent = 0;
    int errors = 0;
    int throttles = 0;
    std::optional<std::chrono::milliseconds> p95; ///< of those that succeeded
    std::optional<double> dataAgeHours; ///< since data last came; nothing: never in this session
};

/// What asking has cost today (UTC).
struct CostMeter
{
    int requests = 0;
    Decimal spent; ///< US dollars
    Decimal budget; ///< US dollars a day; beyond it only what is cached is shown
    CostRequests lastHour = {}; ///< in this session
    bool isExhausted() const { return spent >= budget; }
};

/// A remarkable day, found here or told by Cost Explorer.
struct CostAnomaly
{
    QDate day;
    QStringList key; ///< of which group; empty: of the total
    Decimal actual;
    double expected = 0; ///< in the currency of the answer
    double impact = 0; ///< actual - expected
    QString reason; ///< in words
    bool local = true; ///< false: from Cost Explorer
};

} // namespace sm
