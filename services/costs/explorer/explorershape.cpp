// SPDX-License-Identifier: GPL-3.0-or-later
#include "explorershape.h"

#include <core/json.h>

#include <QCoreApplication>
#include <QJsonArray>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int MostDimensions = 2;
constexpr int MonthsOfDays = 14; // before this one
constexpr int MonthsOfMonths = 38; // once multi-year data is turned on

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::Explorer", text); }

Error invalid(const QString &message) { return Error(Error::Kind::Invalid, message); }

QDate firstOfMonth(const QDate &day) { return {day.year(), day.month(), 1}; }

struct Dimension
{
    QString name;
    QString key; ///< as GetCostAndUsage calls it
    QString none; ///< what it calls charges without one
};

const QList<Dimension> &dimensions()
{
    static const QList<Dimension> all{
        {costdimension::Service, u"SERVICE"_s, u"NoService"_s},
        {costdimension::Account, u"LINKED_ACCOUNT"_s, u"NoLinkedAccount"_s},
        {costdimension::Region, u"REGION"_s, u"NoRegion"_s},
        {costdimension::UsageType, u"USAGE_TYPE"_s, u"NoUsageType"_s},
        {costdimension::LineItemType, u"RECORD_TYPE"_s, u"NoRecordType"_s},
        {costdimension::Operation, u"OPERATION"_s, u"NoOperation"_s},
    };
    return all;
}

/// How charges without a value of \p key are called.
QString noneOf(const QString &key)
{
    for (const Dimension &each : dimensions()) {
        if (each.key == key)
            return each.none;
    }
    return {};
}

bool isTag(const QString &dimension) { return dimension.startsWith(costdimension::TagPrefix); }
bool isCostCategory(const QString &dimension) { return dimension.startsWith(costdimension::CostCategoryPrefix); }
QString nameAfterPrefix(const QString &dimension) { return dimension.section(u':', 1); }

Result<void> checkDimension(const QString &dimension)
{
    if (!explorerDimension(dimension).isEmpty())
        return ok();
    if ((isTag(dimension) || isCostCategory(dimension)) && !nameAfterPrefix(dimension).isEmpty())
        return ok();
    if (dimension == costdimension::Resource)
        return invalid(tr("Cost Explorer does not know single resources here. Open a bill file, or ask Athena."));
    return invalid(tr("Cost Explorer has no dimension \"%1\". It has: %2, tag:KEY, cost-category:NAME.")
            .arg(dimension, explorerDimensions().join(u", "_s)));
}

Result<void> checkDimensions(const CostQuery &query)
{
    if (query.groupBy.size() > MostDimensions)
        return invalid(tr("Cost Explorer groups by two dimensions at most. Leave out %1, filter by it instead, or open "
                          "a bill file, which groups by any number.")
                .arg(query.groupBy.mid(MostDimensions).join(u", "_s)));
    for (const QString &dimension : query.groupBy) {
        if (const Result<void> known = checkDimension(dimension); !known)
            return known;
    }
    for (const CostFilter &filter : query.filters) {
        if (const Result<void> known = checkDimension(filter.dimension); !known)
            return known;
        if (filter.values.isEmpty())
            return invalid(tr("Choose at least one value of %1 to filter by.").arg(filter.dimension));
    }
    return ok();
}

Result<void> checkAge(const ExplorerSpan &range, CostGranularity granularity, const QDate &today)
{
    const QDate firstDay = firstOfMonth(today).addMonths(-MonthsOfDays);
    if (range.from >= firstDay)
        return ok();
    const QString earliest = firstDay.toString(Qt::ISODate);
    if (granularity == CostGranularity::Day)
        return invalid(tr("Cost Explorer has days of the last 14 months, from %1 on. Choose a later start, or months: "
                          "up to 38 of them, once multi-year data is turned on in the Cost Management preferences.")
                .arg(earliest));
    if (range.from.day() != 1)
        return invalid(
            tr("Before %1, Cost Explorer has whole months only. Begin on the first of a month.").arg(earliest));
    if (range.from < firstOfMonth(today).addMonths(-MonthsOfMonths))
        return invalid(tr("Cost Explorer has 14 months, or 38 once multi-year data is turned on in the Cost Management "
                          "preferences. Open a bill file for what is older."));
    return ok();
}

QJsonObject groupDefinition(const QString &dimension)
{
    if (isTag(dimension))
        return {{u"Type"_s, u"TAG"_s}, {u"Key"_s, nameAfterPrefix(dimension)}};
    if (isCostCategory(dimension))
        return {{u"Type"_s, u"COST_CATEGORY"_s}, {u"Key"_s, nameAfterPrefix(dimension)}};
    return {{u"Type"_s, u"DIMENSION"_s}, {u"Key"_s, explorerDimension(dimension)}};
}

/// Charges that have no such tag, or are in no such category.
QJsonObject absent(const QString &member, const QString &key)
{
    return {{member, QJsonObject{{u"Key"_s, key}, {u"MatchOptions"_s, QJsonArray{u"ABSENT"_s}}}}};
}

QJsonObject keyed(const QString &member, const QString &key, const QStringList &values)
{
    return {{member, QJsonObject{{u"Key"_s, key}, {u"Values"_s, QJsonArray::fromStringList(values)}}}};
}

