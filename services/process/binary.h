// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/canceltoken.h>
#include <core/result.h>

#include <QCoroTask>

namespace sm::process {

/// The file that a command would run, so that a plan can show it.
struct Binary
{
    QString path; ///< absolute; a link stays one, because some programs go by the name they are called by
    QByteArray sha256; ///< of the content, 64 lower-case hexadecimal digits
};

/// Where \p program is: an absolute path, or the first executable file of that name in the absolute folders of PATH.
///
/// \error Kind::Invalid  empty, relative with a '/', or no text that can be a file name (code "Program")
/// \error Kind::NotFound the message says what to install
/// \error Kind::Denied   not executable (code "NotExecutable"), or everybody may replace it (code "Writable"): it or
///                       its folder is writable by all, or a folder above without the sticky bit
Result<QString> locate(const QString &program);

/// The same with the content's hash, which is computed on another thread: large programs take a second.
/// \error as locate(); Kind::Denied (code "Unreadable"); Kind::Cancelled
QCoro::Task<Result<Binary>> resolve(QString program, CancelToken token);

} // namespace sm::process
