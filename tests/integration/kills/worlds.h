// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "program.h"

#include <support/pythonserver.h>

namespace sm::test {

/// A write, and an input for which everything that it acts on is there.
struct Write
{
    QString uses; ///< "aws:cognito-idp:AdminDisableUser"
    QString name;
    QJsonObject input;

    QString operation() const { return uses.section(u':', 2); }
};

/// worlds.py: the writes of tests/integration/undo and those that nothing takes back, and accounts to try them in.
class Worlds
{
public:
    Worlds();

    QString failure() const { return m_server.failure(); }
    /// Waits until all is prepared; empty when that fails.
    QList<Write> writes();
    /// One in which nothing has happened yet; the one before has gone.
    Program::Account next();

private:
    QJsonDocument ask(const QString &path);

    PythonServer m_server;
    net::CurlTransport m_transport;
};

} // namespace sm::test
