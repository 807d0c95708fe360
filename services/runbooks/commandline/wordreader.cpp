// SPDX-License-Identifier: GPL-3.0-or-later
#include "wordreader.h"

#include "ansiquote.h"
#include "shellparser.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Kind = WordPart::Kind;

namespace {

constexpr qsizetype LongestInside = 4096; // characters of ${…}, $((…)), {…}: more is a brace that was left open

bool isNameStart(QChar c) { return c == u'_' || (c < u'\x80' && c.isLetter()); }
bool isNamePart(QChar c) { return isNameStart(c) || (c >= u'0' && c <= u'9'); }

QString tr(const char *text) { return QCoreApplication::translate("sm::commandline::Shell", text); }

} // namespace

WordReader::WordReader(ShellCursor &cursor, Nested nested)
    : m_cursor(cursor)
    , m_nested(std::move(nested))
{
}

bool WordReader::read(Word &word)
{
    m_parts.clear();
    const qsizetype from = m_cursor.at();
    word.place = m_cursor.place();
    if (m_cursor.peek() == u'~')
        tilde();
    while (!m_cursor.atEnd()) {
        const bool opens = m_cursor.peek() == u'<' || m_cursor.peek() == u'>';
        if (m_cursor.atWordEnd() && !opens)
            break;
        const qsizetype before = m_cursor.at();
        if (!piece())
            return false;
        if (m_cursor.at() == before)
            break;
    }
    word.parts = std::exchange(m_parts, {});
    word.source = m_cursor.written(from, m_cursor.at());
    return true;
}

bool WordReader::piece()
{
    switch (m_cursor.peek().unicode()) {
    case u'\\':
        escaped();
        return true;
    case u'\'':
        return single();
    case u'"':
        m_cursor.take();
        return doubled();
    case u'$':
        return dollar(false);
    case u'`':
        return backticks(false);
    case u'<':
        return placeholder() || processFile();
    case u'>':
        return processFile();
    case u'*':
    case u'?':
    case u'[':
        return glob();
    case u'{':
        return braces();
    default:
        character(false);
        return true;
    }
}

void WordReader::character(bool quoted)
{
    const qsizetype from = m_cursor.at();
    const QChar taken = m_cursor.take();
    literal(QStringView(&taken, 1), quoted, from);
}

void WordReader::escaped()
{
    const qsizetype from = m_cursor.at();
    m_cursor.take();
    if (m_cursor.peek() == u'\r' && m_cursor.peek(1) == u'\n')
        m_cursor.take();
    const bool atEnd = m_cursor.atEnd();
    const QChar taken = m_cursor.take();
    if (atEnd)
        literal(u"\\", true, from);
    else if (taken != u'\n')
        literal(QStringView(&taken, 1), true, from);
}

bool WordReader::single()
{
    const qsizetype end = m_cursor.text().indexOf(u'\'', m_cursor.at() + 1);
    if (end < 0)
        return fail(tr("A ' has no other end."));
    const qsizetype from = m_cursor.at();
    add(Kind::Literal, m_cursor.text().mid(from + 1, end - from - 1), true, from);
    m_cursor.moveTo(end + 1);
    return true;
}

bool WordReader::ansi()
{
    const qsizetype from = m_cursor.at();
    m_cursor.moveTo(from + 2);
    qsizetype end = from + 2;
    while (end < m_cursor.text().size() && m_cursor.text()[end] != u'\'')
        end += m_cursor.text()[end] == u'\\' ? 2 : 1;
    if (end >= m_cursor.text().size())
        return fail(tr("A ' has no other end."));
    add(Kind::Literal, ansiUnquoted(m_cursor.text().mid(from + 2, end - from - 2)), true, from);
    m_cursor.moveTo(end + 1);
    return true;
}

bool WordReader::doubled()
{
    const qsizetype before = m_parts.size();
    const qsizetype from = m_cursor.at() - 1;
    while (!m_cursor.atEnd() && m_cursor.peek() != u'"') {
        if (!insideDoubled())
            return false;
    }
    if (m_cursor.atEnd()) {
        m_cursor.moveTo(from);
        return fail(tr("A \" has no other end."));
    }
    m_cursor.take();
    if (m_parts.size() == before)
        literal({}, true, from);
    return true;
}

