// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <postgres/settings.h>

#include <QByteArray>
#include <QMap>

namespace sm::postgres {

/// What makes a program that uses libpq (pg_dump, psql) connect as Connection does: PGHOST, PGSSLMODE and so on, with
/// the same TLS, without the password. The database is not in it: libpq takes a name with '=' in it, where it is an
/// argument, for connection parameters, see connectionText().
QMap<QString, QString> programEnvironment(const Settings &settings);

/// "dbname='…'": names \p database to such a program, whatever characters it has.
QString connectionText(const QString &database);

/// The line of a password file (PGPASSFILE) for \p settings, with its line end.
/// \error Kind::Invalid code "Password": it has a line end in it, for which such a file has no way to be written
Result<QByteArray> passwordLine(const Settings &settings);

} // namespace sm::postgres
