// SPDX-License-Identifier: GPL-3.0-or-later
#include "commandreader.h"

#include <commandline/filters.h>

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

namespace sm::markdown {

using commandline::AwsCommand;
using commandline::CommandUse;
using commandline::Script;
using commandline::Statement;
using commandline::ToolCommand;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::markdown::CommandReader", text); }

bool onlyFilters(const Statement &part) { return commandline::isFilter(part) && part.command.redirections.isEmpty(); }

bool isNumbered(const QString &comment)
{
    static const QRegularExpression number(u"^\\d+[.)]\\s"_s);
    return number.match(comment).hasMatch();
}

/// Comments on lines of their own, behind \p afterLine and above \p line.
QStringList commentsBetween(const Script &script, int afterLine, int line)
{
    QStringList lines;
    for (const commandline::Comment &comment : script.comments) {
        const bool isInterpreter = comment.text.startsWith(u'!');
        if (comment.ownLine && !isInterpreter && comment.place.line > afterLine && comment.place.line < line)
            lines.append(comment.text);
    }
    return lines;
}

/// A step for each numbered comment; what follows it is its text.
QList<ImportedStep> manualSteps(const QStringList &comments, int line)
{
    static const QRegularExpression number(u"^\\d+[.)]\\s+"_s);
    QList<ImportedStep> steps;
    for (const QString &comment : comments) {
        if (steps.isEmpty() || isNumbered(comment))
            steps.append({QString(comment).remove(number), {}, {}, {}, line, line});
        else
            steps.last().text += (steps.last().text.isEmpty() ? QString() : u"\n"_s) + comment;
    }
    return steps;
}

/// The line that ends \p statement, its here documents included.
int lastLineOf(const Statement &statement)
{
    int last = statement.end.line;
    for (const commandline::Redirection &each : statement.command.redirections) {
        if (!each.body.isEmpty())
            last = std::max(last, each.bodyPlace.line + static_cast<int>(each.body.count(u'\n')));
    }
    for (const Statement &each : statement.parts)
        last = std::max(last, lastLineOf(each));
    return last;
}

/// "service name" and "node 1" in a sentence are no commands.
bool mayBeProse(const ImportedCommand &command)
{
    static const QStringList words{u"service"_s, u"node"_s, u"make"_s, u"find"_s, u"head"_s, u"tail"_s, u"cat"_s,
        u"free"_s, u"python"_s, u"host"_s};
    static const QRegularExpression typed(u"\\s-|/|\\.\\w"_s);
    return command.tool && words.contains(command.tool->program) && !typed.match(command.text).hasMatch();
}

bool namesKnownProgram(const Statement &statement)
{
    Script script;
    script.statements.push_back(statement);
    const QList<CommandUse> uses = commandline::commandsOf(script);
    return std::any_of(uses.begin(), uses.end(), [](const CommandUse &use) {
        const bool isAws = !use.words.isEmpty() && use.words.first().literal() == "aws"_L1;
        return isAws || (!use.words.isEmpty() && commandline::readTool(use).kind != ToolCommand::Kind::None);
    });
}

} // namespace

bool isShell(const QString &language)
{
    static const QStringList shells{u""_s, u"bash"_s, u"sh"_s, u"shell"_s, u"zsh"_s, u"console"_s};
    return shells.contains(language.section(u' ', 0, 0).toLower());
}

QList<ImportedStep> CommandReader::steps(const Block &code) const
{
    if (!isShell(code.info)) {
        ImportedCommand inert;
        inert.text = code.text;
        inert.language = code.info;
        inert.line = code.textLine;
        inert.lastLine = code.lastLine;
        inert.reason = tr("This is no shell command.");
        inert.isKnown = code.info.compare("sql"_L1, Qt::CaseInsensitive) == 0;
        return {{{}, {}, {}, {inert}, code.line, code.lastLine}};
    }
    QList<ImportedStep> steps;
    const Script script = commandline::readShell(code.text, code.textLine);
    int above = 0;
    for (const Statement &statement : script.statements) {
        steps += manualSteps(commentsBetween(script, above, statement.place.line), statement.place.line);
        if (steps.isEmpty())
            steps.append({{}, {}, {}, {}, statement.place.line, statement.end.line});
        ImportedCommand command = read(statement);
        command.language = code.info;
        steps.last().commands.append(command);
        steps.last().lastLine = statement.end.line;
        above = statement.end.line;
    }
    return steps + manualSteps(commentsBetween(script, above, code.lastLine + 1), code.lastLine);
}

std::optional<ImportedCommand> CommandReader::command(const CodeSpan &span) const
{
    const Script script = commandline::readShell(span.text, span.line);
    if (script.statements.size() != 1)
        return {};
    ImportedCommand command = read(script.statements.front());
    if (command.kind == ImportedCommand::Kind::Inert || !span.text.contains(u' ') || mayBeProse(command))
        return {};
    return command;
}

ImportedCommand CommandReader::read(const Statement &statement) const
{
    ImportedCommand command;
    command.text = statement.source + (statement.background ? u" &"_s : QString());
    for (const commandline::Redirection &each : statement.command.redirections)
        command.text += each.body.isEmpty() ? QString() : u'\n' + each.body + each.target.text();
    command.line = statement.place.line;
    command.lastLine = lastLineOf(statement);
    command.statement = statement;
    command.isKnown = namesKnownProgram(statement);
    if (statement.background || statement.negated)
        command.reason = tr("It does not simply run to its end.");
    else if (statement.kind == Statement::Kind::Pipeline)
        readPipe(statement, command);
    else if (statement.kind == Statement::Kind::Command)
        readSimple(statement, command);
    else
        command.reason = statement.reason.isEmpty() ? tr("It is put together of several commands.") : statement.reason;
    return command;
}

void CommandReader::readPipe(const Statement &pipe, ImportedCommand &command) const
{
    if (!std::all_of(pipe.parts.begin() + 1, pipe.parts.end(), onlyFilters)) {
        command.reason = tr("It hands the answer to another command.");
        return;
    }
    readSimple(pipe.parts.front(), command);
    if (command.kind != ImportedCommand::Kind::Inert)
        command.filter = pipe.source.mid(pipe.parts.front().source.size()).trimmed();
}

void CommandReader::readSimple(const Statement &statement, ImportedCommand &command) const
{
    Script script;
    script.statements.push_back(statement);
    const QList<CommandUse> uses = commandline::commandsOf(script);
    if (uses.isEmpty() || uses.first().words.isEmpty() || !statement.command.redirections.isEmpty()) {
        command.reason = uses.isEmpty() || uses.first().words.isEmpty() ? tr("It only sets variables.")
                                                                        : tr("It reads or writes a file.");
        return;
    }
    if (uses.first().words.first().literal() == "aws"_L1) {
        const AwsCommand aws = m_aws.read(uses.first());
        const bool isUnderstood
            = aws.kind != AwsCommand::Kind::Unknown && !aws.hasErrors() && uses.first().wrappers.isEmpty();
        command.kind = isUnderstood ? ImportedCommand::Kind::Aws : ImportedCommand::Kind::Inert;
        if (isUnderstood)
            command.aws = aws;
        else
            command.reason = aws.problems.isEmpty() ? tr("It is not known.") : aws.problems.first().message;
        return;
    }
    const ToolCommand tool = commandline::readTool(uses.first());
    command.reason = tool.reason;
    if (tool.kind == ToolCommand::Kind::None)
        return;
    command.kind = ImportedCommand::Kind::Tool;
    command.tool = tool;
}

} // namespace sm::markdown
