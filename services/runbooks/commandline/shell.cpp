// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell.h"

#include "shellparser.h"

namespace sm::commandline {

Script readShell(const QString &text, int firstLine)
{
    ShellCursor cursor(text, {firstLine, 1, 0});
    return ShellParser(cursor).read();
}

} // namespace sm::commandline
