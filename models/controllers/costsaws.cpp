// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsaws.h"

#include <costservice/costinsight.h>

#include <QCoroTask>

#include <algorithm>
#include <cmath>

namespace sm::controllers {

namespace {

/// What was charged in \p month before \p day.
Decimal chargedBefore(const CostsSummary &summary, const QDate &month, const QDate &day)
{
    Decimal charged;
    for (qsizetype at = 0; at < std::min(summary.days.size(), summary.totals.size()); ++at) {
        if (summary.days.at(at) >= month && summary.days.at(at) < day)
            charged += summary.totals.at(at);
    }
    return charged;
}

} // namespace

CostsAws::CostsAws(costs::CostInsight &insight, QObject *parent)
    : QObject(parent)
    , m_insight(insight)
{
}

void CostsAws::askAnomalies()
{
    if (std::exchange(m_askingAnomalies, true))
        return;
    Q_EMIT changed();
    QCoro::connect(m_insight.awsAnomalies(m_cancel.token()), this, [this](const Result<QList<CostAnomaly>> &anomalies) {
        m_askingAnomalies = false;
        if (anomalies)
            m_anomalies = *anomalies;
        Q_EMIT changed();
        if (!anomalies && anomalies.error().kind() != Error::Kind::Cancelled)
            Q_EMIT failed(anomalies.error());
    });
}

void CostsAws::askTags()
{
    if (std::exchange(m_askingTags, true))
        return;
    QCoro::connect(m_insight.askTags(m_cancel.token()), this, [this](const Result<void> &told) {
        m_askingTags = false;
        if (told)
            Q_EMIT tagsTold();
        else if (told.error().kind() != Error::Kind::Cancelled)
            Q_EMIT failed(told.error());
    });
}

void CostsAws::setForecastWanted(bool wanted, const CostsQuestion &question)
{
    m_forecastWanted = wanted;
    Q_EMIT changed();
    askForecast(question);
}

void CostsAws::askForecast(const CostsQuestion &question)
{
    const Subject subject = subjectOf(question);
    if (!m_forecastWanted || question.source != CostSource::CostExplorer)
        return;
    if (m_asked != subject)
        m_forecast.reset();
    m_asked = subject;
    m_forecastCancel = CancelSource();
    const CancelToken token = m_forecastCancel.token();
    QCoro::connect(m_insight.awsForecast(subject.metric, subject.filters, token), this,
        [this, token](const Result<CostAwsForecast> &forecast) {
            if (token.isCancelled())
                return;
            if (forecast) {
                m_forecast = *forecast;
                Q_EMIT changed();
                return;
            }
            m_asked.reset(); // to be asked again
            m_forecastWanted = false;
            Q_EMIT changed();
            Q_EMIT failed(forecast.error());
        });
}

void CostsAws::forget()
{
    m_forecastWanted = false;
    m_anomalies.reset();
    m_asked.reset();
    m_forecast.reset();
    m_cancel = CancelSource();
    m_forecastCancel = CancelSource();
}

CostOutlook CostsAws::joined(const CostOutlook &local, const CostsSummary &summary, const CostsQuestion &question) const
{
    CostOutlook outlook = local;
    if (question.source != CostSource::CostExplorer)
        return outlook;
    if (m_forecastWanted && m_forecast && m_asked == subjectOf(question))
        addForecast(outlook, summary);
    if (m_anomalies) {
        outlook.anomalies << *m_anomalies;
        std::sort(
            outlook.anomalies.begin(), outlook.anomalies.end(), [](const CostAnomaly &left, const CostAnomaly &right) {
                return left.day != right.day ? left.day > right.day : std::abs(left.impact) > std::abs(right.impact);
            });
    }
    return outlook;
}

/// Bands of days do not add up to one of the month, and AWS gives none.
void CostsAws::addForecast(CostOutlook &outlook, const CostsSummary &summary) const
{
    outlook.byAws = true;
    outlook.days = m_forecast->days;
    outlook.errorPercent.reset();
    outlook.monthTotal.reset();
    outlook.month = summary.month;
    const QDate first = m_forecast->days.isEmpty() ? QDate() : m_forecast->days.first().day;
    const QDate end = summary.month.addMonths(1);
    if (!summary.month.isValid() || first < summary.month || first >= end)
        return;
    double total = chargedBefore(summary, summary.month, first).toDouble();
    for (const CostForecastDay &each : m_forecast->days)
        total += each.day < end ? each.band.mean : 0;
    outlook.monthTotal = CostBand{total, total, total, total, total};
}

} // namespace sm::controllers
