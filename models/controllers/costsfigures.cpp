// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsfigures.h"

#include <tables/costtext.h>

#include <QCoreApplication>
#include <QLocale>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;
using tables::CostRow;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::controllers::CostsController", text); }

QStringList wordsOf(const QString &text) { return text.simplified().split(u' ', Qt::SkipEmptyParts); }

bool holdsAll(const QString &name, const QStringList &words)
{
    return std::all_of(
        words.begin(), words.end(), [&name](const QString &word) { return name.contains(word, Qt::CaseInsensitive); });
}

QString keyOf(const CostGroup &group) { return group.key.value(0); }

QString nameOf(const CostGroup &group, const QString &dimension)
{
    return dimension.isEmpty() ? tr("All charges") : tables::groupName(keyOf(group));
}

void add(CostRow &sum, const CostRow &row)
{
    sum.amount += row.amount;
    if (row.compared)
        sum.compared = sum.compared.value_or(Decimal()) + *row.compared;
    sum.amounts.resize(std::max(sum.amounts.size(), row.amounts.size()));
    for (qsizetype period = 0; period < row.amounts.size(); ++period)
        sum.amounts[period] += row.amounts.at(period);
}

/// Every group that there is now or was in the other range, largest first.
QList<CostRow> allRows(
    const CostsQuestion &question, const CostAnswer &answer, const std::optional<CostAnswer> &compared)
{
    QHash<QString, Decimal> before;
    const QList<CostGroup> others = compared ? compared->groups : QList<CostGroup>();
    for (const CostGroup &each : others)
        before.insert(keyOf(each), each.amount);
    QList<CostRow> rows;
    rows.reserve(answer.groups.size());
    for (const CostGroup &each : answer.groups) {
        CostRow row{keyOf(each), nameOf(each, question.groupBy), each.amount, {}, each.amounts, 0};
        if (compared)
            row.compared = before.take(keyOf(each));
        rows.append(row);
    }
    for (const CostGroup &each : others) { // in the order of the answer: what is gone
        if (before.remove(keyOf(each)))
            rows.append({keyOf(each), nameOf(each, question.groupBy), Decimal(), each.amount,
                QList<Decimal>(answer.periods.size()), 0});
    }
    return rows;
}

/// Keeps \p top rows and adds the rest up.
QList<CostRow> firstAndOthers(const QList<CostRow> &rows, int top)
{
    if (top <= 0 || rows.size() <= top + 1) // one alone says more by its name
        return rows;
    QList<CostRow> shown = rows.first(top);
    CostRow others;
    others.others = static_cast<int>(rows.size()) - top;
    others.name = tr("%1 others").arg(others.others);
    for (qsizetype at = top; at < rows.size(); ++at)
        add(others, rows.at(at));
    shown.append(others);
    return shown;
}

QDate endOf(const QDate &period, CostGranularity granularity, const QDate &otherwise)
{
    switch (granularity) {
    case CostGranularity::Day:
        return period.addDays(1);
    case CostGranularity::Month:
        return period.addMonths(1);
    case CostGranularity::Total:
        return otherwise;
    }
    Q_UNREACHABLE();
}

/// A day is not over while the source was asked on it; a month before its last day has charges.
QList<bool> incompletePeriods(const CostAnswer &answer, const CostsRange &range, const QDate &last)
{
    const CostGranularity granularity = answer.query.granularity;
    const QDate asOf = answer.asOf.toUTC().date();
    QList<bool> incomplete;
    for (const QDate &period : answer.periods) {
        const QDate end = endOf(period, granularity, range.to);
        const bool isCut
            = granularity == CostGranularity::Month && (last.addDays(1) < end || period < range.from || end > range.to);
        incomplete << (isCut || (asOf.isValid() && end > asOf));
    }
    return incomplete;
}

QList<Decimal> totalsByPeriod(const CostAnswer &answer)
{
    CostRow sum;
    for (const CostGroup &each : answer.groups)
        add(sum, {{}, {}, each.amount, {}, each.amounts, 0});
    return sum.amounts;
}

