// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsoutput.h"

#include "logging.h"

#include <core/csv.h>
#include <core/instanttext.h>
#include <core/json.h>
#include <costs/metric.h>

#include <QCoreApplication>

#include <algorithm>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int HoursOfADay = 24;

QString tr(const char *text) { return QCoreApplication::translate("sm::app::Costs", text); }

QByteArray quoted(const QString &text) { return toCompactJson(text); }

/// "12.5 USD"
QString withCurrency(const Decimal &amount, const QString &currency)
{
    return (amount.toString() + u' ' + currency).trimmed();
}

/// "3 hours", "5 days"
QString ageText(const QDateTime &asOf, const QDateTime &now)
{
    const qint64 hours = asOf.secsTo(now) / 3600;
    if (hours < 1)
        return tr("less than an hour old");
    if (hours == 1)
        return tr("an hour old");
    return hours < 2 * HoursOfADay ? tr("%1 hours old").arg(hours) : tr("%1 days old").arg(hours / HoursOfADay);
}

QString sourceText(const CostAnswer &answer, const QDateTime &now)
{
    if (!answer.asOf.isValid())
        return tr("From %1.").arg(answer.source);
    return tr("From %1, as of %2 (%3).").arg(answer.source, utcText(answer.asOf), ageText(answer.asOf, now));
}

QString rangeText(const CostAnswer &answer, const std::pair<QDate, QDate> &range)
{
    const QDate from = answer.query.from.isValid() ? answer.query.from : range.first;
    const QDate to = answer.query.to.isValid() ? answer.query.to : range.second;
    if (!from.isValid() || !to.isValid())
        return tr("There are no charges.");
    return tr("From %1 to %2, both included, in UTC.")
        .arg(from.toString(Qt::ISODate), to.addDays(-1).toString(Qt::ISODate));
}

/// Text cells are filled up on the right, amounts stand with their points under each other.
class Table
{
public:
    void addRow(QStringList cells, const QString &amount)
    {
        m_widths.resize(cells.size());
        for (qsizetype i = 0; i < cells.size(); ++i)
            m_widths[i] = std::max(m_widths.at(i), cells.at(i).size());
        const qsizetype point = pointOf(amount);
        m_whole = std::max(m_whole, point);
        m_rows.append({std::move(cells), amount});
    }
    QString text() const
    {
        QString text;
        for (const auto &[cells, amount] : m_rows) {
            for (qsizetype i = 0; i < cells.size(); ++i)
                text += cells.at(i).leftJustified(m_widths.at(i) + 2);
            text += QString(m_whole - pointOf(amount), u' ') + amount + u'\n';
        }
        return text;
    }

private:
    static qsizetype pointOf(const QString &amount)
    {
        const qsizetype point = amount.indexOf(u'.');
        return point < 0 ? amount.size() : point;
    }

    QList<std::pair<QStringList, QString>> m_rows;
    QList<qsizetype> m_widths;
    qsizetype m_whole = 0; ///< digits before the point
};

QStringList shownKey(const QStringList &key)
{
    QStringList shown;
    for (const QString &each : key)
        shown << (each.isEmpty() ? tr("(none)") : onOneLine(each));
    return shown;
}

QString tableText(const CostAnswer &answer)
{
    if (answer.query.groupBy.isEmpty())
        return {};
    Table table;
    for (const CostGroup &each : answer.groups)
        table.addRow(shownKey(each.key), each.amount.toString());
    return u'\n' + table.text();
}

} // namespace

QByteArray costsAsJson(const CostAnswer &answer)
{
    QByteArray json = "{\n    \"currency\": " + (answer.currency.isEmpty() ? "null" : quoted(answer.currency))
        + ",\n    \"metric\": " + quoted(costs::metricWord(answer.query.metric))
        + ",\n    \"total\": " + quoted(answer.total.toString()) + ",\n    \"groups\": [";
    const char *separator = "\n";
    for (const CostGroup &each : answer.groups) {
        json += separator + QByteArray("        {\"key\": ") + toCompactJson(QJsonArray::fromStringList(each.key))
            + ", \"amount\": " + quoted(each.amount.toString()) + '}';
        separator = ",\n";
    }
    return json + (answer.groups.isEmpty() ? "]\n}\n" : "\n    ]\n}\n");
}

QByteArray costsAsCsv(const CostAnswer &answer)
{
    const QString metric = costs::metricWord(answer.query.metric);
    QList<csv::Cell> header;
    for (const QString &each : answer.query.groupBy)
        header << csv::text(each);
    QByteArray file
        = csv::record(header << csv::text(u"amount"_s) << csv::text(u"currency"_s) << csv::text(u"metric"_s));
    for (const CostGroup &group : answer.groups) {
        QList<csv::Cell> cells;
        for (const QString &each : group.key)
            cells << csv::text(each);
        file += csv::record(
            cells << csv::number(group.amount.toString()) << csv::text(answer.currency) << csv::text(metric));
    }
    return file;
}

QByteArray costsAsTable(const CostAnswer &answer, std::pair<QDate, QDate> range, const QDateTime &now)
{
    QString text = tr("%1: %2").arg(
                       costs::metricName(answer.query.metric), withCurrency(answer.total, onOneLine(answer.currency)))
        + u'\n' + costs::metricDefinition(answer.query.metric) + u'\n' + rangeText(answer, range) + u'\n'
        + onOneLine(sourceText(answer, now)) + u'\n';
    if (answer.estimated.contains(true))
        text += tr("Part of it is estimated: the provider still revises it.") + u'\n';
    return (text + tableText(answer)).toUtf8();
}

} // namespace sm::app
