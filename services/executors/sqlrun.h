// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlinput.h"
#include "sqltable.h"

#include <operations/executor.h>
#include <postgres/connection.h>
#include <store/capturestore.h>

namespace sm::executors {

/// Carries out one operation on a connection.
class SqlRun
{
public:
    /// All outlive it.
    SqlRun(postgres::Connection &connection, const store::CaptureStore &captures, const SqlInput &input);

    QCoro::Task<Result<operations::Applied>> query(CancelToken token);
    /// \error Kind::Conflict (code "CountChanged") other rows than those that were looked at: nothing was changed
    QCoro::Task<Result<operations::Applied>> execute(WritePermit permit, CancelToken token);
    /// \error Kind::Conflict (code "Exists") the file is there already; Kind::Storage
    QCoro::Task<Result<operations::Applied>> copyOut(CancelToken token);
    /// \error Kind::Conflict a row with the same key exists, and none was put in; Kind::NotFound, Kind::Storage
    QCoro::Task<Result<operations::Applied>> copyIn(WritePermit permit, CancelToken token);
    /// \error Kind::Conflict (code "CountChanged") some of the rows are not there any more: none was changed
    QCoro::Task<Result<operations::Applied>> putBack(WritePermit permit, CancelToken token);

private:
    QCoro::Task<Result<operations::Applied>> guarded(
        WritePermit permit, postgres::Statement statement, CancelToken token);
    QCoro::Task<Result<operations::Applied>> copyKept(WritePermit permit, CancelToken token);
    QCoro::Task<Result<operations::Applied>> copyFile(WritePermit permit, CancelToken token);
    QCoro::Task<Result<SqlTable>> table(CancelToken token);

    postgres::Connection &m_connection;
    const store::CaptureStore &m_captures;
    const SqlInput &m_input;
};

} // namespace sm::executors