bool WordReader::insideDoubled()
{
    const QChar c = m_cursor.peek();
    if (c == u'$')
        return dollar(true);
    if (c == u'`')
        return backticks(true);
    const QChar next = m_cursor.peek(1);
    if (c == u'\\' && (QStringView(u"$`\"\\\n").contains(next) || next == u'\r')) {
        escaped();
        return true;
    }
    character(true);
    return true;
}

bool WordReader::dollar(bool quoted)
{
    const QChar next = m_cursor.peek(1);
    if (next == u'(')
        return m_cursor.peek(2) == u'(' && arithmetic(quoted) ? true : m_problem.isEmpty() && command(quoted);
    if (next == u'{')
        return braced(quoted);
    if (!quoted && next == u'\'')
        return ansi();
    if (!quoted && next == u'"') {
        m_cursor.moveTo(m_cursor.at() + 2);
        return doubled();
    }
    return named(quoted);
}

bool WordReader::named(bool quoted)
{
    const qsizetype from = m_cursor.at();
    m_cursor.take();
    QString name;
    if (isNameStart(m_cursor.peek())) {
        while (isNamePart(m_cursor.peek()))
            name += m_cursor.take();
    } else if (!m_cursor.atEnd() && QStringView(u"0123456789@*#?$!-").contains(m_cursor.peek())) {
        name = m_cursor.take();
    }
    if (name.isEmpty())
        literal(u"$", quoted, from);
    else
        add(Kind::Variable, name, quoted, from);
    return true;
}

bool WordReader::braced(bool quoted)
{
    static const QRegularExpression whole(
        u"^([#!]?(?:[A-Za-z_]\\w*|[0-9]+|[@*#?$!-]))(.*)$"_s, QRegularExpression::DotMatchesEverythingOption);
    const qsizetype from = m_cursor.at();
    int depth = 0;
    qsizetype end = from + 1;
    for (const qsizetype limit = std::min(m_cursor.text().size(), from + LongestInside); end < limit; ++end) {
        const QChar c = m_cursor.text()[end];
        depth += c == u'{' ? 1 : c == u'}' ? -1 : 0;
        end += c == u'\\' ? 1 : 0;
        if (depth == 0)
            break;
    }
    const QRegularExpressionMatch match = whole.match(m_cursor.text().mid(from + 2, end - from - 2));
    if (depth != 0 || !match.hasMatch())
        return fail(tr("A \"${\" could not be read."));
    add(Kind::Variable, match.captured(1), quoted, from);
    m_parts.last().modifier = match.captured(2);
    m_cursor.moveTo(end + 1);
    return true;
}

/// False without a problem: what begins with "$((" is a command in parentheses.
bool WordReader::arithmetic(bool quoted)
{
    const qsizetype from = m_cursor.at();
    const qsizetype limit = std::min(m_cursor.text().size(), from + LongestInside);
    int depth = 0;
    for (qsizetype at = from + 1; at < limit; ++at) {
        const QChar c = m_cursor.text()[at];
        depth += c == u'(' ? 1 : c == u')' ? -1 : 0;
        if (depth == 1 && c == u')' && m_cursor.text().mid(at + 1, 1) != u")"_s)
            return false;
        if (depth == 0) {
            add(Kind::Arithmetic, m_cursor.text().mid(from + 3, at - from - 4), quoted, from);
            m_cursor.moveTo(at + 1);
            return true;
        }
    }
    return fail(tr("A \"$((\" has no end."));
}

bool WordReader::command(bool quoted)
{
    const qsizetype from = m_cursor.at();
    m_cursor.moveTo(from + 2);
    std::optional<Script> script = m_nested();
    if (!script)
        return fail(tr("A \"$(\" could not be read."));
    add(Kind::Command, m_cursor.written(from + 2, m_cursor.at() - 1), quoted, from);
    m_parts.last().script = std::make_shared<const Script>(std::move(*script));
    return true;
}

bool WordReader::backticks(bool quoted)
{
    const qsizetype from = m_cursor.at();
    const qsizetype end = m_cursor.text().indexOf(u'`', from + 1);
    if (end < 0)
        return fail(tr("A ` has no other end."));
    const QString inside = m_cursor.text().mid(from + 1, end - from - 1);
    // Escapes inside shift every place, and quotes after them mean something else again.
    if (inside.contains(u'\\'))
        return fail(tr("A backslash between ` and ` could not be read; write $(…)."));
    ShellCursor inner(inside, m_cursor.place(from + 1));
    add(Kind::Command, inside, quoted, from);
    m_parts.last().script = std::make_shared<const Script>(ShellParser(inner).read());
    m_cursor.moveTo(end + 1);
    return true;
}

