// SPDX-License-Identifier: GPL-3.0-or-later
#include "chargesledger.h"

#include <QCoreApplication>
#include <QCryptographicHash>

using namespace Qt::Literals::StringLiterals;

namespace sm::athena {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::athena::ChargesLedger", text); }

struct NamedDimension
{
    QLatin1StringView column;
    QString name;
};

const QList<NamedDimension> &dimensions()
{
    static const QList<NamedDimension> all{{"service"_L1, costdimension::Service},
        {"account"_L1, costdimension::Account}, {"region"_L1, costdimension::Region},
        {"usage_type"_L1, costdimension::UsageType}, {"operation"_L1, costdimension::Operation},
        {"line_item_type"_L1, costdimension::LineItemType}};
    return all;
}

struct NamedMetric
{
    QLatin1StringView column;
    CostMetric metric;
};

constexpr std::array Metrics{NamedMetric{"unblended"_L1, CostMetric::Unblended},
    NamedMetric{"blended"_L1, CostMetric::Blended}, NamedMetric{"net_unblended"_L1, CostMetric::NetUnblended},
    NamedMetric{"amortized"_L1, CostMetric::Amortized}, NamedMetric{"list"_L1, CostMetric::List}};

Error badRow(qint64 row, const QString &what)
{
    return Error(Error::Kind::BadReply,
        tr("Row %1 of the result has no %2. Run the query again from its template.").arg(row).arg(what));
}

} // namespace

Result<void> ChargesLedger::begin(const QStringList &columns)
{
    m_day = columns.indexOf("day"_L1);
    m_currency = columns.indexOf("currency"_L1);
    QStringList names;
    QList<CostMetric> metrics;
    for (const NamedDimension &each : dimensions()) {
        if (const qsizetype place = columns.indexOf(each.column); place >= 0) {
            m_dimensions.append(place);
            names.append(each.name);
        }
    }
    for (const NamedMetric &each : Metrics) {
        if (const qsizetype place = columns.indexOf(each.column); place >= 0) {
            m_metrics.append(place);
            metrics.append(each.metric);
        }
    }
    if (m_day < 0 || metrics.isEmpty()) {
        return Error(
            Error::Kind::BadReply, tr("The result has no days or no costs. Run the query again from its template."));
    }
    m_builder = std::make_unique<costs::LedgerBuilder>(costs::LedgerKind::Athena, names, metrics);
    return ok();
}

Result<void> ChargesLedger::add(const ResultPage &page)
{
    if (!m_failure && !m_builder) {
        if (const Result<void> begun = begin(page.columns); !begun)
            m_failure = begun.error();
    }
    for (const QStringList &row : page.rows) {
        if (m_failure)
            break;
        ++m_row;
        if (const Result<void> added = addRow(row); !added)
            m_failure = added.error();
    }
    if (m_failure)
        return *m_failure;
    return ok();
}

Result<void> ChargesLedger::addRow(const QStringList &row)
{
    const QDate day = QDate::fromString(row.value(m_day).left(10), Qt::ISODate);
    if (!day.isValid())
        return badRow(m_row, tr("day"));
    QList<QByteArray> values;
    for (const qsizetype place : std::as_const(m_dimensions))
        values.append(row.value(place).toUtf8());
    QList<Decimal> amounts;
    for (const qsizetype place : std::as_const(m_metrics)) {
        const std::optional<Decimal> amount = Decimal::parse(QStringView(row.value(place)));
        if (!amount)
            return badRow(m_row, tr("amount"));
        amounts.append(*amount);
    }
    const QString currency = m_currency >= 0 ? row.value(m_currency) : QString();
    if (m_row > 1 && currency != m_usedCurrency) {
        return Error(Error::Kind::Invalid,
            tr("The report has charges in %1 and in %2, which can not be added. Filter one of them.")
                .arg(m_usedCurrency, currency))
            .withCode(u"Currencies"_s);
    }
    m_usedCurrency = currency;
    m_builder->add(day, values, amounts);
    return ok();
}

Result<costs::Ledger> ChargesLedger::take(const QString &title, const QDateTime &asOf)
{
    if (m_failure)
        return *m_failure;
    if (!m_builder)
        return Error(Error::Kind::BadReply, tr("The query gave no result. Run it again."));
    Result<costs::Ledger> ledger = m_builder->take();
    if (!ledger)
        return ledger.error();
    ledger->title = title;
    ledger->currency = m_usedCurrency;
    ledger->asOf = asOf;
    ledger->note = tr("Amounts are summed with 15 decimals.");
    ledger->digest
        = QCryptographicHash::hash((title + asOf.toString(Qt::ISODateWithMs)).toUtf8(), QCryptographicHash::Sha256);
    return ledger;
}

} // namespace sm::athena
