// SPDX-License-Identifier: GPL-3.0-or-later
#include "link.h"

#include "inthread.h"
#include "postgreserror.h"

#include <QCoreApplication>
#include <QFutureWatcher>

namespace sm::postgres {

using namespace Qt::Literals::StringLiterals;

namespace {

/// For a server that is asked to give up, and then to answer.
constexpr std::chrono::milliseconds grace = std::chrono::seconds(5);

bool failed(const PGresult *result)
{
    const ExecStatusType status = PQresultStatus(result);
    return status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE;
}

} // namespace

bool Link::isUsable() const
{
    return m_raw && m_waiter.stop() != Waiter::Stop::Closed && PQstatus(raw()) == CONNECTION_OK;
}

void Link::breakOff()
{
    m_waiter.forgetSocket();
    m_raw.reset();
}

QCoro::Task<bool> Link::flush()
{
    while (m_raw) {
        const int left = PQflush(raw());
        if (left <= 0 || PQsocket(raw()) < 0)
            co_return left == 0;
        co_await m_waiter.either(PQsocket(raw()));
        if (m_waiter.stop() != Waiter::Stop::None) {
            if (!co_await giveUp())
                co_return false;
        } else if (PQconsumeInput(raw()) != 1) {
            co_return false;
        }
    }
    co_return false;
}

QCoro::Task<bool> Link::receive()
{
    if (!m_raw || PQsocket(raw()) < 0)
        co_return false;
    co_await m_waiter.readable(PQsocket(raw()));
    if (m_waiter.stop() != Waiter::Stop::None)
        co_return co_await giveUp();
    co_return PQconsumeInput(raw()) == 1;
}

QCoro::Task<ResultPointer> Link::next()
{
    while (m_raw && PQisBusy(raw())) {
        if (!co_await receive())
            break;
    }
    // Of a broken connection it does not wait, and says why it broke.
    co_return ResultPointer(m_raw ? PQgetResult(raw()) : nullptr);
}

QFuture<bool> Link::sendCancel() const
{
    const std::shared_ptr<PGcancel> cancel(PQgetCancel(raw()), PQfreeCancel);
    return inThread([cancel] {
        std::array<char, 256> complaint{};
        return PQcancel(cancel.get(), complaint.data(), int(complaint.size())) == 1;
    });
}

QCoro::Task<bool> Link::giveUp()
{
    if (!m_raw || std::exchange(m_gaveUp, true)) {
        breakOff();
        co_return false;
    }
    const QFuture<bool> heard = sendCancel();
    m_waiter.grant(grace);
    QFutureWatcher<bool> watcher;
    QObject::connect(&watcher, &QFutureWatcher<bool>::finished, &m_waiter, &Waiter::wake);
    watcher.setFuture(heard);
    // Nothing else may be sent before the server has the message: it would hit the next statement.
    while (!heard.isFinished() && m_waiter.stop() == Waiter::Stop::None)
        co_await m_waiter.parked();
    if (m_waiter.stop() != Waiter::Stop::None) {
        breakOff();
        co_return false;
    }
    m_waiter.grant(grace);
    co_return true;
}

QCoro::Task<Result<void>> Link::command(QByteArray sql)
{
    if (!m_raw || PQsendQuery(raw(), sql.constData()) != 1)
        co_return connectionLost();
    (void)co_await flush(); // what went wrong is in the result
    std::optional<Error> failure;
    while (const ResultPointer result = co_await next()) {
        if (!failure && failed(result.get()))
            failure = errorOf(Refusal::of(*result));
    }
    if (failure)
        co_return *failure;
    if (!isUsable())
        co_return connectionLost();
    co_return ok();
}

QCoro::Task<void> Link::settle()
{
    // A late cancel may hit the first one.
    for (int attempt = 0; attempt < 2 && isUsable() && PQtransactionStatus(raw()) != PQTRANS_IDLE; ++attempt) {
        m_waiter.grant(grace);
        (void)co_await command("ROLLBACK");
    }
    if (!isUsable() || PQtransactionStatus(raw()) != PQTRANS_IDLE)
        breakOff();
}

Turn::Turn(std::shared_ptr<Link> link, const CancelToken &token, std::chrono::milliseconds limit)
    : m_link(std::move(link))
    , m_mine(!std::exchange(m_link->m_busy, true))
{
    m_elapsed.start();
    if (!m_mine)
        return;
    m_link->m_gaveUp = false;
    m_link->m_waiter.begin(token, limit);
}

Turn::~Turn()
{
    if (!m_mine)
        return;
    m_link->m_waiter.end();
    m_link->m_busy = false;
}

Result<void> Turn::granted() const
{
    if (!m_mine)
        return Error(Error::Kind::Conflict,
            QCoreApplication::translate(
                "sm::postgres", "This connection is still running another statement. Wait for it, or open one more."))
            .withCode(u"Busy"_s);
    if (!m_link->isUsable())
        return connectionLost();
    return ok();
}

} // namespace sm::postgres
