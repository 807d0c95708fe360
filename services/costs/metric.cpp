// SPDX-License-Identifier: GPL-3.0-or-later
#include "metric.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace sm::costs {

namespace {

struct Described
{
    CostMetric metric;
    const char *word;
    const char *name;
    const char *definition;
};

constexpr std::array metrics{
    Described{CostMetric::Unblended, "unblended", QT_TRANSLATE_NOOP("sm::costs::Metric", "Unblended cost"),
        QT_TRANSLATE_NOOP("sm::costs::Metric",
            "What was charged, on the day it was charged: usage at its own rate, fees and reservations paid upfront on "
            "the day of the purchase, taxes, credits and refunds.")},
    Described{CostMetric::Blended, "blended", QT_TRANSLATE_NOOP("sm::costs::Metric", "Blended cost"),
        QT_TRANSLATE_NOOP("sm::costs::Metric",
            "Usage at the average rate that all accounts of the organization pay for it together, with taxes, credits "
            "and refunds.")},
    Described{CostMetric::Amortized, "amortized", QT_TRANSLATE_NOOP("sm::costs::Metric", "Amortized cost"),
        QT_TRANSLATE_NOOP("sm::costs::Metric",
            "Unblended cost, but reservations and savings plans are spread over their term: what they cost stands on "
            "the usage that they cover, and what of them is unused on its own.")},
    Described{CostMetric::NetUnblended, "net", QT_TRANSLATE_NOOP("sm::costs::Metric", "Net unblended cost"),
        QT_TRANSLATE_NOOP("sm::costs::Metric",
            "Unblended cost after the discounts of the organization's own contract. Only bills of accounts that have "
            "such discounts have it.")},
    Described{CostMetric::NetAmortized, "net-amortized", QT_TRANSLATE_NOOP("sm::costs::Metric", "Net amortized cost"),
        QT_TRANSLATE_NOOP("sm::costs::Metric",
            "Amortized cost after the discounts of the organization's own contract. Only bills of accounts that have "
            "such discounts have it.")},
    Described{CostMetric::UsageQuantity, "usage-quantity", QT_TRANSLATE_NOOP("sm::costs::Metric", "Usage quantity"),
        QT_TRANSLATE_NOOP("sm::costs::Metric",
            "How much was used, not money. It means something only within one usage type: hours and gigabytes are "
            "added up like any numbers.")},
    Described{CostMetric::Billed, "billed", QT_TRANSLATE_NOOP("sm::costs::Metric", "Billed cost"),
        QT_TRANSLATE_NOOP("sm::costs::Metric",
            "What is invoiced, in the period in which it is charged: after all discounts, commitments on the day of "
            "their purchase, usage that they cover as zero.")},
    Described{CostMetric::Effective, "effective", QT_TRANSLATE_NOOP("sm::costs::Metric", "Effective cost"),
        QT_TRANSLATE_NOOP("sm::costs::Metric",
            "After all discounts, with commitments and other prepayments spread over the usage that they cover; their "
            "purchase itself is zero.")},
    Described{CostMetric::List, "list", QT_TRANSLATE_NOOP("sm::costs::Metric", "List cost"),
        QT_TRANSLATE_NOOP("sm::costs::Metric",
            "What the usage would cost at the provider's published prices, without any discount or commitment. Nobody "
            "pays this.")},
    Described{CostMetric::Contracted, "contracted", QT_TRANSLATE_NOOP("sm::costs::Metric", "Contracted cost"),
        QT_TRANSLATE_NOOP("sm::costs::Metric",
            "At the negotiated prices, before commitments: contracted unit price times quantity.")},
};

const Described &described(CostMetric metric)
{
    return *std::find_if(
        metrics.begin(), metrics.end(), [metric](const Described &each) { return each.metric == metric; });
}

QString translated(const char *text) { return QCoreApplication::translate("sm::costs::Metric", text); }

} // namespace

QString metricWord(CostMetric metric) { return QString::fromLatin1(described(metric).word); }

std::optional<CostMetric> metricFrom(QStringView word)
{
    const auto *const found = std::find_if(
        metrics.begin(), metrics.end(), [word](const Described &each) { return word == QLatin1String(each.word); });
    return found == metrics.end() ? std::nullopt : std::optional(found->metric);
}

QStringList metricWords()
{
    QStringList words;
    for (const Described &each : metrics)
        words << QString::fromLatin1(each.word);
    return words;
}

QString metricName(CostMetric metric) { return translated(described(metric).name); }

QString metricDefinition(CostMetric metric) { return translated(described(metric).definition); }

} // namespace sm::costs
