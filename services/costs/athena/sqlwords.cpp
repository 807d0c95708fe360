// SPDX-License-Identifier: GPL-3.0-or-later
#include "sqlwords.h"

#include <postgres/sqllexer.h>

#include <QCoreApplication>

using namespace Qt::Literals::StringLiterals;

namespace sm::athena {

namespace {

using postgres::SqlToken;

constexpr qsizetype LongestStatement = 262'144; // Athena's own limit, in bytes
constexpr qsizetype DeepestNesting = 500; // of parentheses, and of CASE: more was not written by anybody

QString tr(const char *text) { return QCoreApplication::translate("sm::athena::SqlWords", text); }

Error refused(const QString &code, const QString &message)
{
    return Error(Error::Kind::Invalid, message).withCode(code);
}

/// What a literal says that begins at \p position: a string between single quotes or a number; other forms are
/// symbols, for their value is nobody's to guess.
SqlWord literalAt(const QString &sql, qsizetype position)
{
    if (sql[position] == u'\'') {
        QString text;
        for (qsizetype at = position + 1; at < sql.size(); ++at) {
            if (sql[at] != u'\'')
                text.append(sql[at]);
            else if (at + 1 < sql.size() && sql[at + 1] == u'\'')
                text.append(sql[at++]);
            else
                break;
        }
        return {SqlWord::Kind::Text, text, -1};
    }
    qsizetype end = position;
    while (end < sql.size() && (sql[end].isDigit() || sql[end] == u'.'))
        ++end;
    if (end == position)
        return {SqlWord::Kind::Symbol, {}, -1};
    return {SqlWord::Kind::Number, sql.mid(position, end - position), -1};
}

/// The operators that conditions are made of, and everything else as it stands.
QString symbolAt(const QString &sql, qsizetype position)
{
    const QStringView two = QStringView(sql).mid(position, 2);
    if (two == u"<=" || two == u">=" || two == u"<>" || two == u"!=")
        return two.toString();
    return sql.mid(position, 1);
}

SqlWord wordOf(const SqlToken &token, const QString &sql, int &parameters)
{
    using Kind = SqlToken::Kind;
    switch (token.kind) {
    case Kind::Word:
        return {SqlWord::Kind::Word, token.text, -1};
    case Kind::Name:
        return {SqlWord::Kind::Name, token.text, -1};
    case Kind::Literal:
        return literalAt(sql, token.position);
    case Kind::Open:
        return {SqlWord::Kind::Open, {}, -1};
    case Kind::Close:
        return {SqlWord::Kind::Close, {}, -1};
    default:
        break;
    }
    if (sql[token.position] == u'?')
        return {SqlWord::Kind::Parameter, {}, parameters++};
    return {SqlWord::Kind::Symbol, symbolAt(sql, token.position), -1};
}

/// Whether a comment in the form of /* */ stands in \p sql, outside of strings, names and other comments. Athena ends
/// it at its first */, PostgreSQL (whose lexer this is) where all that were opened within are closed.
bool hasBlockComment(const QString &sql)
{
    for (qsizetype at = 0; at < sql.size(); ++at) {
        const QChar c = sql[at];
        if (c == u'\'' || c == u'"') {
            at = sql.indexOf(c, at + 1);
        } else if (c == u'-' && QStringView(sql).mid(at, 2) == u"--") {
            while (at < sql.size() && sql[at] != u'\n' && sql[at] != u'\r')
                ++at;
        } else if (QStringView(sql).mid(at, 2) == u"/*") {
            return true;
        }
        if (at < 0)
            return false;
    }
    return false;
}

bool isSecondHalf(const SqlWord &previous, const SqlToken &token, qsizetype previousPosition)
{
    return previous.kind == SqlWord::Kind::Symbol && previous.text.size() == 2
        && token.position == previousPosition + 1;
}

} // namespace

Result<SqlWords> SqlWords::of(const QString &sql)
{
    const Result<QList<SqlToken>> tokens = postgres::SqlLexer::tokens(sql);
    if (!tokens)
        return tokens.error();
    if (sql.size() > LongestStatement)
        return refused(u"TooLong"_s, tr("The statement is longer than Athena takes. Make it shorter."));
    if (hasBlockComment(sql))
        return refused(u"Comment"_s, tr("Write comments with “--”: those between “/*” and “*/” are not read alike."));
    SqlWords words;
    int parameters = 0;
    qsizetype lastPosition = -1;
    bool ended = false;
    for (const SqlToken &token : *tokens) {
        if (token.kind == SqlToken::Kind::Semicolon) {
            ended = true;
            continue;
        }
        if (ended)
            return refused(u"SeveralStatements"_s, tr("Athena takes one statement at a time. Remove the others."));
        if (!words.m_words.isEmpty() && isSecondHalf(words.m_words.constLast(), token, lastPosition))
            continue;
        words.m_words.append(wordOf(token, sql, parameters));
        lastPosition = token.position;
    }
    if (words.m_words.isEmpty())
        return refused(u"Empty"_s, tr("There is no statement. Write one, or choose a template."));
    const Result<void> matched = words.match();
    if (!matched)
        return matched.error();
    return words;
}

Result<void> SqlWords::match()
{
    m_closing.fill(-1, m_words.size());
    QList<qsizetype> open;
    qsizetype cases = 0;
    for (qsizetype i = 0; i < m_words.size(); ++i) {
        if (isWord(i, "CASE"_L1))
            ++cases;
        if (open.size() > DeepestNesting || cases > DeepestNesting)
            return refused(u"Parentheses"_s, tr("The statement is nested too deeply. Make it simpler."));
        if (m_words[i].kind == SqlWord::Kind::Open) {
            open.append(i);
        } else if (m_words[i].kind == SqlWord::Kind::Close) {
            if (open.isEmpty())
                return refused(u"Parentheses"_s, tr("A parenthesis is closed that was not opened. Remove it."));
            m_closing[open.takeLast()] = i;
        }
    }
    if (!open.isEmpty())
        return refused(u"Parentheses"_s, tr("A parenthesis is not closed. Close it."));
    return ok();
}

StatementUse SqlWords::use() const
{
    if (isWord(0, "EXPLAIN"_L1))
        return isWord(1, "ANALYZE"_L1) ? StatementUse::Query : StatementUse::Description;
    if (isWord(0, "SHOW"_L1) || isWord(0, "DESCRIBE"_L1) || isWord(0, "DESC"_L1))
        return StatementUse::Description;
    const bool isQuery = isWord(0, "SELECT"_L1) || isWord(0, "WITH"_L1) || isWord(0, "VALUES"_L1)
        || isWord(0, "TABLE"_L1) || m_words.constFirst().kind == SqlWord::Kind::Open;
    return isQuery ? StatementUse::Query : StatementUse::Change;
}

bool SqlWords::isWord(qsizetype index, QLatin1StringView word) const
{
    return index >= 0 && index < m_words.size() && m_words[index].kind == SqlWord::Kind::Word
        && m_words[index].text == word;
}

bool SqlWords::isSymbol(qsizetype index, QLatin1StringView symbol) const
{
    return index >= 0 && index < m_words.size() && m_words[index].kind == SqlWord::Kind::Symbol
        && m_words[index].text == symbol;
}

qsizetype SqlWords::after(qsizetype index) const
{
    if (m_words.at(index).kind == SqlWord::Kind::Open)
        return m_closing.at(index) + 1;
    if (!isWord(index, "CASE"_L1))
        return index + 1;
    qsizetype at = index + 1;
    while (at < m_words.size() && !isWord(at, "END"_L1))
        at = after(at);
    return std::min(at + 1, m_words.size());
}

qsizetype SqlWords::find(WordRange range, const QStringList &words) const
{
    for (qsizetype at = range.begin; at < range.end; at = after(at)) {
        if (m_words.at(at).kind == SqlWord::Kind::Word && words.contains(m_words.at(at).text))
            return at;
    }
    return range.end;
}

} // namespace sm::athena
