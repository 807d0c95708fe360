// SPDX-License-Identifier: GPL-3.0-or-later
#include "dayevents.h"

#include "explorererror.h"

#include <aws/paginator.h>
#include <core/json.h>

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>
#include <tuple>

namespace sm::costs {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int DaysKept = 90;
constexpr int PageSize = 50; // the most that CloudTrail gives at once
constexpr qsizetype MostEvents = 1000;
constexpr net::RateLimiter::Rate Pace{2, 1}; // of an account and region

QString tr(const char *text) { return QCoreApplication::translate("sm::costs::DayEvents", text); }

aws::Call lookup(const QDate &day)
{
    const QDateTime begin(day, QTime(0, 0), Qt::UTC);
    const QJsonObject writes{{u"AttributeKey"_s, u"ReadOnly"_s}, {u"AttributeValue"_s, u"false"_s}};
    return {u"cloudtrail"_s, u"LookupEvents"_s,
        {{u"StartTime"_s, begin.toString(Qt::ISODate)},
            {u"EndTime"_s, begin.addDays(1).addSecs(-1).toString(Qt::ISODate)},
            {u"LookupAttributes"_s, QJsonArray{writes}}, {u"MaxResults"_s, PageSize}},
        {}};
}

/// A session of a role is "role/session"; what AWS does by itself, the service.
QString whoOf(const QJsonObject &event, const QJsonValue &record)
{
    const QJsonValue identity = record[u"userIdentity"_s];
    const QString name = event.value(u"Username"_s).toString();
    const QString role = identity[u"sessionContext"_s][u"sessionIssuer"_s][u"userName"_s].toString();
    if (!role.isEmpty() && !name.isEmpty() && role != name)
        return role + u'/' + name;
    const QStringList others{name, role, identity[u"invokedBy"_s].toString(), identity[u"arn"_s].toString()};
    for (const QString &each : others) {
        if (!each.isEmpty())
            return each;
    }
    return {};
}

QString resourceOf(const QJsonArray &resources)
{
    QStringList names;
    for (const QJsonValue &each : resources) {
        const QString name = each[u"ResourceName"_s].toString();
        if (!name.isEmpty() && !names.contains(name))
            names << name;
    }
    return names.join(u", "_s);
}

/// Nothing for an attempt that failed.
std::optional<CostDayEvent> changeOf(const QJsonObject &event)
{
    const Result<QJsonValue> parsed = parseJson(event.value(u"CloudTrailEvent"_s).toString().toUtf8());
    const QJsonValue record = parsed ? *parsed : QJsonValue();
    if (!record[u"errorCode"_s].toString().isEmpty())
        return std::nullopt;
    CostDayEvent change;
    change.at = QDateTime::fromString(event.value(u"EventTime"_s).toString(), Qt::ISODateWithMs).toUTC();
    change.what = event.value(u"EventName"_s).toString();
    change.who = whoOf(event, record);
    change.resource = resourceOf(event.value(u"Resources"_s).toArray());
    change.region = record[u"awsRegion"_s].toString();
    return change;
}

} // namespace

DayEvents::DayEvents(aws::Caller &caller, const aws::Models &models, const Clock &clock, net::Sleeper &sleeper)
    : m_caller(caller)
    , m_models(models)
    , m_clock(clock)
    , m_pace(clock, sleeper)
{
}

QCoro::Task<Result<QList<CostDayEvent>>> DayEvents::changesOn(QDate day, CancelToken token)
{
    const QDate today = m_clock.nowUtc().date();
    if (!day.isValid() || day > today || day < today.addDays(-DaysKept))
        co_return Error(Error::Kind::Invalid,
            tr("CloudTrail's event history has the last 90 days, from %1 on. For an earlier day look into the bucket "
               "of a trail.")
                .arg(today.addDays(-DaysKept).toString(Qt::ISODate)));
    QList<CostDayEvent> changes;
    aws::Paginator pages(m_caller, m_models, lookup(day));
    while (changes.size() < MostEvents) {
        if (const Result<void> turn = co_await m_pace.acquire(u"cloudtrail"_s, Pace, token); !turn)
            co_return turn.error();
        const auto page = co_await pages.next(token);
        if (!page)
            co_return explainedByExplorer(page.error(), u"cloudtrail:LookupEvents"_s);
        if (!*page)
            break;
        const QJsonArray events = (*page)->value(u"Events"_s).toArray();
        for (const QJsonValue &each : events) {
            if (const std::optional<CostDayEvent> change = changeOf(each.toObject()))
                changes << *change;
        }
    }
    std::sort(changes.begin(), changes.end(), [](const CostDayEvent &a, const CostDayEvent &b) {
        return std::tie(b.at, a.what, a.resource) < std::tie(a.at, b.what, b.resource);
    });
    co_return changes.first(std::min(changes.size(), MostEvents));
}

} // namespace sm::costs
