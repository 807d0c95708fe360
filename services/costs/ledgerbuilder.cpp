// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledgerbuilder.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm::costs {

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::LedgerBuilder", text); }

} // namespace

LedgerBuilder::LedgerBuilder(LedgerKind kind, const QStringList &dimensions, QList<CostMetric> metrics)
    : m_metrics(std::move(metrics))
    , m_codes(static_cast<std::size_t>(dimensions.size()))
    , m_amounts(static_cast<std::size_t>(m_metrics.size()))
{
    m_ledger.kind = kind;
    for (const QString &name : dimensions)
        m_ledger.dimensions.push_back({name, {QByteArray()}, {}});
    for (auto &codes : m_codes)
        codes.insert(QByteArray(), 0);
}

void LedgerBuilder::add(const QDate &day, const QList<QByteArray> &values, const QList<Decimal> &amounts)
{
    Q_ASSERT(std::size_t(values.size()) == m_codes.size() && std::size_t(amounts.size()) == m_amounts.size());
    m_ledger.days.push_back(static_cast<qint32>(QDate(1970, 1, 1).daysTo(day)));
    for (std::size_t i = 0; i < m_codes.size(); ++i) {
        LedgerDimension &dimension = m_ledger.dimensions[i];
        const QByteArray &value = values.at(static_cast<qsizetype>(i));
        const auto known = m_codes[i].constFind(value);
        const quint32 code = known != m_codes[i].cend() ? *known : static_cast<quint32>(dimension.values.size());
        if (code == dimension.values.size()) {
            m_codes[i].insert(value, code);
            dimension.values.push_back(value);
        }
        dimension.codes.append(code);
    }
    for (std::size_t i = 0; i < m_amounts.size(); ++i)
        m_amounts[i].push_back(amounts.at(static_cast<qsizetype>(i)));
}

void LedgerBuilder::markEstimated(const QDate &day)
{
    m_ledger.estimatedDays.push_back(static_cast<qint32>(QDate(1970, 1, 1).daysTo(day)));
}

Result<Ledger> LedgerBuilder::take()
{
    const Result<void> scaled = scale();
    if (!scaled)
        return scaled.error();
    std::vector<qint32> &estimated = m_ledger.estimatedDays;
    std::sort(estimated.begin(), estimated.end());
    estimated.erase(std::unique(estimated.begin(), estimated.end()), estimated.end());
    return std::move(m_ledger);
}

/// Writes all amounts with as many places as the finest of them has.
Result<void> LedgerBuilder::scale()
{
    for (const auto &amounts : m_amounts) {
        for (const Decimal &amount : amounts)
            m_ledger.decimals = std::max(m_ledger.decimals, amount.decimals());
    }
    for (std::size_t i = 0; i < m_amounts.size(); ++i) {
        LedgerMetric metric{m_metrics.at(static_cast<qsizetype>(i)), {}, -1};
        metric.mantissas.reserve(m_amounts[i].size());
        for (const Decimal &amount : m_amounts[i]) {
            const std::optional<Int128> mantissa = amount.scaled(m_ledger.decimals);
            if (!mantissa) {
                return Error(Error::Kind::BadReply,
                    tr("The costs hold an amount of %1, which is too large to be one. Ask the provider.")
                        .arg(amount.toString()));
            }
            metric.mantissas.push_back(*mantissa);
        }
        m_ledger.metrics.push_back(std::move(metric));
    }
    return ok();
}

} // namespace sm::costs
