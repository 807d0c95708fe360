// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::operations {

/// Builds words of a POSIX shell command that mean exactly the text they were made of, with variables where a secret
/// or a value of an earlier step belongs.
class ShellWords
{
public:
    ShellWords();

    /// Text that word() turns into "$NAME". Nothing a person types can look like it.
    QString variable(const QString &name) const;
    /// The same for a value that is no text: in JSON it stands without the quotes around it.
    QString bareVariable(const QString &name) const;
    /// Whether \p text begins with a variable: what it will be, an option perhaps, nobody knows.
    bool beginsWithVariable(const QString &text) const;
    /// \p text as one word: as it is where the shell sees nothing in it, else in single quotes.
    QString word(const QString &text) const;

private:
    QString m_open;
    QString m_bare; ///< marks m_open
    QString m_close;
};

} // namespace sm::operations
