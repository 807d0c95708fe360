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

constexpr qsizetype PieceBytes = 64 * 1024;

QByteArray quoted(const QString &text) { return toCompactJson(text); }

/// As quoted(), for the many: through QJsonValue each would take ten times as long.
void appendQuoted(QByteArray &json, const QString &text)
{
    const bool isPlain = std::all_of(
        text.begin(), text.end(), [](QChar c) { return c >= u' ' && c != u'"' && c != u'\\' && !c.isSurrogate(); });
    if (isPlain)
        json.append('"').append(text.toUtf8()).append('"');
    else
        json += quoted(text);
}

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

/// JSON: {"currency", "metric", "total", "groups": [{"key", "amount"}]}, a group on each line. CSV: the columns of the
/// key, amount, currency, metric.
CostsWriter::CostsWriter(CostsQuestion::Form form, const CostAnswer &answer, CostsSink sink)
    : m_form(form)
    , m_currency(answer.currency)
    , m_metric(costs::metricWord(answer.query.metric))
    , m_sink(std::move(sink))
{
    if (m_form == CostsQuestion::Form::Json) {
        m_text = "{\n    \"currency\": " + (m_currency.isEmpty() ? "null" : quoted(m_currency)) + ",\n    \"metric\": "
            + quoted(m_metric) + ",\n    \"total\": " + quoted(answer.total.toString()) + ",\n    \"groups\": [";
        return;
    }
    QList<csv::Cell> header;
    for (const QString &each : answer.query.groupBy)
        header << csv::text(each);
    m_text = csv::record(header << csv::text(u"amount"_s) << csv::text(u"currency"_s) << csv::text(u"metric"_s));
}

void CostsWriter::add(const QList<CostGroup> &groups)
{
    for (const CostGroup &each : groups) {
        if (m_form == CostsQuestion::Form::Json)
            addJson(each);
        else
            addRow(each);
        m_isFirst = false;
        if (m_text.size() >= PieceBytes) {
            m_sink(m_text);
            m_text.clear();
        }
    }
}

void CostsWriter::finish()
{
    if (m_form == CostsQuestion::Form::Json)
        m_text += m_isFirst ? "]\n}\n" : "\n    ]\n}\n";
    m_sink(m_text);
}

void CostsWriter::addJson(const CostGroup &group)
{
    m_text += m_isFirst ? "\n        {\"key\": [" : ",\n        {\"key\": [";
    const char *separator = "";
    for (const QString &each : group.key) {
        m_text += separator;
        appendQuoted(m_text, each);
        separator = ", ";
    }
    m_text += "], \"amount\": ";
    appendQuoted(m_text, group.amount.toString());
    m_text += '}';
}

void CostsWriter::addRow(const CostGroup &group)
{
    QList<csv::Cell> cells;
    for (const QString &each : group.key)
        cells << csv::text(each);
    m_text
        += csv::record(cells << csv::number(group.amount.toString()) << csv::text(m_currency) << csv::text(m_metric));
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
