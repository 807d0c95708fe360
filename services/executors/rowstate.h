// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlinput.h"
#include "sqltable.h"

#include <store/capturestore.h>

namespace sm::executors {

/// Reads what a change of rows finds:
///
///     {rows, column, oldest, newest}  how many, and their first and last date or instant, of a column that the
///                                     condition names
///     digest                          SHA-256 over the texts of the rows, in their order
///     capture                         {sha256, bytes}: the rows themselves (keptrows.h)
///     key, also                       what tells them apart; what is changed with them
///
/// The last three are there where rows are kept. Equal rows have equal states.
class RowState
{
public:
    /// All outlive it. \param mostRows that are kept
    RowState(postgres::Connection &connection, const store::CaptureStore &captures, qsizetype mostRows);

    /// Of the rows that the statement would change now; keeps them if that is wanted.
    /// \error Kind::Conflict (code "TooMany") they are more than SqlInput::atMost, or than can be kept
    /// \error Kind::Invalid (code "NotKept") the rows of this table can not be kept
    QCoro::Task<Result<QJsonObject>> matching(SqlInput input, CancelToken token);

    /// Of the rows that have the keys of the kept ones, whatever else is in them now.
    QCoro::Task<Result<QJsonObject>> ofKept(SqlInput input, CancelToken token);

private:
    struct Found
    {
        QJsonObject state;
        QByteArray content; ///< what a capture of them is
        bool isEmpty = true;
    };
    QCoro::Task<Result<QJsonObject>> counted(postgres::Statement statement, QString timeColumn, CancelToken token);
    QCoro::Task<Result<Found>> read(SqlTable table, QString source, QJsonArray parameters, QString timeColumn,
        std::chrono::milliseconds limit, CancelToken token);

    postgres::Connection &m_connection;
    const store::CaptureStore &m_captures;
    qsizetype m_mostRows;
};

} // namespace sm::executors
