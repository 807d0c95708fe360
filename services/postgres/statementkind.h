// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

namespace sm::postgres {

/// What a statement would do, judged by its words alone. What is not surely a read is a write.
///
/// A read may still call a function that writes; Connection::read() therefore also has the server refuse it. What the
/// server can not refuse (stopping a backend, advisory locks, large objects written to files, …) counts as a write by
/// the function's name.
class StatementKind
{
public:
    /// \error Kind::Invalid, code "Empty", "SeveralStatements", "Parentheses", "Unterminated" or "Characters"
    static Result<StatementKind> of(const QString &sql);

    /// The first keyword, in upper case.
    QString keyword() const { return m_keyword; }
    /// SELECT, VALUES, TABLE, WITH, SHOW and EXPLAIN, unless something in them writes or locks.
    bool isRead() const { return m_read; }
    /// Whether a failure leaves nothing of it behind. Not so: CALL and DO, which may commit half-way, VACUUM, REINDEX,
    /// CLUSTER, what is done CONCURRENTLY, and what concerns whole databases.
    bool isAtomic() const { return m_atomic; }
    /// BEGIN, COMMIT, ROLLBACK and their kin.
    bool isTransactionControl() const;
    /// The statement without the semicolons and comments behind it.
    QString body() const { return m_body; }

private:
    QString m_keyword;
    QString m_body;
    bool m_read = false;
    bool m_atomic = true;
};

} // namespace sm::postgres
