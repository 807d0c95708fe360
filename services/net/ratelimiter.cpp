// SPDX-License-Identifier: GPL-3.0-or-later
#include "ratelimiter.h"

#include "wakeup.h"

#include <algorithm>

namespace sm::net {

using namespace std::chrono_literals;

namespace {

constexpr size_t manyBuckets = 1024;

} // namespace

/// A place in a queue; the next one is called when it is left, for whatever reason.
class RateLimiter::Turn
{
public:
    explicit Turn(Bucket &bucket)
        : m_bucket(bucket)
    {
        m_bucket.queue.push_back(&m_called);
    }
    ~Turn()
    {
        const bool wasFirst = isFirst();
        std::erase(m_bucket.queue, &m_called);
        if (wasFirst && !m_bucket.queue.empty())
            m_bucket.queue.front()->wake();
    }
    Turn(const Turn &) = delete;
    Turn &operator=(const Turn &) = delete;

    bool isFirst() const { return m_bucket.queue.front() == &m_called; }
    Wakeup &called() { return m_called; }

private:
    Bucket &m_bucket;
    Wakeup m_called;
};

RateLimiter::RateLimiter(const Clock &clock, Sleeper &sleeper)
    : m_clock(clock)
    , m_sleeper(sleeper)
{
}

RateLimiter::~RateLimiter() = default;

QCoro::Task<Result<void>> RateLimiter::acquire(QString key, Rate rate, CancelToken token)
{
    if (token.isCancelled())
        co_return Error::cancelled();
    if (rate.perSecond <= 0)
        co_return ok();
    Bucket &bucket = bucketOf(key, rate);
    if (bucket.queue.empty() && take(bucket) == 0ms)
        co_return ok();

    Turn turn(bucket);
    Wakeup &called = turn.called();
    token.whenCancelled(&called, [&called] { called.wake(); });
    if (!turn.isFirst())
        co_await called;
    while (!token.isCancelled()) {
        const auto wait = take(bucket);
        if (wait == 0ms)
            co_return ok();
        const Result<void> slept = co_await m_sleeper.sleep(wait, token);
        if (!slept)
            co_return slept.error();
    }
    co_return Error::cancelled();
}

qsizetype RateLimiter::waiting(const QString &key) const
{
    const auto found = m_buckets.find(key);
    return found == m_buckets.end() ? 0 : static_cast<qsizetype>(found->second.queue.size());
}

RateLimiter::Bucket &RateLimiter::bucketOf(const QString &key, Rate rate)
{
    rate.burst = std::max(rate.burst, 1.0);
    if (m_buckets.size() >= manyBuckets && !m_buckets.contains(key))
        forgetIdle();
    const auto [place, isNew] = m_buckets.try_emplace(key);
    Bucket &bucket = place->second;
    if (isNew) {
        bucket.tokens = rate.burst;
        bucket.filledAt = m_clock.steady();
    }
    bucket.rate = rate;
    return bucket;
}

void RateLimiter::forgetIdle()
{
    for (auto &[key, bucket] : m_buckets)
        fill(bucket);
    std::erase_if(m_buckets, [](const auto &entry) {
        const Bucket &bucket = entry.second;
        return bucket.queue.empty() && bucket.tokens >= bucket.rate.burst;
    });
}

std::chrono::milliseconds RateLimiter::take(Bucket &bucket) const
{
    fill(bucket);
    if (bucket.tokens < 1) {
        const std::chrono::duration<double> missing((1 - bucket.tokens) / bucket.rate.perSecond);
        return std::max(1ms, std::chrono::ceil<std::chrono::milliseconds>(missing));
    }
    bucket.tokens -= 1;
    return 0ms;
}

void RateLimiter::fill(Bucket &bucket) const
{
    const auto now = m_clock.steady();
    const std::chrono::duration<double> passed = now - std::exchange(bucket.filledAt, now);
    bucket.tokens = std::min(bucket.rate.burst, bucket.tokens + passed.count() * bucket.rate.perSecond);
}

} // namespace sm::net
