// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QJsonArray>
#include <QJsonObject>

namespace sm::backups {

/// How two tables compare.
struct Comparison
{
    static constexpr int MostExamples = 20;

    qint64 sourceItems = 0; ///< of a sample: those that were read
    qint64 copyItems = 0;
    qint64 same = 0;
    qint64 different = 0; ///< in both, with other attributes
    qint64 onlySource = 0;
    qint64 onlyCopy = 0;
    qint64 unresolved = 0; ///< items in parts that differ and were too many to be looked at one by one
    QJsonArray examples; ///< [{what: "different", "onlySource" or "onlyCopy", key}], at most MostExamples
    double coverage = 1; ///< how much of the source was compared
    double capacityUnits = 0;
    qint64 seconds = 0;

    /// How many items differ, at most.
    qint64 differing() const { return different + onlySource + onlyCopy + unresolved; }
    void addExample(const QString &what, const QJsonObject &key);
};

QJsonObject toJson(const Comparison &comparison);

/// The figures, where not more than \p tolerance percent of the items differ.
/// \error Kind::Conflict (code "TablesDiffer") with the figures and the keys of examples
Result<QJsonObject> judged(const Comparison &comparison, double tolerance);

} // namespace sm::backups
