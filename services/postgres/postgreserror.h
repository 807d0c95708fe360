// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QStringList>

struct pg_conn;
struct pg_result;

namespace sm::postgres {

/// What the server says when it refuses something.
struct Refusal
{
    /// Of an error result; without an SQLSTATE when it was libpq that noticed the connection break.
    static Refusal of(const pg_result &result);

    QString sqlState;
    QString words;
    QString hint;
    int position = 0; ///< in the statement, from 1, in characters; 0: nowhere
    int copyLine = 0; ///< of the data that was copied in, from 1; 0: it was none of them
    bool isFatal = false; ///< the server ended the connection with it
};

/// The statement that was refused, for the words of the error.
struct Refused
{
    QString sql;
    QStringList parameters; ///< never repeated to anybody
    int prefix = 0; ///< characters before the statement that were not the caller's
    bool isCopy = false; ///< the server quotes the data, which is not repeated either
};

/// Kinds after Appendix A of the PostgreSQL manual.
Error::Kind kindOf(QStringView sqlState);

/// A sentence that says what to do; code() is the SQLSTATE. changed() is left for the caller, who knows what was sent.
Error errorOf(const Refusal &refusal, const Refused &refused = {});

/// The connection ended while something was under way, or before.
Error connectionLost();
/// Why \p connection, which has failed, could not be made; says nothing of the password.
Error connectError(pg_conn *connection, const QString &host);

} // namespace sm::postgres