bool WordReader::processFile()
{
    if (m_cursor.peek(1) != u'(')
        return true;
    const qsizetype from = m_cursor.at();
    const QString sign = m_cursor.peek();
    m_cursor.moveTo(from + 2);
    std::optional<Script> script = m_nested();
    if (!script)
        return fail(tr("A \"<(\" could not be read."));
    add(Kind::ProcessFile, m_cursor.written(from + 2, m_cursor.at() - 1), false, from);
    m_parts.last().modifier = sign;
    m_parts.last().script = std::make_shared<const Script>(std::move(*script));
    return true;
}

qsizetype WordReader::placeholderAt(const ShellCursor &cursor)
{
    static const QRegularExpression form(u"<[A-Za-z][\\w.:/-]{0,99}(?: [\\w.:][\\w.:/-]{0,99}){0,5}>"_s);
    if (cursor.peek() != u'<')
        return 0;
    return form
        .match(
            cursor.text(), cursor.at(), QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption)
        .capturedLength();
}

bool WordReader::placeholder()
{
    const qsizetype size = placeholderAt(m_cursor);
    if (size == 0)
        return false;
    const qsizetype from = m_cursor.at();
    add(Kind::Placeholder, m_cursor.text().mid(from, size), false, from);
    m_cursor.moveTo(from + size);
    return true;
}

/// {a,b} and {1..5}; a brace that is nothing of that kind stands for itself.
bool WordReader::braces()
{
    const qsizetype from = m_cursor.at();
    const qsizetype limit = std::min(m_cursor.text().size(), from + LongestInside);
    int depth = 0;
    bool isList = false;
    QChar quote;
    qsizetype end = from;
    for (; end < limit; ++end) {
        const QChar c = m_cursor.text()[end];
        if (!quote.isNull()) {
            quote = c == quote ? QChar() : quote;
            continue;
        }
        if (c == u'\'' || c == u'"')
            quote = c;
        if (c.isSpace() || c == u'`')
            break;
        depth += c == u'{' ? 1 : c == u'}' ? -1 : 0;
        isList = isList || (depth == 1 && (c == u',' || (c == u'.' && m_cursor.text().mid(end + 1, 1) == u"."_s)));
        if (depth == 0)
            break;
    }
    const bool isBraces = isList && depth == 0 && end < limit && quote.isNull();
    if (isBraces)
        add(Kind::Braces, m_cursor.text().mid(from, end + 1 - from), false, from);
    else
        literal(u"{", false, from);
    m_cursor.moveTo(isBraces ? end + 1 : from + 1);
    return true;
}

bool WordReader::glob()
{
    constexpr qsizetype farthest = 256; // characters to the "]" of a set
    const qsizetype from = m_cursor.at();
    const QChar c = m_cursor.take();
    bool isGlob = c != u'[';
    for (qsizetype ahead = 0; !isGlob && ahead < farthest && !m_cursor.atWordEnd(ahead); ++ahead)
        isGlob = m_cursor.peek(ahead) == u']' && ahead > 0;
    if (isGlob)
        add(Kind::Glob, c, false, from);
    else
        literal(QStringView(&c, 1), false, from);
    return true;
}

bool WordReader::tilde()
{
    const qsizetype from = m_cursor.at();
    m_cursor.take();
    QString name = u"~"_s;
    while (isNamePart(m_cursor.peek()) || m_cursor.peek() == u'-' || m_cursor.peek() == u'+')
        name += m_cursor.take();
    if (m_cursor.atWordEnd() || m_cursor.peek() == u'/')
        add(Kind::Tilde, name, false, from);
    else
        literal(name, false, from);
    return true;
}

void WordReader::literal(QStringView text, bool quoted, qsizetype from)
{
    if (m_parts.isEmpty() || m_parts.last().kind != Kind::Literal || m_parts.last().quoted != quoted)
        add(Kind::Literal, {}, quoted, from);
    m_parts.last().text += text;
}

void WordReader::add(Kind kind, const QString &text, bool quoted, qsizetype from)
{
    m_parts << WordPart{kind, text, quoted, {}, {}, m_cursor.place(from)};
}

bool WordReader::fail(const QString &problem)
{
    if (m_problem.isEmpty())
        m_problem = problem;
    return false;
}

} // namespace sm::commandline
