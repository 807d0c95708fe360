// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shellcursor.h"

#include <commandline/shell.h>

#include <functional>

namespace sm::commandline {

/// Reads one word of a shell script, piece by piece.
class WordReader
{
public:
    /// Reads the script inside a substitution and the ")" that ends it; nullopt: it could not be read.
    using Nested = std::function<std::optional<Script>()>;

    WordReader(ShellCursor &cursor, Nested nested);

    /// Reads the word at the cursor; it may be empty. False: problem() says what was not understood.
    bool read(Word &word);
    /// How long the placeholder at the cursor is, "<task-id>"; 0: there is none.
    static qsizetype placeholderAt(const ShellCursor &cursor);
    QString problem() const { return m_problem; }

private:
    bool piece();
    bool single();
    bool ansi();
    bool doubled();
    bool insideDoubled();
    bool dollar(bool quoted);
    bool braced(bool quoted);
    bool named(bool quoted);
    bool arithmetic(bool quoted);
    bool command(bool quoted);
    bool backticks(bool quoted);
    bool processFile();
    bool placeholder();
    bool braces();
    bool glob();
    bool tilde();
    void escaped();
    void character(bool quoted);
    void literal(QStringView text, bool quoted, qsizetype from);
    void add(WordPart::Kind kind, const QString &text, bool quoted, qsizetype from);
    bool fail(const QString &problem);

    ShellCursor &m_cursor;
    Nested m_nested;
    QList<WordPart> m_parts;
    QString m_problem;
};

} // namespace sm::commandline
