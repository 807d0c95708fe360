// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shellcursor.h"

#include <commandline/shell.h>

namespace sm::commandline {

/// The grammar of readShell(), by recursive descent.
class ShellParser
{
public:
    /// \param cursor  has to live as long as the parser
    explicit ShellParser(ShellCursor &cursor);

    Script read();

private:
    using Made = std::optional<Statement>; ///< nullopt: m_reason says what was not understood

    bool statements(std::vector<Statement> &into, const QStringList &ends);
    bool next(std::vector<Statement> &into);
    bool separator(Statement &statement);
    Statement unparsed(qsizetype from);
    Made list();
    Made pipeline();
    Made command();
    Made compound(const QString &word);

    Made simple();
    bool simpleParts(SimpleCommand &command);
    bool assignment(SimpleCommand &command);
    bool word(Word &word);
    bool redirections(QList<Redirection> &into);
    bool redirection(QList<Redirection> &into);
    bool heredoc(Redirection &made);
    std::optional<Script> nested();

    Made loop();
    Made forLoop();
    bool forHead(Statement &statement);
    Made condition();
    Made choice();
    bool branch(Statement &statement);
    Made group();
    Made subshell();
    Made functionNamed(Statement statement);
    Made functionAfterWord();
    Made test();
    Made calculation();
    Made withRedirections(Statement statement);

    bool skipCalculation();
    bool expect(const QString &word);
    bool endsHere(const QStringList &ends) const;
    QString reserved() const;
    bool takeReserved(const QString &word);
    void skipLines();
    void comment();
    Statement begin(Statement::Kind kind) const;
    Statement finish(Statement statement) const;
    bool fail(const QString &reason);
    bool unexpected();

    ShellCursor &m_cursor;
    QList<Comment> m_comments;
    qsizetype m_end = 0; ///< behind the last thing that was taken
    QString m_reason;
    bool m_endless = false; ///< what was not understood goes on to the end of the text
    int m_depth = 0;
    int m_nested = 0; ///< substitutions and subshells around: what fails in them fails the statement around them
};

} // namespace sm::commandline
