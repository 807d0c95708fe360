// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attempt.h"

#include <postgres/queryresult.h>
#include <postgres/statement.h>

namespace sm::postgres {

/// Runs one statement on \p link; see Connection::read() and Connection::write().
QCoro::Task<Result<QueryResult>> exchange(
    std::shared_ptr<Link> link, Access access, Statement statement, CancelToken token);

/// Runs one read in the read-only transaction that is open on \p link and stays open; a failure is its end. That it
/// looks like a read is not checked: the statement is ours, and the server refuses to write.
QCoro::Task<Result<QueryResult>> exchangeWithin(std::shared_ptr<Link> link, Statement statement, CancelToken token);

} // namespace sm::postgres
