// SPDX-License-Identifier: GPL-3.0-or-later
// The simple commands of ShellParser, and what compositions are made of.
#include "shellparser.h"
#include "wordreader.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Kind = Statement::Kind;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::commandline::Shell", text); }

QRegularExpressionMatch matchHere(const QRegularExpression &pattern, const ShellCursor &cursor)
{
    return pattern.match(
        cursor.text(), cursor.at(), QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
}

bool startsRedirection(const ShellCursor &cursor)
{
    static const QRegularExpression form(u"[0-9]{0,4}[<>](?!\\()|&>"_s);
    return matchHere(form, cursor).hasMatch() && !WordReader::placeholderAt(cursor);
}

bool startsWord(const ShellCursor &cursor)
{
    return !cursor.atWordEnd() || cursor.looksAt(u"<(") || cursor.looksAt(u">(") || WordReader::placeholderAt(cursor);
}

} // namespace

ShellParser::Made ShellParser::simple()
{
    Statement statement = begin(Kind::Command);
    statement.command.place = statement.place;
    if (!simpleParts(statement.command))
        return std::nullopt;
    const SimpleCommand &made = statement.command;
    if (made.words.size() == 1 && made.assignments.isEmpty() && m_cursor.peek() == u'(')
        return functionNamed(std::move(statement));
    if (made.words.isEmpty() && made.assignments.isEmpty() && made.redirections.isEmpty()) {
        unexpected();
        return std::nullopt;
    }
    return finish(std::move(statement));
}

bool ShellParser::simpleParts(SimpleCommand &command)
{
    static const QRegularExpression name(u"[A-Za-z_]\\w*(\\[[^\\]\\n]*\\])?\\+?="_s);
    for (m_cursor.skipBlanks(); !m_cursor.atEnd() && m_cursor.peek() != u'#'; m_cursor.skipBlanks()) {
        if (startsRedirection(m_cursor)) {
            if (!redirection(command.redirections))
                return false;
        } else if (!startsWord(m_cursor)) {
            break;
        } else if (command.words.isEmpty() && matchHere(name, m_cursor).hasMatch()) {
            if (!assignment(command))
                return false;
        } else if (!word(command.words.emplaceBack())) {
            return false;
        }
    }
    return true;
}

bool ShellParser::assignment(SimpleCommand &command)
{
    static const QRegularExpression form(u"([A-Za-z_]\\w*(?:\\[[^\\]\\n]*\\])?)(\\+?)="_s);
    const QRegularExpressionMatch match = matchHere(form, m_cursor);
    Assignment made{match.captured(1), !match.captured(2).isEmpty(), {}, m_cursor.place()};
    m_cursor.moveTo(match.capturedEnd());
    if (m_cursor.peek() == u'(')
        return fail(tr("A list of values in parentheses is not understood."));
    if (!word(made.value))
        return false;
    command.assignments << std::move(made);
    return true;
}

bool ShellParser::word(Word &word)
{
    WordReader reader(m_cursor, [this] { return nested(); });
    if (!reader.read(word))
        return fail(reader.problem());
    m_end = m_cursor.at();
    return true;
}

std::optional<Script> ShellParser::nested()
{
    const qsizetype from = m_cursor.at();
    Script script;
    ++m_nested;
    const QList<Comment> around = std::exchange(m_comments, {});
    const bool read = statements(script.statements, {u")"_s}) && m_cursor.skip(u")");
    script.comments = std::exchange(m_comments, around);
    --m_nested;
    if (read)
        return script;
    // Most likely the end was forgotten on this line: the lines that follow are read again.
    if (m_cursor.atEnd() && !m_endless)
        m_cursor.moveTo(from);
    return std::nullopt;
}

bool ShellParser::redirections(QList<Redirection> &into)
{
    for (m_cursor.skipBlanks(); !m_cursor.atEnd() && startsRedirection(m_cursor); m_cursor.skipBlanks()) {
        if (!redirection(into))
            return false;
    }
    return true;
}

bool ShellParser::redirection(QList<Redirection> &into)
{
    static const QRegularExpression form(u"([0-9]*)(&>>|&>|<<<|<<-|<<|<&|<>|>>|>&|>\\||<|>)"_s);
    const QRegularExpressionMatch match = matchHere(form, m_cursor);
    Redirection made;
    made.sign = match.captured(2);
    made.descriptor = match.captured(1).isEmpty() ? -1 : match.captured(1).toInt();
    m_cursor.moveTo(match.capturedEnd());
    m_cursor.skipBlanks();
    if (!startsWord(m_cursor))
        return unexpected();
    if (!word(made.target))
        return false;
    if ((made.sign == u"<<"_s || made.sign == u"<<-"_s) && !heredoc(made))
        return false;
    into << std::move(made);
    return true;
}

bool ShellParser::heredoc(Redirection &made)
{
    made.bodyIsExpanded = !made.target.source.contains(QRegularExpression(u"['\"\\\\]"_s));
    if (m_cursor.takeBody(made.target.text(), made.sign == u"<<-"_s, made.body, made.bodyPlace))
        return true;
    m_endless = true;
    return fail(tr("The text that begins here has no line \"%1\" as its end.").arg(made.target.text()));
}

} // namespace sm::commandline
