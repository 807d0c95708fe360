// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm::operations {

/// Builds words of a POSIX shell command that mean exactly the text they were made of, with variables where a secret
/// belongs.
class ShellWords
{
public:
    ShellWords();

    /// Text that word() turns into "$NAME". Nothing a person types can look like it.
    QString variable(const QString &name) const;
    /// \p text as one word: as it is where the shell sees nothing in it, else in single quotes.
    QString word(const QString &text) const;

private:
    QString m_open;
    QString m_close;
};

} // namespace sm::operations
