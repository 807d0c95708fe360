// SPDX-License-Identifier: GPL-3.0-or-later
#include "apisummary.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace sm::costs {

namespace {

constexpr std::chrono::hours Span(1);
constexpr double MillisecondsAnHour = 3'600'000;

std::optional<std::chrono::milliseconds> percentile95(std::vector<std::chrono::milliseconds> durations)
{
    if (durations.empty())
        return std::nullopt;
    const auto rank = static_cast<std::ptrdiff_t>(std::ceil(0.95 * static_cast<double>(durations.size()))) - 1;
    std::nth_element(durations.begin(), durations.begin() + rank, durations.end());
    return durations[static_cast<std::size_t>(rank)];
}

} // namespace

ApiSummary::ApiSummary(const Clock &clock, ApiMetrics *next)
    : m_clock(clock)
    , m_next(next)
{
}

void ApiSummary::record(const ApiCall &call)
{
    const QDateTime since = m_clock.nowUtc().addSecs(-std::chrono::seconds(Span).count());
    while (!m_calls.empty() && m_calls.front().at < since)
        m_calls.pop_front();
    m_calls.push_back(call);
    if (call.code.isEmpty())
        m_lastSuccess = call.at;
    if (m_next)
        m_next->record(call);
}

CostRequests ApiSummary::lastHour() const
{
    const QDateTime now = m_clock.nowUtc();
    const QDateTime since = now.addSecs(-std::chrono::seconds(Span).count());
    CostRequests figures;
    std::vector<std::chrono::milliseconds> durations;
    for (const ApiCall &call : m_calls) {
        if (call.at < since)
            continue;
        ++figures.sent;
        figures.errors += call.code.isEmpty() ? 0 : 1;
        figures.throttles += call.throttled ? 1 : 0;
        if (call.code.isEmpty())
            durations.push_back(call.took);
    }
    figures.p95 = percentile95(std::move(durations));
    if (m_lastSuccess.isValid())
        figures.dataAgeHours = static_cast<double>(m_lastSuccess.msecsTo(now)) / MillisecondsAnHour;
    return figures;
}

} // namespace sm::costs
