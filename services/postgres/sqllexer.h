// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QList>
#include <QStringView>

namespace sm::postgres {

struct SqlToken
{
    enum class Kind {
        Word, ///< a keyword or a plain name; text is in upper case
        Name, ///< in double quotes; text is what it names
        EscapedName, ///< U&"…": what it names is not worked out
        Literal, ///< a string of any form, a number, or a parameter
        Open,
        Close,
        Semicolon,
        Symbol
    };
    Kind kind;
    QString text;
    qsizetype position; ///< of its first character in the SQL
};

/// Cuts SQL as PostgreSQL does (scan.l of version 15, with standard_conforming_strings on): nested comments, strings in
/// all their forms, dollar quotes. What is unknown becomes a Symbol; the server has the last word on it.
class SqlLexer
{
public:
    /// \error Kind::Invalid code "Characters" or "Unterminated"
    static Result<QList<SqlToken>> tokens(const QString &sql);

private:
    explicit SqlLexer(QStringView sql);
    char16_t peek(qsizetype ahead = 0) const;
    bool atEnd() const { return m_at >= m_sql.size(); }
    bool startsWith(QStringView text) const { return m_sql.sliced(m_at).startsWith(text); }

    bool skipBlanks();
    bool skipLineComment();
    bool skipBlockComment();
    bool readToken();
    bool readWord();
    bool readQuoted(char16_t quote, QString *content = nullptr);
    bool readEscapeString();
    bool continuesAfterNewline();
    bool readDollar();
    bool readName(SqlToken::Kind kind);
    void readNumber();
    void readDigits();
    void add(SqlToken::Kind kind, qsizetype position, QString text = {});

    QStringView m_sql;
    qsizetype m_at = 0;
    qsizetype m_begin = 0; ///< of the token or comment that is being read
    QList<SqlToken> m_tokens;
};

} // namespace sm::postgres