QJsonObject matching(const CostFilter &filter)
{
    QStringList values = filter.values;
    const QString key = explorerDimension(filter.dimension);
    if (!key.isEmpty()) {
        std::replace(values.begin(), values.end(), QString(), noneOf(key));
        return keyed(u"Dimensions"_s, key, values);
    }
    const QString member = isTag(filter.dimension) ? u"Tags"_s : u"CostCategories"_s;
    const QString name = nameAfterPrefix(filter.dimension);
    const bool withAbsent = values.removeAll(QString()) > 0;
    if (!withAbsent)
        return keyed(member, name, values);
    if (values.isEmpty())
        return absent(member, name);
    return {{u"Or"_s, QJsonArray{keyed(member, name, values), absent(member, name)}}};
}

QJsonObject expression(const CostFilter &filter)
{
    const QJsonObject inner = matching(filter);
    return filter.excluded ? QJsonObject{{u"Not"_s, inner}} : inner;
}

} // namespace

QList<CostMetric> explorerMetrics()
{
    return {CostMetric::Unblended, CostMetric::Amortized, CostMetric::NetUnblended, CostMetric::NetAmortized,
        CostMetric::Blended, CostMetric::UsageQuantity};
}

QStringList explorerDimensions()
{
    QStringList names;
    for (const Dimension &each : dimensions())
        names << each.name;
    return names;
}

QString explorerDimension(const QString &dimension)
{
    for (const Dimension &each : dimensions()) {
        if (each.name == dimension)
            return each.key;
    }
    return {};
}

QString explorerKey(const QString &key, const QString &value) { return value == noneOf(key) ? QString() : value; }

QString explorerMetric(CostMetric metric)
{
    switch (metric) {
    case CostMetric::Unblended:
        return u"UnblendedCost"_s;
    case CostMetric::Blended:
        return u"BlendedCost"_s;
    case CostMetric::Amortized:
        return u"AmortizedCost"_s;
    case CostMetric::NetUnblended:
        return u"NetUnblendedCost"_s;
    case CostMetric::NetAmortized:
        return u"NetAmortizedCost"_s;
    case CostMetric::UsageQuantity:
        return u"UsageQuantity"_s;
    case CostMetric::Billed:
    case CostMetric::Effective:
    case CostMetric::List:
    case CostMetric::Contracted:
        break;
    }
    return {};
}

Result<ExplorerSpan> explorerRange(const CostQuery &query, const QDate &today)
{
    const QDate tomorrow = today.addDays(1);
    ExplorerSpan range{query.from, query.to};
    if (!range.from.isValid())
        range.from = firstOfMonth(today).addMonths(-12);
    if (!range.to.isValid() || range.to > tomorrow)
        range.to = tomorrow;
    if (query.to.isValid() && range.from >= query.to)
        return invalid(
            tr("The range ends before it begins. Choose an end after %1.").arg(range.from.toString(Qt::ISODate)));
    if (range.from > today)
        return invalid(tr("The range begins in the future, where there are no costs yet. Choose a start up to %1.")
                .arg(today.toString(Qt::ISODate)));
    return range;
}

Result<ExplorerShape> explorerShape(const CostQuery &query, const ExplorerSpan &range, const QDate &today)
{
    if (explorerMetric(query.metric).isEmpty())
        return invalid(tr("Cost Explorer does not have this metric. Choose unblended, blended, amortized, net or "
                          "usage, or open a bill file."));
    if (const Result<void> known = checkDimensions(query); !known)
        return known.error();
    ExplorerShape shape{query.metric, query.granularity, query.groupBy, query.filters};
    if (shape.granularity == CostGranularity::Total)
        shape.granularity = range.from.day() == 1 ? CostGranularity::Month : CostGranularity::Day;
    if (const Result<void> there = checkAge(range, shape.granularity, today); !there)
        return there.error();
    return shape;
}

QList<ExplorerSpan> periodsOf(CostGranularity granularity, const ExplorerSpan &range)
{
    QList<ExplorerSpan> periods;
    for (QDate day = range.from; day < range.to;) {
        const QDate next = granularity == CostGranularity::Day ? day.addDays(1) : firstOfMonth(day).addMonths(1);
        periods.append({day, std::min(next, range.to)});
        day = next;
    }
    return periods;
}

QJsonObject explorerRequest(const ExplorerShape &shape, const ExplorerSpan &range)
{
    QJsonObject request{
        {u"TimePeriod"_s,
            QJsonObject{{u"Start"_s, range.from.toString(Qt::ISODate)}, {u"End"_s, range.to.toString(Qt::ISODate)}}},
        {u"Granularity"_s, shape.granularity == CostGranularity::Day ? u"DAILY"_s : u"MONTHLY"_s},
        {u"Metrics"_s, QJsonArray{explorerMetric(shape.metric)}},
    };
    QJsonArray groupBy;
    for (const QString &dimension : shape.groupBy)
        groupBy << groupDefinition(dimension);
    if (!groupBy.isEmpty())
        request.insert(u"GroupBy"_s, groupBy);
    if (!shape.filters.isEmpty())
        request.insert(u"Filter"_s, explorerExpression(shape.filters));
    return request;
}

QJsonObject explorerExpression(const QList<CostFilter> &filters)
{
    if (filters.isEmpty())
        return {};
    if (filters.size() == 1)
        return expression(filters.first());
    QJsonArray all;
    for (const CostFilter &filter : filters)
        all << expression(filter);
    return {{u"And"_s, all}};
}

QString explorerName(const ExplorerShape &shape)
{
    QJsonObject request = explorerRequest(shape, {});
    request.remove(u"TimePeriod"_s);
    return QString::fromUtf8(toCompactJson(request));
}

} // namespace sm::costs
