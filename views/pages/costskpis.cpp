// SPDX-License-Identifier: GPL-3.0-or-later
#include "costskpis.h"

#include <charts/amounttext.h>
#include <charts/kpicard.h>
#include <core/instanttext.h>
#include <tables/costtext.h>
#include <widgets/metrics.h>

#include <QHBoxLayout>
#include <QLocale>
#include <QTimer>

#include <cmath>

namespace sm::pages {

using namespace Qt::Literals::StringLiterals;
using charts::Kpi;
using charts::KpiCard;
using charts::moneyText;
using controllers::CostsController;
using controllers::CostsSummary;
using widgets::Tone;

namespace {

constexpr int StaleHours = 72;
constexpr int HoursOfDay = 24;
constexpr int AgeLookedAt = 60'000; ///< milliseconds

QString monthName(const QDate &month) { return QLocale(QLocale::English).toString(month, u"MMMM"_s); }

/// Without cents where they say nothing.
QString aboutText(double amount, const QString &currency)
{
    QString text = moneyText(std::abs(amount) >= 100 ? std::round(amount) : amount, currency);
    return text.endsWith(u".00") ? text.chopped(3) : text;
}

QString originText(CostOrigin origin)
{
    switch (origin) {
    case CostOrigin::Memory:
        return CostsKpis::tr("in memory");
    case CostOrigin::Redis:
        return CostsKpis::tr("in Redis");
    case CostOrigin::Store:
        return CostsKpis::tr("kept here");
    case CostOrigin::Source:
        return CostsKpis::tr("just asked");
    }
    Q_UNREACHABLE();
}

QString requestsText(const CostRequests &requests)
{
    if (requests.sent == 0)
        return {};
    QString text = CostsKpis::tr("Requests of the last hour: %1, of which %2 failed and %3 were throttled.")
                       .arg(requests.sent)
                       .arg(requests.errors)
                       .arg(requests.throttles);
    if (requests.p95)
        text += u' ' + CostsKpis::tr("95 % were answered within %1 ms.").arg(requests.p95->count());
    if (requests.dataAgeHours)
        text += u' ' + CostsKpis::tr("Data last came %1 h ago.").arg(*requests.dataAgeHours, 0, 'f', 1);
    return text;
}

} // namespace

CostsKpis::CostsKpis(CostsController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(widgets::metrics::cardGap);
    m_month = addCard();
    m_forecast = addCard();
    m_change = addCard();
    m_mover = addCard();
    m_age = addCard();
    m_forecast->setVisible(controller.features().forecasting);
    connect(&controller, &CostsController::summaryChanged, this, &CostsKpis::showSummary);
    connect(&controller, &CostsController::figuresChanged, this, &CostsKpis::showAge);
    connect(&controller, &CostsController::meterChanged, this, &CostsKpis::showAge);
    auto *clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, &CostsKpis::showAge);
    clock->start(AgeLookedAt);
    showSummary();
    showAge();
}

KpiCard *CostsKpis::addCard()
{
    auto *card = new KpiCard;
    layout()->addWidget(card);
    return card;
}

void CostsKpis::showSummary()
{
    showMonth();
    showForecast();
    showChange();
    showMover();
}

void CostsKpis::showMonth()
{
    const CostsSummary &summary = m_controller.summary();
    const CostMetric metric = m_controller.question().metric;
    Kpi kpi;
    kpi.title = tr("Month to date");
    if (summary.month.isValid()) {
        kpi.value = moneyText(summary.monthToDate, summary.currency);
        kpi.detail = tr("to %1, %2")
                         .arg(QLocale(QLocale::English).toString(summary.last, u"d MMM"_s),
                             CostsController::metricTitle(metric).toLower());
    }
    kpi.definition = CostsController::metricDefinition(metric);
    m_month->setKpi(kpi);
}

