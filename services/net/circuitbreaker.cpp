// SPDX-License-Identifier: GPL-3.0-or-later
#include "circuitbreaker.h"

#include <algorithm>

namespace sm::net {

using namespace std::chrono_literals;

CircuitBreaker::CircuitBreaker(const Clock &clock)
    : CircuitBreaker(clock, Limits())
{
}

CircuitBreaker::CircuitBreaker(const Clock &clock, Limits limits)
    : m_clock(clock)
    , m_limits(limits)
{
}

bool CircuitBreaker::admit(const QString &key)
{
    Circuit &circuit = m_circuits[key];
    if (!circuit.isOpen)
        return true;
    if (isResting(circuit) || circuit.isProbing)
        return false;
    circuit.isProbing = true;
    return true;
}

void CircuitBreaker::succeeded(const QString &key)
{
    Circuit &circuit = m_circuits[key];
    if (circuit.isOpen)
        circuit = Circuit();
    circuit.failuresInARow = 0;
    remember(circuit, false);
}

void CircuitBreaker::failed(const QString &key)
{
    Circuit &circuit = m_circuits[key];
    if (circuit.isOpen && isResting(circuit))
        return; // was sent before it opened
    ++circuit.failuresInARow;
    remember(circuit, true);
    if (!circuit.isOpen && !hasFailedTooOften(circuit))
        return;
    circuit = Circuit();
    circuit.isOpen = true;
    circuit.openedAt = m_clock.steady();
}

void CircuitBreaker::abandoned(const QString &key) { m_circuits[key].isProbing = false; }

CircuitBreaker::State CircuitBreaker::state(const QString &key) const
{
    const auto circuit = m_circuits.find(key);
    if (circuit == m_circuits.end() || !circuit->isOpen)
        return State::Closed;
    return isResting(*circuit) ? State::Open : State::HalfOpen;
}

std::chrono::milliseconds CircuitBreaker::restLeft(const QString &key) const
{
    const auto circuit = m_circuits.find(key);
    if (circuit == m_circuits.end() || !circuit->isOpen)
        return 0ms;
    const auto left = circuit->openedAt + m_limits.rest - m_clock.steady();
    return std::max(0ms, std::chrono::ceil<std::chrono::milliseconds>(left));
}

void CircuitBreaker::remember(Circuit &circuit, bool failed) const
{
    const auto now = m_clock.steady();
    circuit.outcomes.push_back({now, failed});
    while (circuit.outcomes.front().at + m_limits.span < now)
        circuit.outcomes.pop_front();
    while (circuit.outcomes.size() > static_cast<size_t>(m_limits.outcomes))
        circuit.outcomes.pop_front();
}

bool CircuitBreaker::hasFailedTooOften(const Circuit &circuit) const
{
    if (circuit.failuresInARow >= m_limits.failuresInARow)
        return true;
    if (circuit.outcomes.size() < static_cast<size_t>(m_limits.outcomes))
        return false;
    const auto failures = std::count_if(
        circuit.outcomes.begin(), circuit.outcomes.end(), [](const Outcome &outcome) { return outcome.failed; });
    return static_cast<double>(failures) >= m_limits.failureShare * m_limits.outcomes;
}

bool CircuitBreaker::isResting(const Circuit &circuit) const
{
    return m_clock.steady() < circuit.openedAt + m_limits.rest;
}

} // namespace sm::net
