// SPDX-License-Identifier: GPL-3.0-or-later
#include "daterange.h"

#include "amounttext.h"

#include <QCoreApplication>
#include <QLocale>

namespace sm::charts {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::charts::RangePicker", text); }

QDate firstOfMonth(const QDate &day) { return {day.year(), day.month(), 1}; }

QDate wholeMonths(int months, const QDate &today) { return firstOfMonth(today).addMonths(1 - months); }

} // namespace

QList<RangePreset> rangePresets()
{
    return {RangePreset::Last7Days, RangePreset::MonthToDate, RangePreset::OneMonth, RangePreset::ThreeMonths,
        RangePreset::SixMonths, RangePreset::TwelveMonths, RangePreset::ThirteenMonths};
}

QString presetText(RangePreset preset)
{
    switch (preset) {
    case RangePreset::Last7Days:
        return tr("7 days");
    case RangePreset::MonthToDate:
        return tr("Month to date");
    case RangePreset::OneMonth:
        return tr("1 month");
    case RangePreset::ThreeMonths:
        return tr("3 months");
    case RangePreset::SixMonths:
        return tr("6 months");
    case RangePreset::TwelveMonths:
        return tr("12 months");
    case RangePreset::ThirteenMonths:
        return tr("13 months");
    case RangePreset::Custom:
        break;
    }
    return tr("Other days…");
}

DateRange rangeOf(RangePreset preset, const QDate &today)
{
    const QDate to = today.addDays(1);
    switch (preset) {
    case RangePreset::Last7Days:
        return {today.addDays(-6), to};
    case RangePreset::MonthToDate:
        return {firstOfMonth(today), to};
    case RangePreset::OneMonth:
        return {today.addMonths(-1).addDays(1), to};
    case RangePreset::ThreeMonths:
        return {wholeMonths(3, today), to};
    case RangePreset::SixMonths:
        return {wholeMonths(6, today), to};
    case RangePreset::TwelveMonths:
        return {wholeMonths(12, today), to};
    case RangePreset::ThirteenMonths:
        return {wholeMonths(13, today), to};
    case RangePreset::Custom:
        break;
    }
    return {};
}

QString rangeText(const DateRange &range)
{
    if (!range.isValid())
        return {};
    const QDate last = range.to.addDays(-1);
    if (last == range.from)
        return dayText(last);
    const QLocale english(QLocale::English);
    const QString from = english.toString(range.from, range.from.year() == last.year() ? u"d MMM"_s : u"d MMM yyyy"_s);
    return from + u" – "_s + dayText(last);
}

} // namespace sm::charts
