// SPDX-License-Identifier: GPL-3.0-or-later
#include "keptusage.h"

#include <core/json.h>
#include <core/jsonscanner.h>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

QString text(QByteArrayView utf8) { return QString::fromUtf8(utf8); }

/// Keys first, the amount last.
QJsonArray rowOf(const UsageGroup &group)
{
    QJsonArray row = QJsonArray::fromStringList(group.keys);
    row << group.amount.toString();
    return row;
}

QJsonObject objectOf(const UsagePeriod &period)
{
    QJsonArray rows;
    for (const UsageGroup &group : period.groups)
        rows << rowOf(group);
    return {{u"start"_s, period.start.toString(Qt::ISODate)}, {u"end"_s, period.end.toString(Qt::ISODate)},
        {u"estimated"_s, period.estimated}, {u"unit"_s, period.unit},
        {u"asOf"_s, period.asOf.toUTC().toString(Qt::ISODateWithMs)}, {u"groups"_s, rows}};
}

UsageGroup readGroup(JsonScanner &json)
{
    UsageGroup group;
    json.enterArray();
    while (json.nextElement())
        group.keys << text(json.scalar());
    const std::optional<Decimal> amount
        = group.keys.isEmpty() ? std::nullopt : Decimal::parse(QStringView(group.keys.takeLast()));
    if (!amount)
        json.fail();
    group.amount = amount.value_or(Decimal());
    return group;
}

QList<UsageGroup> readGroups(JsonScanner &json)
{
    QList<UsageGroup> groups;
    json.enterArray();
    while (json.nextElement())
        groups << readGroup(json);
    return groups;
}

UsagePeriod readPeriod(JsonScanner &json)
{
    UsagePeriod period;
    json.enterObject();
    while (json.nextMember()) {
        if (json.name() == "start")
            period.start = QDate::fromString(text(json.scalar()), Qt::ISODate);
        else if (json.name() == "end")
            period.end = QDate::fromString(text(json.scalar()), Qt::ISODate);
        else if (json.name() == "estimated")
            period.estimated = json.scalar() != "false";
        else if (json.name() == "unit")
            period.unit = text(json.scalar());
        else if (json.name() == "asOf")
            period.asOf = QDateTime::fromString(text(json.scalar()), Qt::ISODateWithMs);
        else if (json.name() == "groups")
            period.groups = readGroups(json);
        else
            json.skip();
    }
    if (!(period.start < period.end) || !period.asOf.isValid())
        json.fail();
    return period;
}

QJsonObject objectOf(const CostFilter &filter)
{
    return {{u"dimension"_s, filter.dimension}, {u"values"_s, QJsonArray::fromStringList(filter.values)},
        {u"excluded"_s, filter.excluded}};
}

QStringList strings(const QJsonValue &array)
{
    QStringList all;
    const QJsonArray values = array.toArray();
    for (const QJsonValue &each : values)
        all << each.toString();
    return all;
}

std::optional<ExplorerShape> shapeOf(const QJsonValue &kept)
{
    ExplorerShape shape;
    const QList<CostMetric> metrics = explorerMetrics();
    const auto metric = std::find_if(metrics.begin(), metrics.end(),
        [&kept](CostMetric each) { return explorerMetric(each) == kept[u"metric"_s].toString(); });
    if (metric == metrics.end())
        return std::nullopt;
    shape.metric = *metric;
    shape.granularity = kept[u"byMonth"_s].toBool() ? CostGranularity::Month : CostGranularity::Day;
    shape.groupBy = strings(kept[u"groupBy"_s]);
    const QJsonArray filters = kept[u"filters"_s].toArray();
    for (const QJsonValue &each : filters)
        shape.filters << CostFilter{
            each[u"dimension"_s].toString(), strings(each[u"values"_s]), each[u"excluded"_s].toBool()};
    return shape;
}

Error damaged()
{
    return Error(Error::Kind::Storage,
        QCoreApplication::translate(
            "sm::costs::Explorer", "What was kept of Cost Explorer's answers is damaged. They are asked for again."));
}

} // namespace

QByteArray keptText(const QString &shape, const QList<UsagePeriod> &periods)
{
    QJsonArray all;
    for (const UsagePeriod &period : periods)
        all << objectOf(period);
    return toCompactJson(QJsonObject{{u"shape"_s, shape}, {u"periods"_s, all}});
}

Result<QList<UsagePeriod>> keptPeriods(const QString &shape, const QByteArray &kept)
{
    QList<UsagePeriod> periods;
    QString whose;
    JsonScanner json(kept);
    json.enterObject();
    while (json.nextMember()) {
        if (json.name() == "shape") {
            whose = text(json.scalar());
        } else if (json.name() == "periods") {
            json.enterArray();
            while (json.nextElement())
                periods << readPeriod(json);
        } else {
            json.skip();
        }
    }
    if (!json.finish() || whose != shape)
        return damaged();
    return periods;
}

QByteArray keptShapesText(const QList<ExplorerShape> &shapes)
{
    QJsonArray all;
    for (const ExplorerShape &shape : shapes) {
        QJsonArray filters;
        for (const CostFilter &filter : shape.filters)
            filters << objectOf(filter);
        all << QJsonObject{{u"metric"_s, explorerMetric(shape.metric)},
            {u"byMonth"_s, shape.granularity == CostGranularity::Month},
            {u"groupBy"_s, QJsonArray::fromStringList(shape.groupBy)}, {u"filters"_s, filters}};
    }
    return toCompactJson(all);
}

QList<ExplorerShape> keptShapes(const QByteArray &kept)
{
    QList<ExplorerShape> shapes;
    const Result<QJsonValue> read = parseJson(kept);
    const QJsonArray all = read ? read->toArray() : QJsonArray();
    for (const QJsonValue &each : all) {
        if (const std::optional<ExplorerShape> shape = shapeOf(each))
            shapes << *shape;
    }
    return shapes;
}

} // namespace sm::costs
