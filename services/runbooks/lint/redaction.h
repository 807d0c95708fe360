// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace sm::lint {

/// The secrets that stand in a runbook, so that what is made of it can leave them out.
class Redaction
{
public:
    /// How far a value is looked for.
    enum class Reach {
        Line, ///< only where it stands: a word that may mean something else elsewhere
        File, ///< everywhere
    };

    /// \param line  of the command that holds it
    void add(const QString &name, const QString &value, int line, Reach reach);

    /// The same for what stands in the lines from \p firstLine to \p lastLine, where Reach::Line counts too.
    Redaction within(int firstLine, int lastLine) const;

    /// \p text with "$NAME" in the place of each secret.
    QString shown(const QString &text) const;
    bool isIn(const QString &text) const;
    /// The name of the secret that \p text is and nothing else; empty: it is none.
    QString nameOf(const QString &text) const;

private:
    struct Entry
    {
        QString name;
        QString value;
        int line = 0;
        Reach reach = Reach::Line;

        /// Where it stands in \p text from \p from on; -1: nowhere.
        qsizetype indexIn(const QString &text, qsizetype from) const;
    };
    bool counts(const Entry &entry) const { return m_isWithin || entry.reach == Reach::File; }

    QList<Entry> m_entries; ///< longest value first
    bool m_isWithin = false; ///< all of m_entries count
};

} // namespace sm::lint
