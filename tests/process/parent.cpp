// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the witness until it is killed itself, and prints the number of the process that it runs.
#include <process/run.h>

#include <QCoreApplication>

#include <cstdio>

int main(int count, char **arguments)
{
    const QCoreApplication application(count, arguments);
    sm::process::Command command;
    command.program = QString::fromLocal8Bit(arguments[1]);
    command.arguments = {QStringLiteral("hang")};
    const auto sink = [](sm::process::Stream, const QByteArray &) {
        std::puts("ready");
        std::fflush(stdout);
    };
    const auto running = sm::process::observe(command, sink, {});
    return QCoreApplication::exec();
}
