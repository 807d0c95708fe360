// SPDX-License-Identifier: GPL-3.0-or-later
#include "motoserver.h"

using namespace Qt::Literals::StringLiterals;

namespace sm::test {

namespace {

QStringList commandLine(const MotoServer::Setup &setup)
{
    QStringList result{
        QStringLiteral(SM_SOURCE_DIR "/tests/support/moto_server.py"), u"--users"_s, QString::number(setup.users)};
    if (setup.signatures == MotoServer::Signatures::Enforced)
        result << u"--enforce-signatures"_s;
    if (setup.costs)
        result << u"--costs"_s;
    return result;
}

} // namespace

MotoServer::MotoServer(const Setup &setup)
    : m_server(commandLine(setup))
{
}

QString MotoServer::whyUnavailable() { return PythonServer::whyUnavailable({u"moto.server"_s}); }

} // namespace sm::test