QDate firstCharged(const QList<QDate> &periods, const QList<Decimal> &totals)
{
    for (qsizetype at = 0; at < std::min(periods.size(), totals.size()); ++at) {
        if (!totals.at(at).isZero())
            return periods.at(at);
    }
    return {};
}

} // namespace

CostsFigures costsFigures(const CostsQuestion &question, const CostsRange &range, const CostAnswer &answer,
    const std::optional<CostAnswer> &compared, const QDate &last)
{
    CostsFigures figures{question, range, {}, answer, {}, {}, incompletePeriods(answer, range, last), 0, 0};
    figures.answer.groups.clear();
    if (compared) {
        figures.comparedRange = CostsRange{compared->query.from, compared->query.to};
        figures.comparedTotals = totalsByPeriod(*compared);
    }
    QList<CostRow> rows = allRows(question, answer, compared);
    figures.groups = static_cast<int>(rows.size());
    if (const QStringList words = wordsOf(question.words); !words.isEmpty())
        rows.removeIf([&words](const CostRow &row) { return !holdsAll(row.name, words); });
    figures.matching = static_cast<int>(rows.size());

    tables::CostTable::Content &table = figures.table;
    for (const CostRow &row : std::as_const(rows))
        add(table.total, row);
    table.total.name = tr("Total");
    table.rows = firstAndOthers(rows, question.top);
    table.dimension = question.groupBy;
    table.currency = answer.currency;
    table.comparedTitle = figures.comparedRange ? rangeTitle(*figures.comparedRange) : QString();
    table.periods = answer.periods;
    table.granularity = answer.query.granularity;
    for (qsizetype period = 0; period < answer.periods.size(); ++period)
        table.unsettled << (answer.estimated.value(period) || figures.incomplete.value(period));
    return figures;
}

CostsSummary costsSummary(const CostAnswer &daily, const QDate &last)
{
    CostsSummary summary;
    summary.last = last;
    summary.month = QDate(last.year(), last.month(), 1);
    summary.currency = daily.currency;
    summary.days = daily.periods;
    summary.totals = totalsByPeriod(daily);
    const QDate before = summary.month.addMonths(-1);
    const QDate sameDay = last.addMonths(-1);
    const QDate firstCharge = firstCharged(daily.periods, summary.totals);
    const bool hasBefore = firstCharge.isValid() && firstCharge <= before.addDays(1); // else half a month would compare
    Decimal total;
    Decimal totalBefore;
    for (const CostGroup &group : daily.groups) {
        Decimal now;
        Decimal then;
        for (qsizetype at = 0; at < daily.periods.size() && at < group.amounts.size(); ++at) {
            const QDate &day = daily.periods.at(at);
            if (day >= summary.month && day <= last)
                now += group.amounts.at(at);
            else if (day >= before && day <= sameDay)
                then += group.amounts.at(at);
        }
        total += now;
        totalBefore += then;
        if (hasBefore && (now - then).magnitude() > summary.moverChange.magnitude()) {
            summary.mover = tables::groupName(keyOf(group));
            summary.moverChange = now - then;
        }
    }
    summary.monthToDate = total;
    if (hasBefore)
        summary.sameDaysBefore = totalBefore;
    return summary;
}

QString rangeTitle(const CostsRange &range)
{
    const QLocale english(QLocale::English);
    const QDate last = range.to.addDays(-1);
    const bool fromFirst = range.from.day() == 1;
    const bool oneMonth = range.from.year() == last.year() && range.from.month() == last.month();
    if (fromFirst && oneMonth && range.to.day() == 1)
        return english.toString(range.from, u"MMMM yyyy"_s);
    if (fromFirst && oneMonth)
        return tr("%1, same days").arg(english.toString(range.from, u"MMMM"_s));
    if (fromFirst && range.to.day() == 1)
        return tr("%1 – %2").arg(english.toString(range.from, u"MMM yyyy"_s), english.toString(last, u"MMM yyyy"_s));
    return tr("%1 – %2").arg(
        english.toString(range.from, range.from.year() == last.year() ? u"d MMM"_s : u"d MMM yyyy"_s),
        english.toString(last, u"d MMM yyyy"_s));
}

} // namespace sm::controllers
