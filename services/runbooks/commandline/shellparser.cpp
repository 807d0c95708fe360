// SPDX-License-Identifier: GPL-3.0-or-later
#include "shellparser.h"

#include <QCoreApplication>

#include <utility>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Kind = Statement::Kind;

namespace {

constexpr int Deepest = 32;

QString tr(const char *text) { return QCoreApplication::translate("sm::commandline::Shell", text); }

} // namespace

ShellParser::ShellParser(ShellCursor &cursor)
    : m_cursor(cursor)
{
}

Script ShellParser::read()
{
    Script script;
    statements(script.statements, {});
    script.comments = std::exchange(m_comments, {});
    return script;
}

bool ShellParser::statements(std::vector<Statement> &into, const QStringList &ends)
{
    for (skipLines(); !m_cursor.atEnd() && !endsHere(ends); skipLines()) {
        if (!next(into))
            return false;
    }
    return true;
}

bool ShellParser::next(std::vector<Statement> &into)
{
    const qsizetype from = m_cursor.at();
    const qsizetype comments = m_comments.size();
    Made made = list();
    if (made && separator(*made)) {
        into.push_back(std::move(*made));
        return true;
    }
    if (m_nested > 0)
        return false;
    m_comments.resize(comments);
    into.push_back(unparsed(from));
    return true;
}

bool ShellParser::separator(Statement &statement)
{
    m_cursor.skipBlanks();
    const bool isDouble = m_cursor.looksAt(u";;") || m_cursor.looksAt(u";&") || m_cursor.looksAt(u"&&");
    if (m_cursor.atEnd() || QStringView(u"\n#)").contains(m_cursor.peek()) || (isDouble && m_cursor.peek() == u';'))
        return true;
    statement.background = m_cursor.peek() == u'&' && !isDouble;
    if (!statement.background && m_cursor.peek() != u';')
        return unexpected();
    m_cursor.take();
    return true;
}

/// From \p from to the end of the line in which reading failed.
Statement ShellParser::unparsed(qsizetype from)
{
    const qsizetype failed = std::max(from, m_cursor.at());
    m_cursor.moveTo(from);
    Statement statement = begin(Kind::Unparsed);
    m_cursor.moveTo(m_endless ? m_cursor.text().size() : failed);
    m_cursor.skipLine();
    m_end = m_cursor.at();
    statement.reason = std::exchange(m_reason, {});
    m_endless = false;
    return finish(std::move(statement));
}

ShellParser::Made ShellParser::list()
{
    Statement whole = begin(Kind::List);
    for (;;) {
        Made part = pipeline();
        if (!part)
            return part;
        whole.parts.push_back(std::move(*part));
        m_cursor.skipBlanks();
        const bool isAnd = m_cursor.looksAt(u"&&");
        if (!isAnd && !m_cursor.looksAt(u"||"))
            break;
        whole.operators << (isAnd ? u"&&"_s : u"||"_s);
        m_cursor.skip(isAnd ? u"&&" : u"||");
        skipLines();
    }
    return whole.parts.size() == 1 ? std::move(whole.parts.front()) : finish(std::move(whole));
}

ShellParser::Made ShellParser::pipeline()
{
    Statement whole = begin(Kind::Pipeline);
    while (takeReserved(u"!"_s)) {
        whole.negated = !whole.negated;
        m_cursor.skipBlanks();
    }
    for (;;) {
        Made part = command();
        if (!part)
            return part;
        whole.parts.push_back(std::move(*part));
        m_cursor.skipBlanks();
        if (m_cursor.peek() != u'|' || m_cursor.peek(1) == u'|')
            break;
        m_cursor.skip(m_cursor.peek(1) == u'&' ? u"|&" : u"|");
        skipLines();
    }
    if (whole.parts.size() > 1)
        return finish(std::move(whole));
    whole.parts.front().negated = whole.negated;
    return std::move(whole.parts.front());
}

ShellParser::Made ShellParser::command()
{
    if (m_depth >= Deepest) {
        fail(tr("This is nested too deeply."));
        return std::nullopt;
    }
    ++m_depth;
    Made made = compound(reserved());
    --m_depth;
    return made;
}

