// SPDX-License-Identifier: GPL-3.0-or-later
#include "copystreams.h"

namespace sm::postgres {

namespace {

constexpr qsizetype chunkBytes = 64 * 1024; // of rows one by one, most of the time would go into single calls

bool isMoving(const PGresult &result)
{
    const ExecStatusType status = PQresultStatus(&result);
    return status == PGRES_COPY_IN || status == PGRES_COPY_OUT;
}

} // namespace

CopyStream::CopyStream(std::shared_ptr<Link> link)
    : m_link(std::move(link))
{
}

QCoro::Task<void> CopyStream::run(QByteArray sql)
{
    // By this protocol it is one statement, whatever is in it.
    if (PQsendQueryParams(m_link->raw(), sql.constData(), 0, nullptr, nullptr, nullptr, nullptr, 0) == 1)
        (void)co_await m_link->flush(); // what went wrong is in the results
    while (const ResultPointer result = co_await m_link->next()) {
        if (isMoving(*result))
            co_await move();
        else
            take(*result);
    }
}

void CopyStream::take(const PGresult &result)
{
    if (PQresultStatus(&result) == PGRES_COMMAND_OK) {
        m_count.rows = QByteArray(PQcmdTuples(const_cast<PGresult *>(&result))).toLongLong();
        m_complete = true;
    } else if (!m_refusal) {
        m_refusal = Refusal::of(result);
    }
}

void CopyStream::addBytes(qsizetype bytes)
{
    m_count.bytes += bytes;
    m_link->waiter().progress();
}

void CopyStream::leaveCopyMode()
{
    if (m_link->isUsable())
        m_link->breakOff();
}

CopyOut::CopyOut(std::shared_ptr<Link> link, CopySink sink)
    : CopyStream(std::move(link))
    , m_sink(std::move(sink))
{
    m_chunk.reserve(2 * chunkBytes);
}

QCoro::Task<void> CopyOut::move()
{
    while (takeRows()) {
        const bool refused = m_failure && !m_link->hasGivenUp();
        const bool open = refused ? co_await m_link->giveUp() : co_await m_link->receive();
        if (!open) {
            leaveCopyMode();
            co_return;
        }
    }
    if (!m_link->hasGivenUp())
        deliver();
}

/// What libpq has of rows; false at the end of all.
bool CopyOut::takeRows()
{
    char *row = nullptr;
    int size = 0;
    while ((size = PQgetCopyData(m_link->raw(), &row, 1)) > 0) {
        m_chunk.append(row, size);
        PQfreemem(row);
        if (m_chunk.size() >= chunkBytes)
            deliver();
    }
    return size == 0;
}

void CopyOut::deliver()
{
    if (!m_failure && !m_link->hasGivenUp() && !m_chunk.isEmpty()) {
        addBytes(m_chunk.size());
        if (const Result<void> taken = m_sink(m_chunk); !taken)
            m_failure = taken.error();
    }
    m_chunk.resize(0);
}

CopyIn::CopyIn(std::shared_ptr<Link> link, CopySource source)
    : CopyStream(std::move(link))
    , m_source(std::move(source))
{
}

QCoro::Task<void> CopyIn::move()
{
    bool open = true;
    bool more = true;
    while (open && more && !m_link->hasGivenUp()) {
        const Result<QByteArray> chunk = m_source();
        if (!chunk)
            m_failure = chunk.error();
        more = chunk && !chunk->isEmpty();
        if (more)
            open = co_await put(*chunk);
    }
    if (!m_link->raw())
        co_return;
    const char *reason = m_failure || m_link->hasGivenUp() ? "given up by the client" : nullptr;
    if (PQputCopyEnd(m_link->raw(), reason) != 1)
        leaveCopyMode();
    else
        (void)co_await m_link->flush();
}

QCoro::Task<bool> CopyIn::put(QByteArray chunk)
{
    for (qsizetype at = 0; at < chunk.size() && !m_link->hasGivenUp(); at += chunkBytes) {
        const QByteArray part = chunk.mid(at, chunkBytes);
        if (!co_await putPart(part))
            co_return false;
    }
    co_return true;
}

/// libpq takes whatever it is given into its buffer: only flushing each part keeps that small.
QCoro::Task<bool> CopyIn::putPart(QByteArray part)
{
    if (PQputCopyData(m_link->raw(), part.constData(), int(part.size())) != 1)
        co_return false;
    if (!co_await m_link->flush())
        co_return false;
    addBytes(part.size());
    co_await m_link->waiter().turn(); // a fast server would leave no time to anybody else
    if (m_link->waiter().stop() != Waiter::Stop::None)
        co_return co_await m_link->giveUp();
    co_return true;
}

} // namespace sm::postgres
