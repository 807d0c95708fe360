// SPDX-License-Identifier: GPL-3.0-or-later
#include "rediscliline.h"

#include "secretvalues.h"

#include <core/json.h>
#include <operations/shellword.h>

#include <QJsonArray>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using operations::ShellWords;
using Expiry = redis::KeySelection::Expiry;
using Verb = RedisInput::Verb;

namespace {

QString programLine(const ShellWords &shell, const redis::Settings &settings)
{
    QString line
        = u"redis-cli -h %1 -p %2 -n %3"_s.arg(shell.word(settings.host)).arg(settings.port).arg(settings.database);
    if (!settings.user.isEmpty())
        line += u" --user "_s + shell.word(settings.user);
    return settings.usesTls() ? line + u" --tls"_s : line;
}

QString wordsOf(const ShellWords &shell, const Step &step)
{
    QString words;
    const QJsonArray given = step.operation.with.value(u"command"_s).toArray();
    for (const QJsonValue word : given) {
        const QString text = word.isString() ? word.toString() : QString::fromUtf8(toCompactJson(word));
        const QString secret = secretName(text, step.operation.secrets);
        words += u' ' + shell.word(secret.isEmpty() ? text : shell.variable(secret));
    }
    return words;
}

/// Shows as much as the program does: names with line breaks in them are not for a shell.
QString unlinkLine(const ShellWords &shell, const RedisInput &input, const QString &program)
{
    QString line = program + u" --scan --pattern "_s + shell.word(QString::fromUtf8(input.selection.pattern));
    if (!input.selection.type.isEmpty())
        line += u" --type "_s + shell.word(QString::fromUtf8(input.selection.type));
    if (input.selection.expiry == Expiry::Any)
        return line + u" | xargs -d '\\n' -r "_s + program + u" UNLINK"_s;
    const QString test = input.selection.expiry == Expiry::Never ? u"-eq -1"_s : u"-ge 0"_s;
    return line
        + u" | while IFS= read -r key; do [ \"$(%1 PTTL \"$key\" </dev/null)\" %2 ] && %1 UNLINK \"$key\" </dev/null; "
          "done"_s.arg(program, test);
}

} // namespace

QString redisCliLine(const Step &step, const RedisInput &input, const redis::Settings &settings)
{
    const ShellWords shell;
    const QString program = programLine(shell, settings);
    if (input.verb == Verb::Command)
        return program + wordsOf(shell, step);
    if (input.verb == Verb::Unlink)
        return unlinkLine(shell, input, program);
    return u"# redis:restore: the keys of capture %1"_s.arg(input.kept ? input.kept->sha256 : QString());
}

} // namespace sm::executors
