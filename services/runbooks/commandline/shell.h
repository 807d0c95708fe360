// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commandline/word.h>

#include <QStringList>

#include <vector>

namespace sm::commandline {

struct Redirection
{
    QString sign; ///< "<", ">", ">>", "<<", "<<-", "<<<", "<&", ">&", "&>", "&>>", ">|", "<>"
    int descriptor = -1; ///< the number before the sign; -1: none
    Word target; ///< of a heredoc its delimiter
    QString body; ///< of a heredoc: its lines, each with its end, nothing expanded
    bool bodyIsExpanded = false; ///< of a heredoc: the delimiter is not quoted, so $NAME in the body means something
    Place bodyPlace;
};

struct Assignment
{
    QString name;
    bool appends = false; ///< NAME+=value
    Word value;
    Place place;
};

/// NAME=value command word >file
struct SimpleCommand
{
    QList<Assignment> assignments;
    QList<Word> words; ///< empty: only assignments or redirections
    QList<Redirection> redirections;
    Place place;
};

struct Comment
{
    QString text; ///< without "#" and the blanks around
    Place place;
    bool ownLine = false; ///< nothing else stands on its line
};

/// One thing a shell would do: a command, or a composition whose parts are statements.
struct Statement
{
    enum class Kind {
        Command, ///< command
        Pipeline, ///< parts, joined by |
        List, ///< parts, joined by operators: "&&", "||"
        Loop, ///< for, while, until, select: name and items of a for; condition and body are parts
        Condition, ///< if, case: parts are its conditions and branches
        Group, ///< ( … ) and { … }
        Function, ///< name, and its body as parts
        Test, ///< [[ … ]] and (( … )): only source
        Unparsed, ///< reason says what was not understood; source is the text, nothing in it was read
    };
    Kind kind = Kind::Command;
    SimpleCommand command;
    std::vector<Statement> parts;
    QStringList operators; ///< of a List: one fewer than parts
    QString name; ///< of a for: its variable; of a function: its own
    QList<Word> items; ///< of a for: what it goes through; of a case: what it looks at
    QList<Redirection> redirections; ///< of a composition
    bool negated = false; ///< ! before it
    bool background = false; ///< & after it
    QString reason;
    Place place;
    Place end; ///< just after its last character
    QString source; ///< as it is written, without heredoc bodies
};

struct Script
{
    std::vector<Statement> statements;
    QList<Comment> comments;
};

/// Reads a shell script as POSIX and bash write it. Nothing is expanded, nothing is run. What is not understood
/// becomes an Unparsed statement up to the next line end; reading goes on behind it. Never fails, and nests at most
/// 32 deep: what is deeper is Unparsed.
/// \param firstLine  the number that the first line of \p text gets in every Place
Script readShell(const QString &text, int firstLine = 1);

} // namespace sm::commandline
