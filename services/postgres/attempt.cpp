// SPDX-License-Identifier: GPL-3.0-or-later
#include "attempt.h"

#include "stopped.h"

namespace sm::postgres {

using Stop = Waiter::Stop;

QCoro::Task<Result<void>> Attempt::begin(
    std::shared_ptr<Link> link, Access access, std::chrono::milliseconds serverLimit)
{
    const QByteArray opening
        = access == Access::Read ? "BEGIN READ ONLY; SET LOCAL statement_timeout = " : "SET statement_timeout = ";
    const auto limit = std::min(serverLimit, std::chrono::milliseconds(std::numeric_limits<int>::max()));
    const Result<void> begun = co_await link->command(opening + QByteArray::number(qint64(limit.count())));
    const Stop reason = link->waiter().reason();
    if (begun && reason == Stop::None)
        co_return ok();
    co_await link->settle();
    co_return reason == Stop::None ? begun.error() : stopped(reason, serverLimit);
}

Error Attempt::failure(const Link &link, const std::optional<Refusal> &refusal, std::chrono::milliseconds taken) const
{
    const Error error = cause(link, refusal, taken);
    if (access == Access::Read)
        return error;
    const bool answered = refusal && !refusal->sqlState.isEmpty() && !refusal->isFatal;
    // A server that says ERROR has rolled back. FATAL may come after the commit, and silence says nothing.
    return error.withChanged(answered && atomic ? Error::Changed::No : Error::Changed::Unknown);
}

Error Attempt::cause(const Link &link, const std::optional<Refusal> &refusal, std::chrono::milliseconds taken) const
{
    const Stop reason = link.waiter().reason();
    const bool answered = refusal && !refusal->sqlState.isEmpty();
    if (answered && refusal->sqlState == u"57014" && reason != Stop::None)
        return stopped(reason, limit).withCode(refusal->sqlState);
    if (answered && refusal->sqlState == u"57014" && taken >= limit) // the server was first to notice
        return stopped(Stop::Limit, limit).withCode(refusal->sqlState);
    if (answered)
        return errorOf(*refusal, refused);
    return reason == Stop::None ? connectionLost() : stopped(reason, limit);
}

} // namespace sm::postgres
