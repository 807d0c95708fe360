// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commandline/word.h>

#include <optional>

namespace sm::commandline {

/// Turns words into text in which everything that is not certain yet (a variable, a substitution, a placeholder)
/// stands as a mark, so that JSON and shorthand around it can be read, and marks back into words.
class Mask
{
public:
    /// \param standIn  text that stands for something else too: the {} of xargs; may be empty
    explicit Mask(QString standIn);

    QString text(const Word &word);
    static bool isMasked(const QString &text);
    /// \p text as a word, where something in it is not certain: a mark, or a placeholder in quotes.
    std::optional<Word> uncertain(const QString &text, const Place &place) const;

private:
    QString mark(const WordPart &part);
    QString masked(const WordPart &part);

    QString m_standIn;
    QList<WordPart> m_parts;
};

} // namespace sm::commandline