ShellParser::Made ShellParser::compound(const QString &word)
{
    using Rule = Made (ShellParser::*)();
    static const QHash<QString, Rule> rules{{u"while"_s, &ShellParser::loop}, {u"until"_s, &ShellParser::loop},
        {u"for"_s, &ShellParser::forLoop}, {u"select"_s, &ShellParser::forLoop}, {u"if"_s, &ShellParser::condition},
        {u"case"_s, &ShellParser::choice}, {u"{"_s, &ShellParser::group}, {u"[["_s, &ShellParser::test},
        {u"function"_s, &ShellParser::functionAfterWord}};
    static const QSet<QString> endings{
        u"then"_s, u"do"_s, u"done"_s, u"fi"_s, u"elif"_s, u"else"_s, u"esac"_s, u"}"_s, u"coproc"_s};
    if (m_cursor.looksAt(u"(("))
        return calculation();
    if (m_cursor.peek() == u'(')
        return subshell();
    if (const Rule rule = rules.value(word))
        return (this->*rule)();
    if (endings.contains(word)) {
        fail(tr("\"%1\" stands alone.").arg(word));
        return std::nullopt;
    }
    return simple();
}

bool ShellParser::endsHere(const QStringList &ends) const
{
    return std::any_of(ends.begin(), ends.end(), [this](const QString &end) {
        const bool isSign = end == u")"_s || end.startsWith(u';');
        return isSign ? m_cursor.looksAt(end) : reserved() == end;
    });
}

/// The word at the cursor, where it may be one of the grammar's own; else empty.
QString ShellParser::reserved() const
{
    constexpr qsizetype longest = 8; // function
    qsizetype size = 0;
    while (size <= longest && !m_cursor.atWordEnd(size))
        ++size;
    return size <= longest ? m_cursor.text().mid(m_cursor.at(), size) : QString();
}

bool ShellParser::takeReserved(const QString &word)
{
    if (reserved() != word)
        return false;
    m_cursor.moveTo(m_cursor.at() + word.size());
    m_end = m_cursor.at();
    return true;
}

bool ShellParser::expect(const QString &word)
{
    skipLines();
    if (takeReserved(word))
        return true;
    m_endless = m_cursor.atEnd();
    return fail(tr("A \"%1\" is missing.").arg(word));
}

void ShellParser::skipLines()
{
    for (m_cursor.skipBlanks(); !m_cursor.atEnd(); m_cursor.skipBlanks()) {
        if (m_cursor.peek() == u'#')
            comment();
        else if (m_cursor.peek() == u'\n')
            m_cursor.take();
        else
            return;
    }
}

void ShellParser::comment()
{
    const qsizetype from = m_cursor.at();
    const qsizetype lineEnd = m_cursor.text().indexOf(u'\n', from);
    const qsizetype end = lineEnd < 0 ? m_cursor.text().size() : lineEnd;
    m_comments << Comment{
        m_cursor.text().mid(from + 1, end - from - 1).trimmed(), m_cursor.place(), m_cursor.beginsLine(from)};
    m_cursor.moveTo(end);
}

Statement ShellParser::begin(Kind kind) const
{
    Statement statement;
    statement.kind = kind;
    statement.place = m_cursor.place();
    return statement;
}

Statement ShellParser::finish(Statement statement) const
{
    const qsizetype from = statement.place.offset - m_cursor.place(0).offset;
    statement.end = m_cursor.place(std::max(m_end, from));
    statement.source = m_cursor.written(from, std::max(m_end, from));
    return statement;
}

/// The first reason counts: what follows it is only its consequence.
bool ShellParser::fail(const QString &reason)
{
    if (m_reason.isEmpty())
        m_reason = reason;
    return false;
}

bool ShellParser::unexpected()
{
    return fail(m_cursor.atEnd() || m_cursor.peek() == u'\n' ? tr("The line ends too early.")
                                                             : tr("\"%1\" is out of place.").arg(m_cursor.peek()));
}

} // namespace sm::commandline
