// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <net/sleeper.h>

#include <deque>
#include <map>

namespace sm::net {

class Wakeup;

/// Keeps requests below a rate, each key for itself: a key is what shares one quota, for example
/// "account/region/service/category". Who asks first goes first.
class RateLimiter
{
public:
    struct Rate
    {
        double perSecond = 0; ///< 0 or less: no limit
        double burst = 1; ///< so many at once after a pause; at least 1
    };

    /// Both outlive it, and it outlives everybody who waits.
    RateLimiter(const Clock &clock, Sleeper &sleeper);
    ~RateLimiter();

    /// Returns when one more request may be sent. The \p rate is that of the latest call with this \p key.
    /// \error Kind::Cancelled \p token was cancelled; the request is given back to those behind
    QCoro::Task<Result<void>> acquire(QString key, Rate rate, CancelToken token);

    /// How many wait for \p key.
    qsizetype waiting(const QString &key) const;

private:
    class Turn;
    struct Bucket
    {
        Rate rate;
        double tokens = 0;
        std::chrono::steady_clock::time_point filledAt;
        std::deque<Wakeup *> queue; ///< the first waits for a token, the others for the first
    };

    Bucket &bucketOf(const QString &key, Rate rate);
    /// Nothing to wait for: the token is taken.
    std::chrono::milliseconds take(Bucket &bucket) const;
    void fill(Bucket &bucket) const;
    /// Buckets that are full again say no more than none at all; keys may be as many as an account has users.
    void forgetIdle();

    const Clock &m_clock;
    Sleeper &m_sleeper;
    std::map<QString, Bucket> m_buckets;
};

} // namespace sm::net
