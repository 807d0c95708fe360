// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coststore/coststore.h>

#include <QJsonObject>

#include <optional>

namespace sm::costs {

/// What a store writes of a ledger beside its columns.
struct LedgerHead
{
    struct Dimension
    {
        QString name;
        quint32 values = 0; ///< in its dictionary
    };
    struct Metric
    {
        CostMetric metric = CostMetric::Unblended;
        int sameAs = -1;
    };

    LedgerInfo info;
    int decimals = 0;
    QList<Dimension> dimensions;
    QList<Metric> metrics;
    std::vector<qint32> estimatedDays;
};

/// "cur-legacy", "cur2", "focus", "cost-explorer", "athena", "anthropic", "openai": never changed.
QString kindWord(LedgerKind kind);
std::optional<LedgerKind> kindFrom(QStringView word);

LedgerHead headOf(const Ledger &ledger);
QJsonObject toJson(const LedgerHead &head);
/// Nothing: it is none of ours, or of a version that is not known here.
std::optional<LedgerHead> headFrom(const QJsonObject &json);

/// A ledger with everything but its columns.
Ledger emptyLedger(const LedgerHead &head);

/// Days since 1970-01-01 as dates.
QDate ledgerDate(qint64 day);

/// The error of a ledger that is not what was kept.
Error damaged(const LedgerInfo &info);

} // namespace sm::costs
