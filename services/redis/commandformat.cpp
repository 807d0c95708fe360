// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandformat.h"

#include <charconv>

namespace sm::redis {

namespace {

void appendLine(QByteArray &out, char type, qsizetype number)
{
    char line[24] = {type};
    char *end = std::to_chars(line + 1, line + sizeof line - 2, number).ptr;
    *end++ = '\r';
    *end++ = '\n';
    out.append(line, end - line);
}

} // namespace

void beginCommand(QByteArray &out, qsizetype argumentCount) { appendLine(out, '*', argumentCount); }

void appendArgument(QByteArray &out, QByteArrayView argument)
{
    appendLine(out, '$', argument.size());
    out.append(argument).append("\r\n", 2);
}

void appendCommand(QByteArray &out, const QByteArrayList &arguments)
{
    beginCommand(out, arguments.size());
    for (const QByteArray &argument : arguments)
        appendArgument(out, argument);
}

} // namespace sm::redis
