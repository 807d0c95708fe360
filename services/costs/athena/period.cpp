// SPDX-License-Identifier: GPL-3.0-or-later
#include "period.h"

#include "sqlname.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace sm::athena {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::athena::Period", text); }

QString monthText(QDate month) { return month.toString(u"yyyy-MM"_s); }

QList<QDate> monthsOf(QDate from, QDate to)
{
    QList<QDate> months;
    for (QDate month(from.year(), from.month(), 1); month < to; month = month.addMonths(1))
        months.append(month);
    return months;
}

qsizetype placeOf(const Table &table, const QString &key)
{
    const auto &keys = table.partitionKeys;
    const auto found
        = std::find_if(keys.cbegin(), keys.cend(), [&key](const Column &each) { return each.name == key; });
    return found - keys.cbegin();
}

/// The month that \p partition holds, or no date.
QDate monthOf(const Table &table, const Partition &partition)
{
    if (table.partitionStyle() == PartitionStyle::BillingPeriod)
        return QDate::fromString(partition.values.value(0).left(7) + u"-01"_s, Qt::ISODate);
    const int year = partition.values.value(placeOf(table, u"year"_s)).toInt();
    const int month = partition.values.value(placeOf(table, u"month"_s)).toInt();
    return QDate(year, month, 1);
}

/// As a partition would be written that nobody knows: with as many digits as the projection says, else as AWS does.
Partition usualPartition(const Table &table, QDate month)
{
    if (table.partitionStyle() == PartitionStyle::BillingPeriod)
        return {{monthText(month)}, {}, {}};
    const QString range = table.parameters.value(u"projection.month.range"_s);
    const int digits
        = table.parameters.value(u"projection.month.digits"_s, range.startsWith(u'0') ? u"2"_s : u"1"_s).toInt();
    Partition partition;
    for (const Column &key : table.partitionKeys) {
        partition.values.append(key.name == "year"_L1 ? QString::number(month.year())
                                                      : u"%1"_s.arg(month.month(), digits, 10, QChar(u'0')));
    }
    return partition;
}

Result<QString> valueOf(const Column &key, const QString &text)
{
    bool isNumber = false;
    const qlonglong number = text.toLongLong(&isNumber);
    if (key.type.contains("int"_L1) && isNumber)
        return QString::number(number);
    return stringLiteral(text);
}

/// ("year" = '2024' AND "month" = '1')
Result<QString> conditionOf(const Table &table, const Partition &partition)
{
    QStringList parts;
    for (qsizetype i = 0; i < table.partitionKeys.size(); ++i) {
        const Result<QString> name = quotedName(table.partitionKeys[i].name);
        if (!name)
            return name.error();
        const Result<QString> value = valueOf(table.partitionKeys[i], partition.values.value(i));
        if (!value)
            return value.error();
        parts.append(*name + " = "_L1 + *value);
    }
    return parts.size() == 1 ? parts.constFirst() : u'(' + parts.join(" AND "_L1) + u')';
}

/// For each month the partitions that hold it; where none are known, as they usually are.
QList<Partition> partitionsFor(const Table &table, const QList<Partition> &known, QDate month)
{
    if (known.isEmpty())
        return {usualPartition(table, month)};
    QList<Partition> found;
    std::copy_if(known.cbegin(), known.cend(), std::back_inserter(found),
        [&table, month](const Partition &each) { return monthOf(table, each) == month; });
    return found;
}

} // namespace

Result<PeriodFilter> partitionFilter(const Table &table, const QList<Partition> &known, QDate from, QDate to)
{
    const PartitionStyle style = table.partitionStyle();
    if (style == PartitionStyle::None || style == PartitionStyle::Other)
        return PeriodFilter{u"true"_s, {}};
    PeriodFilter filter;
    QStringList choices;
    for (const QDate month : monthsOf(from, to)) {
        const QList<Partition> partitions = partitionsFor(table, known, month);
        if (partitions.isEmpty())
            filter.missing.append(monthText(month));
        for (const Partition &partition : partitions) {
            const Result<QString> condition = conditionOf(table, partition);
            if (!condition)
                return condition.error();
            choices.append(*condition);
        }
    }
    if (choices.isEmpty()) {
        return Error(Error::Kind::Invalid,
            tr("The table has no partition for %1. Add it, or choose other days.").arg(filter.missing.join(u", "_s)))
            .withCode(u"NoPartition"_s);
    }
    filter.sql = u'(' + choices.join(" OR "_L1) + u')';
    return filter;
}

} // namespace sm::athena
