// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QStringList>

namespace sm::markdown {

/// A text file, line by line as the file has it.
struct SourceText
{
    QStringList lines; ///< without line ends; bytes that are no UTF-8 are U+FFFD
    QList<int> damagedLines; ///< from 1: lines that held such bytes

    /// All lines with "\n" between them.
    QByteArray utf8() const { return lines.join(u'\n').toUtf8(); }
};

inline constexpr qsizetype maximumBytes = 5 * 1024 * 1024;
/// Without a blank line. What emphasis and brackets cost a parser grows faster than their paragraph; nobody writes
/// longer ones by hand.
inline constexpr qsizetype maximumParagraphBytes = 64 * 1024;

/// Reads UTF-8 with any line ends, with or without a byte order mark.
/// \error Kind::Invalid  more than maximumBytes, a line longer than maximumLineBytes, or a NUL byte, which no text has;
/// the
///                       message names file and line
Result<SourceText> readSource(const QString &fileName, const QByteArray &bytes);

} // namespace sm::markdown
