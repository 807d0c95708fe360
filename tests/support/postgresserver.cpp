// SPDX-License-Identifier: GPL-3.0-or-later
#include "postgresserver.h"

#include <QDir>
#include <QStandardPaths>

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

PostgresServer::PostgresServer()
    : m_server({QStringLiteral(SM_SOURCE_DIR "/tests/support/postgres_server.py")})
{
}

QString PostgresServer::whyUnavailable()
{
    const QDir debian(u"/usr/lib/postgresql"_s);
    const bool installed = !debian.entryList(QDir::Dirs | QDir::NoDotAndDotDot).isEmpty()
        || !QStandardPaths::findExecutable(u"postgres"_s).isEmpty();
    return installed ? QString() : u"the PostgreSQL server is not installed"_s;
}

} // namespace sm::test
