// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/cost.h>

#include <optional>

/// What each metric is called and what it means: every total that is shown carries it.
namespace sm::costs {

/// As the command line and JSON have it: "unblended", "net-amortized".
QString metricWord(CostMetric metric);
/// The metric that metricWord() calls \p word.
std::optional<CostMetric> metricFrom(QStringView word);
/// What metricFrom() takes, in the order of CostMetric.
QStringList metricWords();

/// For people: "Unblended cost".
QString metricName(CostMetric metric);
/// What is in the sum and what is not, in a sentence.
QString metricDefinition(CostMetric metric);

} // namespace sm::costs
