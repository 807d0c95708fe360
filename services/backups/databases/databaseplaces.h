// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "databaseinput.h"

#include <core/systeminfo.h>
#include <postgres/connection.h>

#include <QHash>

namespace sm::backups {

/// Where the databases of a system are, and how one signs in to them: with the password that a step brings, also for
/// later steps of this session that bring none, else with libpq's password file or PGPASSWORD.
class DatabasePlaces
{
public:
    explicit DatabasePlaces(SystemInfo system);

    const SystemInfo &system() const { return m_system; }
    /// Of the database that the system's file names.
    /// \error Kind::Invalid as executors::databaseAddress() and postgres::Settings::fromUrl()
    Result<postgres::Settings> settingsOf(const DatabaseInput &input) const;
    /// The same for "into", which is on the same server; without one settingsOf().
    Result<postgres::Settings> intoOf(const DatabaseInput &input) const;

    /// A connection to \p settings, whose password is remembered when the server takes it.
    /// \error as postgres::Connection::open()
    QCoro::Task<Result<std::unique_ptr<postgres::Connection>>> open(
        DatabaseInput input, postgres::Settings settings, CancelToken token);
    /// A connection from which "into" can be made, renamed and dropped: to another one than that.
    /// \error as open()
    QCoro::Task<Result<std::unique_ptr<postgres::Connection>>> openBeside(DatabaseInput input, CancelToken token);
    /// Whether \p step comes from a journal, which keeps no passwords, and needs one that is not known here.
    bool isBlind(const Step &step) const;

private:
    SystemInfo m_system;
    QHash<QString, Secret> m_passwords; ///< by the name in the system's file
};

} // namespace sm::backups
