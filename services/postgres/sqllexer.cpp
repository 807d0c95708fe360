// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqllexer.h"

#include <QCoreApplication>

namespace sm::postgres {

using Kind = SqlToken::Kind;
using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::postgres::SqlLexer", text); }

bool isSpace(char16_t c) { return c == u' ' || c == u'\t' || c == u'\n' || c == u'\r' || c == u'\f'; }
bool isNewline(char16_t c) { return c == u'\n' || c == u'\r'; }
bool isDigit(char16_t c) { return c >= u'0' && c <= u'9'; }
/// Everything outside of ASCII counts as a letter, U+2028 and no-break spaces too.
bool isLetter(char16_t c) { return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || c == u'_' || c >= 0x80; }
char16_t lower(char16_t c) { return c >= u'A' && c <= u'Z' ? char16_t(c + 32) : c; }

/// Keywords fold in ASCII only: QString's case tables would make one of a dotless i.
QString upperAscii(QStringView text)
{
    QString upper = text.toString();
    for (QChar &c : upper) {
        if (c >= u'a' && c <= u'z')
            c = QChar(char16_t(c.unicode() - 32));
    }
    return upper;
}

Error unterminated(QStringView sql, qsizetype position)
{
    return Error(Error::Kind::Invalid,
        tr("The quote or comment that begins on line %1 has no end. Close it.")
            .arg(sql.first(position).count(u'\n') + 1))
        .withCode(u"Unterminated"_s);
}

} // namespace

SqlLexer::SqlLexer(QStringView sql)
    : m_sql(sql)
{
}

Result<QList<SqlToken>> SqlLexer::tokens(const QString &sql)
{
    if (sql.contains(QChar::Null) || !sql.isValidUtf16())
        return Error(Error::Kind::Invalid, tr("The SQL holds a character that can not be sent. Remove it."))
            .withCode(u"Characters"_s);
    SqlLexer lexer(sql);
    bool whole = lexer.skipBlanks();
    while (whole && !lexer.atEnd())
        whole = lexer.readToken() && lexer.skipBlanks();
    if (!whole)
        return unterminated(sql, lexer.m_begin);
    return lexer.m_tokens;
}

char16_t SqlLexer::peek(qsizetype ahead) const
{
    return m_at + ahead < m_sql.size() ? m_sql[m_at + ahead].unicode() : u'\0';
}

void SqlLexer::add(Kind kind, qsizetype position, QString text)
{
    m_tokens.append(SqlToken{kind, std::move(text), position});
}

bool SqlLexer::skipBlanks()
{
    while (!atEnd()) {
        if (isSpace(peek()))
            ++m_at;
        else if (skipLineComment())
            continue;
        else if (!startsWith(u"/*"))
            return true;
        else if (!skipBlockComment())
            return false;
    }
    return true;
}

bool SqlLexer::skipLineComment()
{
    if (!startsWith(u"--"))
        return false;
    while (!atEnd() && !isNewline(peek()))
        ++m_at;
    return true;
}

bool SqlLexer::skipBlockComment()
{
    m_begin = m_at;
    int depth = 0;
    do {
        if (startsWith(u"/*")) {
            ++depth;
            m_at += 2;
        } else if (startsWith(u"*/")) {
            --depth;
            m_at += 2;
        } else {
            ++m_at;
        }
    } while (depth > 0 && !atEnd());
    return depth == 0;
}

bool SqlLexer::readToken()
{
    const qsizetype begin = m_begin = m_at;
    const char16_t c = peek();
    if (c == u'\'') {
        add(Kind::Literal, begin);
        return readQuoted(c);
    }
    if (c == u'"')
        return readName(Kind::Name);
    if (c == u'$')
        return readDollar();
    if (isDigit(c) || (c == u'.' && isDigit(peek(1)))) {
        readNumber();
        return true;
    }
    if (isLetter(c))
        return readWord();
    ++m_at;
    add(c == u'(' ? Kind::Open : c == u')' ? Kind::Close : c == u';' ? Kind::Semicolon : Kind::Symbol, begin);
    return true;
}

