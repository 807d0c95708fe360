// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "draftstate.h"

#include <functional>

namespace sm::runbooks {

/// Makes templates of the words of commands: what a person gives is a parameter, what an earlier step gives is named.
class DraftWords
{
public:
    /// What stands in "$(…)" as a template. Nothing: no step can give it.
    using Substitution = std::function<std::optional<QString>(const commandline::WordPart &)>;

    /// \param substitution  may add to \p state
    DraftWords(const DraftSource &source, DraftState &state, Substitution substitution);

    DraftParameters &parameters() { return m_state.parameters; }
    const lint::Redaction &redaction() const { return m_source.redaction; }

    /// \p word as a template; what something computes is a parameter that tells how the file has it.
    /// \param hint  what such a parameter is called where the word does not say it
    /// Nothing: the word is a file's name made on the way, a pattern of names or the like.
    std::optional<QString> of(const commandline::Word &word, const QString &hint);
    /// The same where no text can be put together: a number. What is computed in a part of it makes a parameter of all.
    std::optional<QString> whole(const commandline::Word &word, const QString &hint);
    /// A secret of its own for what \p word means.
    QString secret(const commandline::Word &word, const QString &hint);

private:
    std::optional<QString> part(const commandline::WordPart &part, const QString &hint);
    QString variable(const QString &name);
    QString computed(const commandline::WordPart &part, const QString &hint);

    const DraftSource &m_source;
    DraftState &m_state;
    Substitution m_substitution;
};

} // namespace sm::runbooks
