// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "restoredmark.h"
#include "serverfacts.h"

#include <core/writepermit.h>

namespace sm::backups {

/// The databases of one server, by way of a connection to another one of them.
class ServerDatabases
{
public:
    /// \p connection outlives it.
    explicit ServerDatabases(postgres::Connection &connection);

    /// Null: there is no database \p name. Else {oid, owner}, and mark where it is one of ours.
    QCoro::Task<Result<QJsonValue>> state(QString name, CancelToken token);
    /// \error Kind::Conflict (code "InUse") somebody is connected to \p name; says who and what to do
    QCoro::Task<Result<void>> expectUnused(QString name, CancelToken token);
    /// Of \p roles those that do not exist, or that this user may not act as where \p asMember.
    QCoro::Task<Result<QStringList>> missingRoles(QStringList roles, bool asMember, CancelToken token);

    /// An empty one, with encoding and locale of \p like, and with \p mark.
    /// \error as postgres::Connection::write()
    QCoro::Task<Result<void>> create(
        WritePermit permit, QString name, ServerFacts like, RestoredMark mark, CancelToken token);
    QCoro::Task<Result<void>> rename(WritePermit permit, QString name, QString to, CancelToken token);
    /// \param force who is connected is thrown out: only for what nobody else knows yet
    QCoro::Task<Result<void>> drop(WritePermit permit, QString name, bool force, CancelToken token);

private:
    QCoro::Task<Result<void>> write(WritePermit permit, QString sql, CancelToken token);

    postgres::Connection &m_connection;
};

} // namespace sm::backups
