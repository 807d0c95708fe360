// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection.h"

#include "connector.h"
#include "copyexchange.h"
#include "exchange.h"

namespace sm::postgres {

Connection::Connection(std::shared_ptr<Link> link)
    : m_link(std::move(link))
{
}

Connection::~Connection() { m_link->close(); }

QCoro::Task<Result<std::unique_ptr<Connection>>> Connection::open(Settings settings, CancelToken token)
{
    if (token.isCancelled())
        co_return Error::cancelled();
    const Result<std::shared_ptr<Link>> link = co_await connectLink(std::move(settings), token);
    if (!link)
        co_return link.error();
    co_return std::unique_ptr<Connection>(new Connection(*link));
}

bool Connection::isUsable() const { return m_link->isUsable(); }

QString Connection::tlsVersion() const
{
    return m_link->isUsable() ? QString::fromLatin1(PQsslAttribute(m_link->raw(), "protocol")) : QString();
}

int Connection::serverVersion() const { return m_link->isUsable() ? PQserverVersion(m_link->raw()) : 0; }

// Not coroutines of this object, which may be gone before they end.

QCoro::Task<Result<QueryResult>> Connection::read(Statement statement, CancelToken token)
{
    return exchange(m_link, Access::Read, std::move(statement), std::move(token));
}

QCoro::Task<Result<QueryResult>> Connection::write(WritePermit, Statement statement, CancelToken token)
{
    return exchange(m_link, Access::Write, std::move(statement), std::move(token));
}

QCoro::Task<Result<CopyCount>> Connection::copyOut(CopyQuery query, CopySink sink, CancelToken token)
{
    return exchangeOut(m_link, std::move(query), std::move(sink), std::move(token));
}

QCoro::Task<Result<CopyCount>> Connection::copyIn(WritePermit, CopyTarget target, CopySource source, CancelToken token)
{
    return exchangeIn(m_link, std::move(target), std::move(source), std::move(token));
}

} // namespace sm::postgres
