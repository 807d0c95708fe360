// SPDX-License-Identifier: GPL-3.0-or-later
#include "psqlline.h"

#include "boundsql.h"
#include "secretvalues.h"

#include <core/json.h>
#include <operations/shellword.h>

#include <QSet>

namespace sm::executors {

using namespace Qt::Literals::StringLiterals;
using Verb = SqlInput::Verb;
using operations::ShellWords;

namespace {

QString variable(int number) { return u"sm%1"_s.arg(number); }

/// As it is sent: texts as they are, everything else as JSON.
QString textOf(const QJsonValue &value)
{
    return value.isString() ? value.toString() : QString::fromUtf8(toCompactJson(value));
}

QString psql(const ShellWords &shell, const QStringList &options, const QString &address)
{
    return (QStringList{u"psql -X -v ON_ERROR_STOP=1"_s} + options + QStringList{shell.word(address)}).join(u' ');
}

QString statementLine(const ShellWords &shell, const Step &step, const SqlInput &input, const QString &address)
{
    const QJsonArray given = step.operation.with.value(u"parameters"_s).toArray();
    const QString sql = withParametersReplaced(input.statement.sql,
        [&given](int number) { return given.at(number - 1).isNull() ? u"NULL"_s : u":'%1'"_s.arg(variable(number)); });
    if (given.isEmpty())
        return psql(shell, {u"-c "_s + shell.word(sql)}, address);
    QStringList options;
    for (qsizetype at = 0; at < given.size(); ++at) {
        const QString text = textOf(given.at(at));
        const QString secret = secretName(text, step.operation.secrets);
        const QString value = secret.isEmpty() ? text : shell.variable(secret);
        if (!given.at(at).isNull())
            options << u"-v "_s + shell.word(variable(static_cast<int>(at) + 1) + u'=' + value);
    }
    // psql puts variables in where it reads lines, not with -c.
    return u"printf '%s\\n' "_s + shell.word(sql) + u" | "_s + psql(shell, options, address);
}

QString formatOf(postgres::CopyFormat format)
{
    return format == postgres::CopyFormat::Binary ? u"(FORMAT binary)"_s
        : format == postgres::CopyFormat::Text    ? u"(FORMAT text)"_s
                                                  : u"(FORMAT csv, HEADER true)"_s;
}

QString copyOutLine(const ShellWords &shell, const SqlInput &input, const QString &address)
{
    const QString sql = u"COPY (%1\n) TO STDOUT %2"_s.arg(input.statement.sql, formatOf(input.format));
    return psql(shell, {u"-c "_s + shell.word(sql)}, address) + u" > "_s + shell.word(input.file);
}

QString copyInLine(const ShellWords &shell, const SqlInput &input, const QString &address)
{
    QStringList columns;
    for (const QString &column : input.columns)
        columns << u'"' + QString(column).replace(u'"', u"\"\""_s) + u'"';
    const QString list = columns.isEmpty() ? QString() : u" (%1)"_s.arg(columns.join(u", "_s));
    const QString sql = u"COPY %1%2 FROM STDIN %3"_s.arg(
        input.table ? input.table->quoted().value_or(QString()) : QString(), list, formatOf(input.format));
    return psql(shell, {u"-c "_s + shell.word(sql)}, address) + u" < "_s + shell.word(input.file);
}

} // namespace

QString psqlLine(const Step &step, const SqlInput &input, const QString &address)
{
    const ShellWords shell;
    switch (input.verb) {
    case Verb::Query:
    case Verb::Execute:
        return statementLine(shell, step, input, address);
    case Verb::CopyOut:
        return copyOutLine(shell, input, address);
    case Verb::CopyIn:
        if (!input.file.isEmpty())
            return copyInLine(shell, input, address);
        break;
    case Verb::PutBack:
        break;
    }
    return u"# %1: the rows of capture %2"_s.arg(step.operation.uses, input.kept() ? input.kept()->sha256 : QString());
}

} // namespace sm::executors
