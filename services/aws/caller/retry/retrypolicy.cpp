// SPDX-License-Identifier: GPL-3.0-or-later
#include "retrypolicy.h"

#include <QRandomGenerator>

#include <array>
#include <cmath>

namespace sm::aws {

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

struct LongPoll
{
    QStringView service;
    QStringView operation;
};

constexpr std::array<LongPoll, 4> longPolls{{
    {u"sqs", u"ReceiveMessage"},
    {u"stepfunctions", u"GetActivityTask"},
    {u"swf", u"PollForActivityTask"},
    {u"swf", u"PollForDecisionTask"},
}};

} // namespace

double uniformRandom() { return QRandomGenerator::system()->generateDouble(); }

RetryPolicy RetryPolicy::standard(const QString &service, int maxAttempts)
{
    RetryPolicy policy;
    if (service == u"dynamodb" || service == u"dynamodbstreams") {
        policy.maxAttempts = 4;
        policy.transientBase = 25ms;
    }
    if (maxAttempts > 0)
        policy.maxAttempts = maxAttempts;
    return policy;
}

milliseconds RetryPolicy::backoff(Failure failure, int retry, double random) const
{
    const milliseconds base = failure == Failure::Throttling ? throttlingBase : transientBase;
    const std::chrono::duration<double, std::milli> grown = base * std::exp2(retry);
    const auto capped = std::min<std::chrono::duration<double, std::milli>>(grown, longest);
    return std::chrono::round<milliseconds>(capped * random);
}

milliseconds RetryPolicy::hinted(milliseconds backoff, const QByteArray &hint) const
{
    bool isNumber = false;
    const milliseconds wanted(hint.toLongLong(&isNumber));
    if (!isNumber || wanted < 0ms)
        return backoff;
    return std::max(backoff, std::min(wanted, backoff + hintMargin));
}

bool isLongPoll(const QString &service, const QString &operation)
{
    return std::any_of(longPolls.begin(), longPolls.end(),
        [&](const LongPoll &each) { return each.service == service && each.operation == operation; });
}

} // namespace sm::aws
