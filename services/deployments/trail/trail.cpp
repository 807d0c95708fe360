// SPDX-License-Identifier: GPL-3.0-or-later
#include "trail.h"

#include "deployevents.h"

#include <aws/paginator.h>

#include <algorithm>

namespace sm::deployments {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int pageSize = 50; // the most that CloudTrail gives at once
constexpr int busyPages = 3; // more reads and writes than this are looked through by the names of those that count
constexpr int mostPages = 100;
constexpr net::RateLimiter::Rate pace{2, 1}; // of an account and region

aws::Call callFor(const QString &key, const QString &value, const QDateTime &since, const QDateTime &now)
{
    const QJsonObject attribute{{u"AttributeKey"_s, key}, {u"AttributeValue"_s, value}};
    return {u"cloudtrail"_s, u"LookupEvents"_s,
        {{u"StartTime"_s, since.toString(Qt::ISODate)}, {u"EndTime"_s, now.toString(Qt::ISODate)},
            {u"LookupAttributes"_s, QJsonArray{attribute}}, {u"MaxResults"_s, pageSize}},
        {}};
}

} // namespace

/// One list of events, as far as it was read.
struct Trail::Lookup
{
    QString service;
    aws::Call first;
    int pages = 0; ///< that may be read
    QList<TrailChange> changes = {};
    bool isWhole = false;
};

Trail::Trail(AwsReads reads, const Clock &clock, net::Sleeper &sleeper)
    : m_reads(reads)
    , m_clock(clock)
    , m_pace(clock, sleeper)
{
}

Trail::~Trail() = default;

QCoro::Task<Result<QList<TrailChange>>> Trail::changes(QString service, QDateTime since, CancelToken token)
{
    const QDateTime from = std::max(since, m_clock.nowUtc().addDays(-daysKept));
    if (const auto told = known(service, from))
        co_return *told;
    const Result<QList<TrailChange>> read = co_await readAll(service, from, token);
    if (!read)
        co_return read.error();
    m_known.insert(service, {from, *read});
    co_return *read;
}

std::optional<QList<TrailChange>> Trail::known(const QString &service, const QDateTime &since) const
{
    const auto found = m_known.constFind(service);
    if (found == m_known.constEnd() || found->since > since)
        return {};
    QList<TrailChange> changes;
    for (const TrailChange &each : found->changes) {
        if (each.at >= since)
            changes << each;
    }
    return changes;
}

QCoro::Task<Result<QList<TrailChange>>> Trail::readAll(QString service, QDateTime since, CancelToken token)
{
    const QDateTime now = m_clock.nowUtc();
    Lookup whole{service, callFor(u"EventSource"_s, service + u".amazonaws.com"_s, since, now), busyPages};
    if (const auto read = co_await readInto(&whole, token); !read)
        co_return read.error();
    QList<TrailChange> all = whole.changes;
    if (!whole.isWhole) {
        all.clear();
        const QList<DeployEvent> events = deployEvents(service);
        for (const DeployEvent &each : events) {
            Lookup some{service, callFor(u"EventName"_s, each.event, since, now), mostPages};
            if (const auto read = co_await readInto(&some, token); !read)
                co_return read.error();
            all << some.changes;
        }
    }
    std::ranges::sort(all, std::ranges::greater(), &TrailChange::at);
    const QList<TrailChange> sorted = all;
    co_return sorted;
}

QCoro::Task<Result<void>> Trail::readInto(Lookup *lookup, CancelToken token)
{
    aws::Paginator pages(m_reads.caller, m_reads.models, lookup->first);
    for (int read = 0; read < lookup->pages; ++read) {
        if (const Result<void> turn = co_await m_pace.acquire(u"cloudtrail"_s, pace, token); !turn)
            co_return turn.error();
        const auto page = co_await pages.next(token);
        if (!page)
            co_return page.error();
        lookup->isWhole = !*page || (*page)->value(u"NextToken"_s).toString().isEmpty();
        if (!*page)
            break;
        const QJsonArray events = (*page)->value(u"Events"_s).toArray();
        for (const QJsonValue &each : events) {
            const std::optional<TrailChange> change = changeOf(each.toObject());
            if (change && change->service == lookup->service)
                lookup->changes << *change;
        }
        if (lookup->isWhole)
            break;
    }
    co_return ok();
}

} // namespace sm::deployments
