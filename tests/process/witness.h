// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <process/run.h>
#include <support/await.h>

#include <QFile>

namespace sm::test {

inline process::Command witness(QStringList arguments)
{
    process::Command command;
    command.program = QStringLiteral(SM_WITNESS);
    command.arguments = std::move(arguments);
    return command;
}

inline std::optional<Result<process::Outcome>> observed(process::Command command)
{
    return await(process::observe(std::move(command), {}, {}));
}

/// A process that is gone, or only waits for its parent to ask how it ended.
inline bool isGone(qint64 process)
{
    QFile state(QStringLiteral("/proc/%1/stat").arg(process));
    if (!state.open(QIODevice::ReadOnly))
        return true;
    const QByteArray line = state.readAll();
    return line.mid(line.lastIndexOf(')') + 2, 1) == "Z";
}

/// Cancels when the first line comes, and keeps the lines.
struct CancelAtFirstLine
{
    CancelSource source;
    QList<QByteArray> lines;

    process::Sink sink()
    {
        return [this](process::Stream, const QByteArray &line) {
            lines << line;
            source.cancel();
        };
    }
};

} // namespace sm::test
