// SPDX-License-Identifier: GPL-3.0-or-later
#include "flights.h"

#include <net/wakeup.h>

namespace sm::costs {

Flights::Flights() = default;
Flights::~Flights() = default;

QCoro::Task<Result<void>> Flights::join(QString name, Work work, CancelToken token)
{
    while (!token.isCancelled()) {
        std::shared_ptr<Flight> flight = m_flights.value(name);
        if (!flight) {
            flight = std::make_shared<Flight>();
            m_flights.insert(name, flight);
            fly(name, flight, work); // its task is dropped: it goes on by itself
        }
        co_await wait(flight, token);
        // One that had been given up before we came ends without having done it.
        const bool wasGivenUp = flight->unwanted.token().isCancelled();
        if (flight->outcome && (*flight->outcome || !wasGivenUp)) {
            const Result<void> outcome = *flight->outcome; // QCoro 0.8 would move it away from those behind
            co_return outcome;
        }
    }
    co_return Error::cancelled();
}

QCoro::Task<void> Flights::fly(QString name, std::shared_ptr<Flight> flight, Work work)
{
    Result<void> outcome = co_await work(flight->unwanted.token());
    flight->outcome = std::move(outcome);
    m_flights.remove(name);
    for (net::Wakeup *each : std::as_const(flight->waiting))
        each->wake();
}

QCoro::Task<void> Flights::wait(std::shared_ptr<Flight> flight, CancelToken token)
{
    if (flight->outcome)
        co_return;
    net::Wakeup wakeup;
    token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
    flight->waiting << &wakeup;
    co_await wakeup;
    flight->waiting.removeOne(&wakeup);
    if (!flight->outcome && flight->waiting.isEmpty())
        flight->unwanted.cancel();
}

} // namespace sm::costs
