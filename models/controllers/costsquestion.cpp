// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsquestion.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int DaysOfWeek = 7;

QDate firstOfMonth(const QDate &day) { return {day.year(), day.month(), 1}; }

bool isFirst(const QDate &day) { return day.day() == 1; }

/// Whole months, so that the one before is as many whole months.
bool isWholeMonths(const CostsRange &range) { return isFirst(range.from) && isFirst(range.to); }

int monthsIn(const CostsRange &range)
{
    return (range.to.year() - range.from.year()) * 12 + range.to.month() - range.from.month();
}

CostsRange monthsBack(const QDate &last, int months)
{
    return {firstOfMonth(last).addMonths(1 - months), last.addDays(1)};
}

/// The same days of the month before: of 31 March the 28th of February is the last.
CostsRange sameDaysMonthsBefore(const CostsRange &range, int months)
{
    return {range.from.addMonths(-months), range.to.addDays(-1).addMonths(-months).addDays(1)};
}

QJsonArray toArray(const QList<CostFilter> &filters)
{
    QJsonArray array;
    for (const CostFilter &each : filters)
        array.append(QJsonObject{{u"dimension"_s, each.dimension},
            {u"values"_s, QJsonArray::fromStringList(each.values)}, {u"excluded"_s, each.excluded}});
    return array;
}

QList<CostFilter> filtersFrom(const QJsonArray &array)
{
    QList<CostFilter> filters;
    for (const QJsonValue &each : array) {
        CostFilter filter;
        filter.dimension = each["dimension"_L1].toString();
        filter.excluded = each["excluded"_L1].toBool();
        const QJsonArray values = each["values"_L1].toArray();
        for (const QJsonValue &value : values)
            filter.values << value.toString();
        if (!filter.dimension.isEmpty() && !filter.values.isEmpty())
            filters.append(filter);
    }
    return filters;
}

/// \p value as one of an enumeration that ends with \p last; \p otherwise when it is none.
template <typename Enum>
Enum chosen(const QJsonValue &value, Enum last, Enum otherwise)
{
    const int number = value.toInt(-1);
    return number >= 0 && number <= static_cast<int>(last) ? static_cast<Enum>(number) : otherwise;
}

} // namespace

CostsRange CostsQuestion::range(const QDate &last) const
{
    const QDate end = last.addDays(1);
    switch (preset) {
    case CostsPreset::Last7Days:
        return {end.addDays(-DaysOfWeek), end};
    case CostsPreset::MonthToDate:
        return {firstOfMonth(last), end};
    case CostsPreset::OneMonth:
        return {last.addMonths(-1).addDays(1), end};
    case CostsPreset::ThreeMonths:
        return monthsBack(last, 3);
    case CostsPreset::SixMonths:
        return monthsBack(last, 6);
    case CostsPreset::TwelveMonths:
        return monthsBack(last, 12);
    case CostsPreset::ThirteenMonths:
        return monthsBack(last, 13);
    case CostsPreset::Custom:
        return custom;
    }
    Q_UNREACHABLE();
}

std::optional<CostsRange> CostsQuestion::comparedRange(const CostsRange &range) const
{
    if (comparison == CostsComparison::None || !range.from.isValid() || range.days() <= 0)
        return std::nullopt;
    if (comparison == CostsComparison::PreviousYear)
        return sameDaysMonthsBefore(range, 12);
    if (isWholeMonths(range))
        return CostsRange{range.from.addMonths(-monthsIn(range)), range.from};
    if (isFirst(range.from)) {
        const QDate last = range.to.addDays(-1);
        const int months = monthsIn({range.from, firstOfMonth(last)}) + 1;
        return sameDaysMonthsBefore(range, months);
    }
    return CostsRange{range.from.addDays(-range.days()), range.from};
}

QList<CostFilter> CostsQuestion::allFilters() const
{
    QList<CostFilter> all = filters;
    for (const CostsLevel &level : path)
        all.append({level.dimension, {level.value}, false});
    return all;
}

CostQuery CostsQuestion::query(const CostsRange &range) const
{
    CostQuery query;
    query.metric = metric;
    query.from = range.from;
    query.to = range.to;
    query.granularity = granularity;
    if (!groupBy.isEmpty())
        query.groupBy = {groupBy};
    query.filters = allFilters();
    return query;
}

QString deeperDimension(const CostsQuestion &question, const QStringList &available)
{
    QStringList taken{question.groupBy};
    for (const CostsLevel &level : question.path)
        taken << level.dimension;
    for (const QString &each : {costdimension::Service, costdimension::UsageType, costdimension::Region,
             costdimension::Account, costdimension::Resource, costdimension::LineItemType}) {
        if (available.contains(each) && !taken.contains(each))
            return each;
    }
    return {};
}

QByteArray toJson(const CostsQuestion &question)
{
    QJsonArray path;
    for (const CostsLevel &level : question.path)
        path.append(QJsonObject{{u"dimension"_s, level.dimension}, {u"value"_s, level.value}});
    return QJsonDocument(
        QJsonObject{{u"source"_s, static_cast<int>(question.source)}, {u"metric"_s, static_cast<int>(question.metric)},
            {u"granularity"_s, static_cast<int>(question.granularity)}, {u"groupBy"_s, question.groupBy},
            {u"filters"_s, toArray(question.filters)}, {u"path"_s, path},
            {u"preset"_s, static_cast<int>(question.preset)}, {u"from"_s, question.custom.from.toString(Qt::ISODate)},
            {u"to"_s, question.custom.to.toString(Qt::ISODate)},
            {u"comparison"_s, static_cast<int>(question.comparison)}})
        .toJson(QJsonDocument::Compact);
}

std::optional<CostsQuestion> costsQuestionFrom(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (!object.contains("groupBy"_L1))
        return std::nullopt;
    CostsQuestion question;
    question.source = chosen(object["source"_L1], CostSource::OpenAi, question.source);
    question.metric = chosen(object["metric"_L1], CostMetric::Contracted, question.metric);
    question.granularity = chosen(object["granularity"_L1], CostGranularity::Month, question.granularity);
    question.groupBy = object["groupBy"_L1].toString();
    question.filters = filtersFrom(object["filters"_L1].toArray());
    const QJsonArray path = object["path"_L1].toArray();
    for (const QJsonValue &level : path)
        question.path.append({level["dimension"_L1].toString(), level["value"_L1].toString()});
    question.preset = chosen(object["preset"_L1], CostsPreset::Custom, question.preset);
    question.custom = {QDate::fromString(object["from"_L1].toString(), Qt::ISODate),
        QDate::fromString(object["to"_L1].toString(), Qt::ISODate)};
    question.comparison = chosen(object["comparison"_L1], CostsComparison::PreviousYear, question.comparison);
    if (question.preset == CostsPreset::Custom && (!question.custom.from.isValid() || question.custom.days() <= 0))
        question.preset = CostsPreset::MonthToDate;
    return question;
}

} // namespace sm::controllers
