// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commandline/place.h>

#include <QList>
#include <QMap>
#include <QString>

namespace sm::commandline {

/// Where a reader is in a shell script. A line end jumps over the bodies of the heredocs that begin behind it.
class ShellCursor
{
public:
    /// \param start  the place of the first character of \p text
    ShellCursor(QString text, Place start);

    bool atEnd() const { return m_at >= m_text.size(); }
    qsizetype at() const { return m_at; }
    void moveTo(qsizetype at) { m_at = at; }
    /// Null behind the end.
    QChar peek(qsizetype ahead = 0) const;
    bool looksAt(QStringView text) const { return QStringView(m_text).sliced(m_at).startsWith(text); }
    /// Takes one character.
    QChar take();
    /// Takes \p text if it comes next.
    bool skip(QStringView text);
    /// Blanks and continued lines.
    void skipBlanks();
    /// Up to the end of the line, which is not taken; a line that ends in a backslash goes on.
    void skipLine();
    /// Whether what comes next can not go on a word: blank, line end, operator, end.
    bool atWordEnd(qsizetype ahead = 0) const;

    /// Reads the lines behind this one up to \p delimiter, which become the body of a heredoc. False: there is no such
    /// line.
    bool takeBody(const QString &delimiter, bool tabsStripped, QString &body, Place &place);

    Place place(qsizetype at) const;
    Place place() const { return place(m_at); }
    const QString &text() const { return m_text; }
    /// What is written from \p from to \p to, without heredoc bodies.
    QString written(qsizetype from, qsizetype to) const;
    /// Whether only blanks stand before \p at on its line.
    bool beginsLine(qsizetype at) const;

private:
    bool isContinuation(qsizetype ahead) const;
    qsizetype lineEnd(qsizetype from) const;

    QString m_text;
    Place m_start;
    qsizetype m_at = 0;
    QList<qsizetype> m_lines; ///< where lines begin
    QMap<qsizetype, qsizetype> m_jumps; ///< from a line end to what follows the bodies behind it
};

} // namespace sm::commandline