void CostsKpis::showForecast()
{
    const CostsSummary &summary = m_controller.summary();
    const CostOutlook &outlook = m_controller.outlook();
    Kpi kpi;
    kpi.title = summary.month.isValid() ? tr("Forecast for %1").arg(monthName(summary.month)) : tr("Forecast");
    if (outlook.monthTotal && outlook.byAws) {
        kpi.value = aboutText(outlook.monthTotal->mean, summary.currency);
        kpi.detail = tr("by AWS");
        kpi.definition = tr("What was charged before today, and what AWS expects of the other days. AWS gives a band "
                            "of 80 % for each day, and none for the month.");
    } else if (outlook.monthTotal) {
        kpi.value = aboutText(outlook.monthTotal->mean, summary.currency);
        kpi.detail = tr("80 %: %1 – %2")
                         .arg(aboutText(outlook.monthTotal->low80, summary.currency),
                             aboutText(outlook.monthTotal->high80, summary.currency));
        kpi.definition = tr("Computed here from %1 days by %2.").arg(outlook.historyDays).arg(outlook.method);
        if (outlook.errorPercent)
            kpi.definition += u' ' + tr("On its own past it was off by %1 %.").arg(*outlook.errorPercent, 0, 'f', 1);
    } else if (summary.month.isValid() && outlook.isTooShort() && outlook.historyDays > 0) {
        kpi.detail = tr("%1 of %2 days").arg(outlook.historyDays).arg(outlook.neededDays);
        kpi.definition = tr("A forecast needs %1 days of history.").arg(outlook.neededDays);
    }
    m_forecast->setKpi(kpi);
}

void CostsKpis::showChange()
{
    const CostsSummary &summary = m_controller.summary();
    Kpi kpi;
    const QDate before = summary.month.addMonths(-1);
    kpi.title = summary.month.isValid() ? tr("Against %1").arg(monthName(before)) : tr("Change");
    if (summary.sameDaysBefore) {
        const Decimal difference = summary.monthToDate - *summary.sameDaysBefore;
        kpi.value = tables::changeText(summary.monthToDate, *summary.sameDaysBefore);
        kpi.detail = tr("%1 at the same day").arg(charts::signedMoneyText(difference, summary.currency));
        kpi.definition = tr("Month to date against the same days of %1.").arg(monthName(before));
    } else if (summary.month.isValid()) {
        kpi.detail = tr("nothing of %1 is there").arg(monthName(before));
    }
    m_change->setKpi(kpi);
}

void CostsKpis::showMover()
{
    const CostsSummary &summary = m_controller.summary();
    const QDate month = summary.month;
    const auto inMonth = [month](const CostAnomaly &each) { return month.isValid() && each.day >= month; };
    const QList<CostAnomaly> &anomalies = m_controller.outlook().anomalies;
    const auto unusual = std::count_if(anomalies.begin(), anomalies.end(), inMonth);
    Kpi kpi;
    kpi.title = tr("Largest mover");
    kpi.value = summary.mover;
    if (!summary.mover.isEmpty()) {
        kpi.detail = charts::signedMoneyText(summary.moverChange, summary.currency);
        if (unusual > 0)
            kpi.detail += u" · "_s + (unusual == 1 ? tr("one unusual day") : tr("%1 unusual days").arg(unusual));
        kpi.definition = tr("What changed most against the same days of the month before.");
    }
    m_mover->setKpi(kpi);
}

QString CostsKpis::ageText(const QDateTime &asOf, const QDateTime &now)
{
    const qint64 minutes = asOf.secsTo(now) / 60;
    if (minutes < 60)
        return minutes < 1 ? tr("Just now") : tr("%1 min old").arg(minutes);
    const qint64 hours = minutes / 60;
    return hours < 2 * HoursOfDay ? tr("%1 h old").arg(hours) : tr("%1 days old").arg(hours / HoursOfDay);
}

void CostsKpis::showAge()
{
    const CostAnswer &answer = m_controller.figures().answer;
    const CostMeter &meter = m_controller.meter();
    Kpi kpi;
    kpi.title = tr("Data");
    if (answer.asOf.isValid()) {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        kpi.value = ageText(answer.asOf, now);
        if (answer.asOf.secsTo(now) > StaleHours * qint64(3600)) {
            kpi.change = tr("stale");
            kpi.tone = Tone::Warning;
        }
        kpi.definition = tr("%1, as of %2.").arg(answer.source, utcText(answer.asOf));
    }
    QStringList details;
    if (!answer.source.isEmpty())
        details << originText(answer.origin);
    if (meter.requests > 0) {
        details << tr("%1 paid today").arg(moneyText(meter.spent, u"USD"_s));
        kpi.definition += u' '
            + tr("%1 paid requests today, for %2 of %3.")
                  .arg(meter.requests)
                  .arg(moneyText(meter.spent, u"USD"_s), moneyText(meter.budget, u"USD"_s));
    }
    if (const QString requests = requestsText(meter.lastHour); !requests.isEmpty())
        kpi.definition += u' ' + requests;
    kpi.detail = details.join(u" · "_s);
    m_age->setKpi(kpi);
}

} // namespace sm::pages
