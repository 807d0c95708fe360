// SPDX-License-Identifier: GPL-3.0-or-later
#include "exploreranomalies.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int DaysKept = 90;
constexpr int CausesShown = 3;

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::Explorer", text); }

QDate dayOf(const QJsonValue &value) { return QDate::fromString(value.toString().left(10), Qt::ISODate); }

/// JSON has no other numbers; two places are shown.
QString dollars(double amount) { return u'$' + QString::number(amount, 'f', 2); }

QString causeText(const QJsonValue &cause)
{
    QStringList parts;
    const QString account = cause[u"LinkedAccountName"_s].toString(cause[u"LinkedAccount"_s].toString());
    const QStringList all{
        cause[u"Service"_s].toString(), cause[u"UsageType"_s].toString(), cause[u"Region"_s].toString(), account};
    for (const QString &part : all) {
        if (!part.isEmpty())
            parts << part;
    }
    const double share = cause[u"Impact"_s][u"Contribution"_s].toDouble();
    const QString where = parts.join(u" / "_s);
    return share > 0 ? tr("%1 (%2)").arg(where, dollars(share)) : where;
}

QString causesText(const QJsonArray &causes)
{
    QStringList texts;
    for (const QJsonValue &cause : causes) {
        if (texts.size() < CausesShown)
            texts << causeText(cause);
    }
    return texts.join(u"; "_s);
}

QString reasonOf(const QJsonObject &anomaly, const CostAnomaly &found)
{
    const QDate end = dayOf(anomaly.value(u"AnomalyEndDate"_s));
    const qint64 days = end.isValid() ? found.day.daysTo(end) + 1 : 1;
    const QString span = days == 1 ? tr("on one day") : tr("over %1 days").arg(days);
    QString reason
        = tr("AWS expected %1 and saw %2 %3.").arg(dollars(found.expected), dollars(found.actual.toDouble()), span);
    const QString causes = causesText(anomaly.value(u"RootCauses"_s).toArray());
    if (!causes.isEmpty())
        reason += u' ' + tr("Cause: %1.").arg(causes);
    if (anomaly.value(u"Feedback"_s).toString() == "PLANNED_ACTIVITY"_L1)
        reason += u' ' + tr("Somebody has marked it as planned.");
    return reason;
}

CostAnomaly anomalyOf(const QJsonObject &anomaly)
{
    const QJsonValue impact = anomaly.value(u"Impact"_s);
    CostAnomaly found;
    found.local = false;
    found.day = dayOf(anomaly.value(u"AnomalyStartDate"_s));
    const QJsonValue firstCause = anomaly.value(u"RootCauses"_s).toArray().first();
    const QString what = anomaly.value(u"DimensionValue"_s).toString(firstCause[u"Service"_s].toString());
    if (!what.isEmpty())
        found.key = {what};
    const double actual = impact[u"TotalActualSpend"_s].toDouble();
    found.actual = Decimal::parse(QByteArray::number(actual, 'g', 15)).value_or(Decimal());
    found.expected = impact[u"TotalExpectedSpend"_s].toDouble();
    found.impact = impact[u"TotalImpact"_s].toDouble(impact[u"MaxImpact"_s].toDouble());
    found.reason = reasonOf(anomaly, found);
    return found;
}

} // namespace

QCoro::Task<Result<QList<CostAnomaly>>> explorerAnomalies(
    PaidAnswers *answers, const Clock *clock, ExplorerSpan range, CancelToken token)
{
    const QDate today = clock->nowUtc().date();
    const QDate from = std::max(range.from, today.addDays(-DaysKept));
    const QDate last = std::min(range.to.addDays(-1), today);
    if (!range.from.isValid() || !range.to.isValid() || last < from)
        co_return Error(Error::Kind::Invalid,
            tr("AWS keeps anomalies for 90 days. Choose days from %1 to today.")
                .arg(today.addDays(-DaysKept).toString(Qt::ISODate)));
    const QJsonObject interval{
        {u"StartDate"_s, from.toString(Qt::ISODate)}, {u"EndDate"_s, last.toString(Qt::ISODate)}};
    const aws::Call call{u"ce"_s, u"GetAnomalies"_s, {{u"DateInterval"_s, interval}}, {}};
    const Result<PaidPages> pages = co_await answers->pages(call, false, token);
    if (!pages)
        co_return pages.error();
    QList<CostAnomaly> found;
    const QJsonArray all = pages->all(u"Anomalies"_s);
    for (const QJsonValue &each : all) {
        if (each[u"Feedback"_s].toString() != "NO"_L1)
            found << anomalyOf(each.toObject());
    }
    std::sort(found.begin(), found.end(), [](const CostAnomaly &a, const CostAnomaly &b) {
        return a.day != b.day ? a.day > b.day : a.impact > b.impact;
    });
    co_return found;
}

} // namespace sm::costs
