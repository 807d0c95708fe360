// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sqlwords.h"
#include "table.h"

#include <QSet>

namespace sm::athena {

/// Judges a WHERE clause by what it says about partition keys. What it does not understand may be true.
class Condition
{
public:
    /// \param alias      by which the query calls the table, in lower case
    /// \param parameters what stands for each ?, as literals
    Condition(const SqlWords &words, const Table &table, QString alias, const QStringList &parameters);

    /// The partition keys that have to have given values for the condition of \p range to be true.
    QSet<QString> keysIn(WordRange range) const;
    /// Whether the condition of \p range may be true for rows of \p partition.
    bool mayHold(WordRange range, const Partition &partition) const;

private:
    enum class Truth { False, Maybe, True };
    /// One comparison of a key with values.
    struct Comparison
    {
        QString key;
        QString operation; ///< "=", "<", "<=", ">", ">=", "IN", "BETWEEN", "LIKE"
        QList<std::optional<QString>> values; ///< nothing: not known
    };

    QList<WordRange> parts(WordRange range, QLatin1StringView word) const;
    WordRange withoutParentheses(WordRange range) const;
    Truth truth(WordRange range, const Partition &partition) const;
    std::optional<Comparison> comparison(WordRange range) const;
    std::optional<QString> keyAt(WordRange range, qsizetype &at) const;
    bool readValue(WordRange range, qsizetype &at, Comparison &comparison) const;
    bool readValues(WordRange range, qsizetype at, Comparison &comparison) const;
    Truth judge(const Comparison &comparison, const Partition &partition) const;
    int compare(const QString &key, const QString &left, const QString &right) const;

    const SqlWords &m_words;
    const Table &m_table;
    QString m_alias;
    const QStringList &m_parameters;
};

} // namespace sm::athena
