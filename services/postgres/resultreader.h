// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "postgreserror.h"

#include <postgres/queryresult.h>

#include <libpq-fe.h>

#include <optional>

namespace sm::postgres {

/// Collects the results of one statement in single-row mode.
class ResultReader
{
public:
    explicit ResultReader(qsizetype maxRows)
        : m_maxRows(maxRows)
    {
    }

    /// False: enough rows, and there are more.
    bool take(const PGresult &result);
    const std::optional<Refusal> &refusal() const { return m_refusal; }
    /// Whether the server said that the statement is done.
    bool isComplete() const { return m_complete; }
    const QueryResult &result() const { return m_result; }

private:
    void readColumns(const PGresult &result);
    void readRow(const PGresult &result);
    void readEnd(const PGresult &result);

    QueryResult m_result;
    std::optional<Refusal> m_refusal;
    bool m_complete = false;
    qsizetype m_maxRows;
    qint64 m_bytes = 0;
};

} // namespace sm::postgres
