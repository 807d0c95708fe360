// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <chrono>

namespace sm::process {

/// The end of what came over one stream.
struct Kept
{
    QByteArray bytes;
    qint64 totalBytes = 0; ///< that came

    bool isCut() const { return totalBytes > bytes.size(); }
};

/// How a program ended. That it failed is for the caller to judge: grep and diff say something by their exit code.
struct Outcome
{
    int exitCode = 0;
    int signal = 0; ///< that killed it (SIGKILL is 9); 0: it ended by itself
    Kept output;
    Kept errors; ///< what it wrote to standard error
    std::chrono::milliseconds duration{0};

    bool succeeded() const { return exitCode == 0 && signal == 0; }
};

} // namespace sm::process
