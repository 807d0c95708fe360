// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>

#include <QHash>
#include <QString>

#include <deque>

namespace sm::net {

/// Stops asking a service that does not answer, so that an outage costs neither time nor load: each key
/// ("account/region/ service") for itself. After a rest one request may probe whether it is back.
class CircuitBreaker
{
public:
    enum class State {
        Closed, ///< requests go through
        Open, ///< nothing does
        HalfOpen, ///< one probe does
    };

    struct Limits
    {
        int failuresInARow = 5;
        int outcomes = 20; ///< so many within the span are enough to judge by their share
        double failureShare = 0.5;
        std::chrono::milliseconds span{30'000};
        std::chrono::milliseconds rest{10'000}; ///< from opening to the probe
    };

    /// \p clock outlives it.
    explicit CircuitBreaker(const Clock &clock);
    CircuitBreaker(const Clock &clock, Limits limits);

    /// Whether a request may be sent now. One that may is followed by exactly one of the three below.
    bool admit(const QString &key);
    /// An answer came, of any kind: the service is there.
    void succeeded(const QString &key);
    /// Classified as transient: no answer, or one of 500 and its kin.
    void failed(const QString &key);
    /// Cancelled: proves nothing.
    void abandoned(const QString &key);

    State state(const QString &key) const;
    /// Until the next probe; 0 when a request may be sent now.
    std::chrono::milliseconds restLeft(const QString &key) const;

private:
    struct Outcome
    {
        std::chrono::steady_clock::time_point at;
        bool failed;
    };
    struct Circuit
    {
        bool isOpen = false;
        bool isProbing = false;
        std::chrono::steady_clock::time_point openedAt;
        int failuresInARow = 0;
        std::deque<Outcome> outcomes;
    };

    void remember(Circuit &circuit, bool failed) const;
    bool hasFailedTooOften(const Circuit &circuit) const;
    bool isResting(const Circuit &circuit) const;

    const Clock &m_clock;
    Limits m_limits;
    QHash<QString, Circuit> m_circuits;
};

} // namespace sm::net
