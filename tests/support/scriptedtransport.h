// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/clock.h>
#include <net/transport.h>
#include <net/wakeup.h>

#include <QQueue>

#include <optional>

namespace sm::test {

/// Answers from a script, in order, and remembers what was sent. Answers come from the event loop, as real ones do.
class ScriptedTransport final : public net::Transport
{
public:
    ScriptedTransport() = default;
    /// Stamps answers that say no time themselves with that of \p clock.
    explicit ScriptedTransport(const Clock &clock)
        : m_clock(&clock)
    {
    }

    void reply(net::HttpReply reply) { m_script.enqueue(Result<net::HttpReply>(std::move(reply))); }
    void reply(int status, QByteArray body = {}, net::HttpHeaders headers = {})
    {
        net::HttpReply answer;
        answer.status = status;
        answer.body = std::move(body);
        answer.headers = std::move(headers);
        reply(std::move(answer));
    }
    void fail(Error error) { m_script.enqueue(Result<net::HttpReply>(std::move(error))); }
    /// No answer ever: only cancelling ends the exchange.
    void hang() { m_script.enqueue(std::nullopt); }

    /// In the order in which they were sent.
    const QList<net::HttpRequest> &requests() const { return m_requests; }
    /// What the script still holds; a test that expects everything to be asked for compares it with 0.
    qsizetype repliesLeft() const { return m_script.size(); }

    QCoro::Task<Result<net::HttpReply>> send(net::HttpRequest request, CancelToken token) override
    {
        m_requests.append(std::move(request));
        if (m_script.isEmpty())
            co_return Error(Error::Kind::Internal, QStringLiteral("The script has no answer for this request."));
        const std::optional<Result<net::HttpReply>> step = m_script.dequeue();
        const QDateTime sentAt = now();

        net::Wakeup wakeup;
        token.whenCancelled(&wakeup, [&wakeup] { wakeup.wake(); });
        if (step)
            wakeup.wake();
        co_await wakeup;

        if (token.isCancelled() || !step)
            co_return Error::cancelled();
        co_return stamped(*step, sentAt);
    }

private:
    QDateTime now() const { return m_clock ? m_clock->nowUtc() : QDateTime(); }
    Result<net::HttpReply> stamped(Result<net::HttpReply> answer, const QDateTime &sentAt) const
    {
        if (answer && !answer->sentAt.isValid()) {
            answer->sentAt = sentAt;
            answer->receivedAt = now();
        }
        return answer;
    }

    const Clock *m_clock = nullptr;
    QQueue<std::optional<Result<net::HttpReply>>> m_script;
    QList<net::HttpRequest> m_requests;
};

} // namespace sm::test
