// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsexport.h"

#include <core/csv.h>
#include <costs/metric.h>
#include <costs/sourceword.h>
#include <tables/costtext.h>

#include <QCoreApplication>

namespace sm::controllers {

using namespace Qt::Literals::StringLiterals;
using tables::CostRow;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::controllers::CostsController", text); }

/// As one word of a shell.
QString quoted(const QString &word)
{
    const bool isPlain = !word.isEmpty() && std::all_of(word.begin(), word.end(), [](QChar each) {
        return each.isLetterOrNumber() || u"-_.,:/=@%+"_s.contains(each);
    });
    return isPlain ? word : u'\'' + QString(word).replace(u'\'', u"'\\''"_s) + u'\'';
}

QString word(CostGranularity granularity) { return granularity == CostGranularity::Month ? u"month"_s : u"day"_s; }

QList<csv::Cell> header(const CostsFigures &figures)
{
    const tables::CostTable::Content &table = figures.table;
    QList<csv::Cell> cells{csv::text(tables::dimensionTitle(table.dimension)),
        csv::text(table.currency.isEmpty() ? tr("Amount") : tr("Amount, %1").arg(table.currency))};
    if (figures.comparedRange)
        cells << csv::text(table.comparedTitle);
    for (const QDate &period : table.periods)
        cells << csv::text(period.toString(Qt::ISODate));
    return cells;
}

QList<csv::Cell> cellsOf(const CostsFigures &figures, const CostRow &row)
{
    QList<csv::Cell> cells{csv::text(row.name), csv::number(row.amount.toString())};
    if (figures.comparedRange)
        cells << (row.compared ? csv::number(row.compared->toString()) : csv::text({}));
    for (const Decimal &amount : row.amounts)
        cells << csv::number(amount.toString());
    return cells;
}

/// "2026-11-29, 2026-11-30": whose amounts are not final.
QString unsettledPeriods(const tables::CostTable::Content &table)
{
    QStringList days;
    for (qsizetype period = 0; period < table.periods.size(); ++period) {
        if (table.unsettled.value(period))
            days << table.periods.at(period).toString(Qt::ISODate);
    }
    return days.join(u", "_s);
}

} // namespace

QString costsCommand(const QString &system, const CostsFigures &figures)
{
    const CostsQuestion &question = figures.question;
    QStringList words{u"stationmaster"_s, u"costs"_s, u"--system"_s, quoted(system), u"--source"_s,
        costs::sourceWord(question.source), u"--metric"_s, costs::metricWord(question.metric), u"--from"_s,
        figures.range.from.toString(Qt::ISODate), u"--to"_s, figures.range.to.toString(Qt::ISODate)};
    if (question.granularity != CostGranularity::Total)
        words << u"--granularity"_s << word(question.granularity);
    if (!question.groupBy.isEmpty())
        words << u"--group-by"_s << quoted(question.groupBy);
    const QList<CostFilter> filters = question.allFilters();
    for (const CostFilter &each : filters) {
        const QString sign = each.excluded ? u"!="_s : u"="_s;
        for (const QString &value : each.values)
            words << u"--filter"_s << quoted(each.dimension + sign + value);
    }
    return words.join(u' ');
}

QByteArray costsCsv(const CostsFigures &figures, const QString &definition, const QString &command)
{
    const QList<csv::Cell> first = header(figures);
    QByteArray file = csv::byteOrderMark + csv::record(first);
    for (const CostRow &row : figures.table.rows)
        file += csv::record(cellsOf(figures, row));
    file += csv::record(cellsOf(figures, figures.table.total));

    const auto note = [&file, &first](const QString &name, const QString &value) {
        QList<csv::Cell> cells{csv::text(name), csv::text(value)};
        cells.resize(std::max(first.size(), cells.size()));
        if (!value.isEmpty())
            file += csv::record(cells);
    };
    note(tr("Definition"), definition);
    note(tr("Source"), figures.answer.source);
    note(tr("As of"), figures.answer.asOf.toUTC().toString(Qt::ISODate));
    note(tr("Range (UTC)"),
        tr("%1 to %2, that day not included")
            .arg(figures.range.from.toString(Qt::ISODate), figures.range.to.toString(Qt::ISODate)));
    note(tr("Not final"), unsettledPeriods(figures.table));
    note(tr("Names that hold"), figures.question.words);
    note(tr("Query"), command);
    return file;
}

} // namespace sm::controllers
