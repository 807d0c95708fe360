// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <postgres/connection.h>

namespace sm::backups {

/// What one has to know of a database before it is backed up, and to make another one like it.
struct ServerFacts
{
    QString version; ///< "15.18"
    int major = 0;
    QString encoding; ///< "UTF8"
    QString collate;
    QString ctype;
    QString provider; ///< of the locale: "c" libc, "i" ICU; empty before version 15
    QString locale; ///< of ICU
    int tables = 0; ///< with rows of their own
    QStringList owners; ///< roles that own something in it
    QStringList roles; ///< these, and those that have rights in it
    QStringList configuration; ///< "name=value", set for the database itself

    QJsonObject toJson() const;
    static ServerFacts fromJson(const QJsonObject &source);
};

/// Of the database of \p connection, which outlives the task.
/// \error as postgres::Connection::read()
QCoro::Task<Result<ServerFacts>> readFacts(postgres::Connection *connection, CancelToken token);

} // namespace sm::backups
