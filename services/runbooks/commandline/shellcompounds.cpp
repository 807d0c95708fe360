// SPDX-License-Identifier: GPL-3.0-or-later
// The compositions of ShellParser: loops, conditions, groups, functions.
#include "shellparser.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace sm::commandline {

using namespace Qt::Literals::StringLiterals;
using Kind = Statement::Kind;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("sm::commandline::Shell", text); }

} // namespace

ShellParser::Made ShellParser::withRedirections(Statement statement)
{
    if (!redirections(statement.redirections))
        return std::nullopt;
    return finish(std::move(statement));
}

ShellParser::Made ShellParser::loop()
{
    Statement statement = begin(Kind::Loop);
    takeReserved(reserved());
    const bool read = statements(statement.parts, {u"do"_s}) && expect(u"do"_s)
        && statements(statement.parts, {u"done"_s}) && expect(u"done"_s);
    return read ? withRedirections(std::move(statement)) : std::nullopt;
}

ShellParser::Made ShellParser::forLoop()
{
    Statement statement = begin(Kind::Loop);
    takeReserved(reserved());
    m_cursor.skipBlanks();
    const bool hasHead = m_cursor.looksAt(u"((") ? skipCalculation() : forHead(statement);
    if (!hasHead)
        return std::nullopt;
    m_cursor.skipBlanks();
    m_cursor.skip(u";");
    const bool read = expect(u"do"_s) && statements(statement.parts, {u"done"_s}) && expect(u"done"_s);
    return read ? withRedirections(std::move(statement)) : std::nullopt;
}

bool ShellParser::forHead(Statement &statement)
{
    Word name;
    if (m_cursor.atWordEnd() || !word(name))
        return unexpected();
    statement.name = name.text();
    skipLines();
    if (!takeReserved(u"in"_s))
        return true;
    for (m_cursor.skipBlanks(); !m_cursor.atWordEnd() && m_cursor.peek() != u'#'; m_cursor.skipBlanks()) {
        if (!word(statement.items.emplaceBack()))
            return false;
    }
    return true;
}

ShellParser::Made ShellParser::condition()
{
    Statement statement = begin(Kind::Condition);
    const auto branchAfter = [&](const QString &word) {
        return takeReserved(word) && statements(statement.parts, {u"then"_s}) && expect(u"then"_s)
            && statements(statement.parts, {u"elif"_s, u"else"_s, u"fi"_s});
    };
    bool read = branchAfter(u"if"_s);
    while (read && reserved() == u"elif"_s)
        read = branchAfter(u"elif"_s);
    if (read && takeReserved(u"else"_s))
        read = statements(statement.parts, {u"fi"_s});
    return read && expect(u"fi"_s) ? withRedirections(std::move(statement)) : std::nullopt;
}

ShellParser::Made ShellParser::choice()
{
    Statement statement = begin(Kind::Condition);
    takeReserved(u"case"_s);
    m_cursor.skipBlanks();
    if (m_cursor.atWordEnd() || !word(statement.items.emplaceBack()) || !expect(u"in"_s))
        return std::nullopt;
    for (skipLines(); !m_cursor.atEnd() && reserved() != u"esac"_s; skipLines()) {
        if (!branch(statement))
            return std::nullopt;
    }
    return expect(u"esac"_s) ? withRedirections(std::move(statement)) : std::nullopt;
}

/// pattern | pattern ) statements ;;
bool ShellParser::branch(Statement &statement)
{
    m_cursor.skip(u"(");
    for (m_cursor.skipBlanks(); m_cursor.peek() != u')'; m_cursor.skipBlanks()) {
        Word pattern;
        if (!m_cursor.skip(u"|") && (m_cursor.atWordEnd() || !word(pattern)))
            return unexpected();
    }
    m_cursor.take();
    if (!statements(statement.parts, {u";;"_s, u";&"_s, u"esac"_s}))
        return false;
    if (!m_cursor.skip(u";;&") && !m_cursor.skip(u";;"))
        m_cursor.skip(u";&");
    return true;
}

ShellParser::Made ShellParser::group()
{
    Statement statement = begin(Kind::Group);
    takeReserved(u"{"_s);
    const bool read = statements(statement.parts, {u"}"_s}) && expect(u"}"_s);
    return read ? withRedirections(std::move(statement)) : std::nullopt;
}

ShellParser::Made ShellParser::subshell()
{
    Statement statement = begin(Kind::Group);
    m_cursor.take();
    const qsizetype from = m_cursor.at();
    ++m_nested;
    const bool read = statements(statement.parts, {u")"_s}) && (m_cursor.skip(u")") || fail(tr("A \")\" is missing.")));
    --m_nested;
    if (!read) {
        if (m_cursor.atEnd() && !m_endless)
            m_cursor.moveTo(from);
        return std::nullopt;
    }
    m_end = m_cursor.at();
    return withRedirections(std::move(statement));
}

/// name ( ) body; the cursor is at the "(".
ShellParser::Made ShellParser::functionNamed(Statement statement)
{
    m_cursor.take();
    m_cursor.skipBlanks();
    if (!m_cursor.skip(u")")) {
        fail(tr("\"(\" is out of place."));
        return std::nullopt;
    }
    statement.kind = Kind::Function;
    statement.name = statement.command.words.first().text();
    statement.command = {};
    skipLines();
    Made body = command();
    if (!body)
        return body;
    statement.parts.push_back(std::move(*body));
    return finish(std::move(statement));
}

ShellParser::Made ShellParser::functionAfterWord()
{
    Statement statement = begin(Kind::Function);
    takeReserved(u"function"_s);
    m_cursor.skipBlanks();
    Word name;
    if (m_cursor.atWordEnd() || !word(name)) {
        unexpected();
        return std::nullopt;
    }
    statement.command.words << name;
    m_cursor.skipBlanks();
    if (m_cursor.peek() == u'(')
        return functionNamed(std::move(statement));
    statement.name = name.text();
    statement.command = {};
    skipLines();
    Made body = command();
    if (!body)
        return body;
    statement.parts.push_back(std::move(*body));
    return finish(std::move(statement));
}

/// [[ … ]]; its words are kept for what is substituted in them.
ShellParser::Made ShellParser::test()
{
    Statement statement = begin(Kind::Test);
    takeReserved(u"[["_s);
    for (m_cursor.skipBlanks(); reserved() != u"]]"_s; m_cursor.skipBlanks()) {
        if (m_cursor.atEnd() || QStringView(u";\n").contains(m_cursor.peek())) {
            unexpected();
            return std::nullopt;
        }
        if (m_cursor.atWordEnd())
            m_cursor.take();
        else if (!word(statement.items.emplaceBack()))
            return std::nullopt;
    }
    takeReserved(u"]]"_s);
    return finish(std::move(statement));
}

ShellParser::Made ShellParser::calculation()
{
    Statement statement = begin(Kind::Test);
    if (!skipCalculation())
        return std::nullopt;
    return finish(std::move(statement));
}

bool ShellParser::skipCalculation()
{
    static const QRegularExpression form(u"\\(\\([^\\n]{0,1000}?\\)\\)"_s);
    const QRegularExpressionMatch match = form.match(
        m_cursor.text(), m_cursor.at(), QRegularExpression::NormalMatch, QRegularExpression::AnchorAtOffsetMatchOption);
    if (!match.hasMatch())
        return fail(tr("A \"((\" has no end."));
    m_cursor.moveTo(match.capturedEnd());
    m_end = m_cursor.at();
    return true;
}

} // namespace sm::commandline