bool SqlLexer::readWord()
{
    const qsizetype begin = m_at;
    const char16_t first = lower(peek());
    const bool quoteFollows = peek(1) == u'\'';
    if (quoteFollows && first == u'e') {
        add(Kind::Literal, begin);
        ++m_at;
        return readEscapeString();
    }
    if (quoteFollows && (first == u'b' || first == u'x' || first == u'n')) {
        add(Kind::Literal, begin);
        ++m_at;
        return readQuoted(u'\'');
    }
    if (first == u'u' && peek(1) == u'&' && (peek(2) == u'\'' || peek(2) == u'"')) {
        m_at += 2;
        if (peek() == u'"')
            return readName(Kind::EscapedName);
        add(Kind::Literal, begin);
        return readQuoted(u'\'');
    }
    while (isLetter(peek()) || isDigit(peek()) || peek() == u'$')
        ++m_at;
    add(Kind::Word, begin, upperAscii(m_sql.sliced(begin, m_at - begin)));
    return true;
}

bool SqlLexer::readName(Kind kind)
{
    const qsizetype begin = m_at;
    QString name;
    const bool whole = readQuoted(u'"', &name);
    add(kind, begin, name);
    return whole;
}

/// From a quote to the one that ends it; two in a row stand for one of them.
bool SqlLexer::readQuoted(char16_t quote, QString *content)
{
    ++m_at;
    for (;;) {
        const qsizetype end = m_sql.indexOf(QChar(quote), m_at);
        if (end < 0)
            return false;
        if (content)
            content->append(m_sql.sliced(m_at, end - m_at));
        m_at = end + 1;
        if (peek() != quote)
            return true;
        if (content)
            content->append(QChar(quote));
        ++m_at;
    }
}

bool SqlLexer::readEscapeString()
{
    ++m_at;
    while (!atEnd()) {
        const char16_t c = peek();
        if (c == u'\\') {
            m_at += 2;
        } else if (c != u'\'') {
            ++m_at;
        } else if (peek(1) == u'\'') {
            m_at += 2;
        } else {
            ++m_at;
            if (!continuesAfterNewline())
                return true;
            ++m_at;
        }
    }
    return false;
}

/// A string goes on in the next line, where backslashes still escape: E'a'⏎'b'. Stands on the quote then.
bool SqlLexer::continuesAfterNewline()
{
    const qsizetype before = m_at;
    bool newline = false;
    while (!atEnd() && (isSpace(peek()) || startsWith(u"--"))) {
        if (skipLineComment())
            continue;
        newline = newline || isNewline(peek());
        ++m_at;
    }
    if (newline && peek() == u'\'')
        return true;
    m_at = before;
    return false;
}

/// A parameter ($1), or a string between dollars ($$…$$, $tag$…$tag$).
bool SqlLexer::readDollar()
{
    const qsizetype begin = m_at++;
    if (isDigit(peek())) {
        readDigits();
        add(Kind::Literal, begin);
        return true;
    }
    if (isLetter(peek())) {
        while (isLetter(peek()) || isDigit(peek()))
            ++m_at;
    }
    if (peek() != u'$') {
        m_at = begin + 1;
        add(Kind::Symbol, begin);
        return true;
    }
    ++m_at;
    add(Kind::Literal, begin);
    const QStringView delimiter = m_sql.sliced(begin, m_at - begin);
    const qsizetype end = m_sql.indexOf(delimiter, m_at);
    if (end < 0)
        return false;
    m_at = end + delimiter.size();
    return true;
}

void SqlLexer::readDigits()
{
    while (isDigit(peek()))
        ++m_at;
}

/// Only what is surely of the number: "1INTO" is a number and a keyword.
void SqlLexer::readNumber()
{
    add(Kind::Literal, m_at);
    readDigits();
    if (peek() == u'.' && peek(1) != u'.') {
        ++m_at;
        readDigits();
    }
    const qsizetype sign = peek(1) == u'+' || peek(1) == u'-' ? 1 : 0;
    if (lower(peek()) == u'e' && isDigit(peek(1 + sign))) {
        m_at += 1 + sign;
        readDigits();
    }
}

} // namespace sm::postgres
