// SPDX-License-Identifier: GPL-3.0-or-later
#include "snapshot.h"

#include "connector.h"
#include "exchange.h"
#include "stopped.h"

namespace sm::postgres {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::seconds openingLimit{30};
// Nobody sends anything while others read the same moment, which must not end it.
constexpr auto opening = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL row_security = off; "
                         "SET LOCAL search_path = pg_catalog; SET LOCAL idle_in_transaction_session_timeout = 0; "
                         "SET LOCAL extra_float_digits = 3; SET LOCAL xmloption = content";

QCoro::Task<Result<void>> begin(std::shared_ptr<Link> link, CancelToken token)
{
    const Turn turn(link, token, openingLimit);
    if (const auto granted = turn.granted(); !granted)
        co_return granted.error();
    const Result<void> begun = co_await link->command(opening);
    if (link->waiter().reason() != Waiter::Stop::None)
        co_return stopped(link->waiter().reason(), openingLimit);
    co_return begun;
}

} // namespace

Snapshot::Snapshot(std::shared_ptr<Link> link)
    : m_link(std::move(link))
{
}

Snapshot::~Snapshot() { m_link->close(); }

QCoro::Task<Result<std::unique_ptr<Snapshot>>> Snapshot::open(Settings settings, CancelToken token)
{
    const Result<std::shared_ptr<Link>> link = co_await connectLink(std::move(settings), token);
    if (!link)
        co_return link.error();
    std::unique_ptr<Snapshot> snapshot(new Snapshot(*link));
    if (const auto begun = co_await begin(*link, token); !begun)
        co_return begun.error();
    const Statement statement{u"SELECT pg_export_snapshot()"_s};
    const Result<QueryResult> exported = co_await snapshot->read(statement, token);
    if (!exported)
        co_return exported.error();
    snapshot->m_id = exported->rows.first()[0].toString();
    co_return std::move(snapshot);
}

int Snapshot::serverVersion() const { return m_link->isUsable() ? PQserverVersion(m_link->raw()) : 0; }

QCoro::Task<Result<QueryResult>> Snapshot::read(Statement statement, CancelToken token)
{
    // Not a coroutine of this object, which may be gone before it ends.
    return exchangeWithin(m_link, std::move(statement), std::move(token));
}

} // namespace sm::postgres
