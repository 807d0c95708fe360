// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "attempt.h"

#include <postgres/queryresult.h>
#include <postgres/statement.h>

namespace sm::postgres {

/// Runs one statement on \p link; see Connection::read() and Connection::write().
QCoro::Task<Result<QueryResult>> exchange(
    std::shared_ptr<Link> link, Access access, Statement statement, CancelToken token);

} // namespace sm::postgres
