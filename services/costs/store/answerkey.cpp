// SPDX-License-Identifier: GPL-3.0-or-later
#include "answerkey.h"

#include <core/json.h>
#include <costs/metric.h>

#include <QJsonArray>

#include <algorithm>

namespace sm::costs {

QString answerKey(CostQuery query)
{
    for (CostFilter &filter : query.filters)
        filter.values.sort();
    std::sort(query.filters.begin(), query.filters.end(), [](const CostFilter &a, const CostFilter &b) {
        return std::tie(a.dimension, a.excluded, a.values) < std::tie(b.dimension, b.excluded, b.values);
    });
    QJsonArray filters;
    for (const CostFilter &each : std::as_const(query.filters))
        filters << QJsonArray{each.dimension, each.excluded, QJsonArray::fromStringList(each.values)};
    const QJsonArray all{metricWord(query.metric), query.from.toString(Qt::ISODate), query.to.toString(Qt::ISODate),
        static_cast<int>(query.granularity), QJsonArray::fromStringList(query.groupBy), filters};
    return QString::fromUtf8(toCompactJson(all));
}

} // namespace sm::costs
