// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explorershape.h"
#include "usageperiod.h"

#include <core/jsonscanner.h>

namespace sm::costs {

/// Reads the pages of GetCostAndUsage straight from the wire: 13 months by day, service and account are 20 MB of JSON.
/// Amounts stay the decimal numbers that AWS wrote.
class UsagePageReader
{
public:
    /// \param metric  as GetCostAndUsage calls it; others in the answer are passed over
    /// \param groupBy the dimensions that were asked for
    UsagePageReader(QString metric, QStringList groupBy);

    /// Keeps the periods of the page for take(), and returns the members beside them: the page token.
    /// \error Kind::BadReply the answer is cut short, or is none of this operation
    /// \error Kind::Invalid  code "TwoUnits": a sum would be of two currencies, or of hours and gigabytes
    Result<QJsonObject> read(const QByteArray &body);
    /// A period whose groups are on several pages comes once from each of them.
    QList<UsagePeriod> take() { return std::exchange(m_periods, {}); }

private:
    struct Amount
    {
        Decimal value;
        QString unit;
        bool isThere = false;
    };

    void readPeriods(JsonScanner &json);
    UsagePeriod readPeriod(JsonScanner &json);
    void readGroups(JsonScanner &json, UsagePeriod &period);
    UsageGroup readGroup(JsonScanner &json, UsagePeriod &period);
    QStringList readKeys(JsonScanner &json);
    QString key(qsizetype place, QByteArrayView wire);
    Amount readMetrics(JsonScanner &json);
    Amount readAmount(JsonScanner &json);
    void noteUnit(UsagePeriod &period, const Amount &amount);
    void noteProblem(const QString &code, const QString &message);

    QByteArray m_metric;
    QStringList m_groupBy;
    QStringList m_prefixes; ///< of each key: "Env$" of the tag Env, which AWS writes before its value
    QList<QHash<QByteArray, QString>> m_keys; ///< met so far: the same few come again every day
    QList<UsagePeriod> m_periods;
    QString m_unitOfNothing; ///< of amounts of 0, which go with any unit
    std::optional<Error> m_problem; ///< what was wrong beyond the form of the JSON
};

} // namespace sm::costs
