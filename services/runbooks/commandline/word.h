// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commandline/place.h>

#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace sm::commandline {

struct Script;

/// A piece of a word: text as it stands, or one thing that a shell would put something else in place of.
struct WordPart
{
    enum class Kind {
        Literal, ///< text: what it means, quotes and backslashes resolved
        Variable, ///< text: the name ("1", "@", "HOME"); modifier: ":-default" of ${HOME:-default}
        Command, ///< text: what stands in $(…) or `…`; script: the same, read
        Arithmetic, ///< text: what stands in $((…))
        ProcessFile, ///< text: what stands in <(…) or >(…); script: the same, read
        Glob, ///< text: "*", "?" or "["
        Tilde, ///< text: "~" or "~name"
        Braces, ///< text: "{a,b}" or "{1..5}" as it is written
        Placeholder, ///< text: "<task-id>" as it is written: no redirection, the runbook's reader fills it in
    };
    Kind kind = Kind::Literal;
    QString text;
    bool quoted = false; ///< in quotes: what comes of it is not split into words
    QString modifier;
    std::shared_ptr<const Script> script;
    Place place;
};

/// One word of a command, before anything is expanded.
struct Word
{
    QList<WordPart> parts; ///< empty: the empty word '' or ""
    QString source; ///< as it is written, quotes included
    Place place;

    /// What the word means, where nothing in it has to be expanded first. Globs, braces, tildes and placeholders
    /// count as expansions.
    std::optional<QString> literal() const;
    /// What the word means, expansions as they are written: a*b, $HOME/x, <task-id>. To look at and to compare, not
    /// to act on.
    QString text() const;
    /// Whether a variable, a command or arithmetic decides what it means.
    bool hasSubstitution() const;
};

} // namespace sm::commandline
