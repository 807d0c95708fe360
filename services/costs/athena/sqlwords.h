// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QList>
#include <QString>

#include <optional>

namespace sm::athena {

struct SqlWord
{
    enum class Kind { Word, Name, Text, Number, Parameter, Open, Close, Symbol };
    Kind kind = Kind::Symbol;
    QString text; ///< Word: in upper case; Name and Text: without quotes; Number, Symbol: as written
    int parameter = -1; ///< Parameter: which of them, from 0
};

/// A part of a statement, from \c begin to before \c end.
struct WordRange
{
    qsizetype begin = 0;
    qsizetype end = 0;
    qsizetype size() const { return end - begin; }
};

/// What a statement does with data, judged by its first words.
enum class StatementUse {
    Query, ///< reads, and what it reads is paid for
    Description, ///< SHOW, DESCRIBE, EXPLAIN: free
    Change, ///< everything else
};

/// One SQL statement, cut into words as Athena cuts it.
class SqlWords
{
public:
    /// \error Kind::Invalid code "Empty", "SeveralStatements", "Comment" (a block comment, which Athena and other
    ///        readers end at different places), "Parentheses", "TooLong", or as postgres::SqlLexer
    static Result<SqlWords> of(const QString &sql);

    StatementUse use() const;
    WordRange all() const { return {0, m_words.size()}; }
    const SqlWord &at(qsizetype index) const { return m_words.at(index); }
    bool isWord(qsizetype index, QLatin1StringView word) const;
    bool isSymbol(qsizetype index, QLatin1StringView symbol) const;
    /// Of the parenthesis that closes the one at \p open.
    qsizetype closing(qsizetype open) const { return m_closing.at(open); }
    /// The first place in \p range, outside of parentheses and of CASE … END, where one of \p words stands; or
    /// range.end.
    qsizetype find(WordRange range, const QStringList &words) const;
    /// The place after what stands at \p index: a whole group, or a whole CASE … END, or a word.
    qsizetype after(qsizetype index) const;

private:
    Result<void> match();

    QList<SqlWord> m_words;
    QList<qsizetype> m_closing; ///< for each word; -1 where it opens nothing
};

} // namespace sm::athena
