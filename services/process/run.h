// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>
#include <core/writepermit.h>
#include <process/command.h>
#include <process/outcome.h>

#include <QCoroTask>

#include <functional>

namespace sm::process {

enum class Stream { Output, Errors };

/// Takes what a program writes, line by line and without line ends, as it comes. A line longer than 64 KiB comes in
/// pieces; the last one may have no line end. It is bytes of anybody's making: plainLine() makes them fit to be shown.
using Sink = std::function<void(Stream stream, const QByteArray &line)>;

/// Runs \p command to its end. What it leaves running in its group is ended with it; after a kill -9 of ours the
/// kernel ends the program itself. Called on a thread that lives as long as the program runs.
///
/// That it ended with another code than 0, or by a signal, is an Outcome: see expectSuccess(). Cancelling asks it to
/// end, and ends it after Command::grace; the answer comes when all of it is gone.
///
/// As long as the program was not started, changed() is No; from then on Unknown.
///
/// \error Kind::Invalid, Kind::NotFound, Kind::Denied as locate(); also Kind::Invalid (code "Argument", "Environment",
///                        "Folder") and Kind::NotFound (code "Folder") for what can not be handed over
/// \error Kind::Denied    (code "Start") the system refused to start it
/// \error Kind::Conflict  (code "BinaryChanged") it is not the file that Command::sha256 names
/// \error Kind::Timeout   it was ended after Command::limit (code "Limit") or Command::silence (code "Silence")
/// \error Kind::Cancelled \p token was cancelled
QCoro::Task<Result<Outcome>> run(WritePermit permit, Command command, Sink sink, CancelToken token);

/// The same for a command that changes nothing ("git log", "kubectl get", "pg_dump --version"): nobody here can know,
/// so the caller vouches for it. changed() is always No.
QCoro::Task<Result<Outcome>> observe(Command command, Sink sink, CancelToken token);

/// \p outcome, or an error where \p program failed.
/// \error Kind::Internal with the last line that it wrote to standard error; code "Exit3" or "Signal9"; changed() is
///        Unknown
Result<Outcome> expectSuccess(const QString &program, Outcome outcome);

} // namespace sm::process
