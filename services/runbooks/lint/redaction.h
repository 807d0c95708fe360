// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QMap>
#include <QString>

namespace sm::lint {

/// The secrets that stand in a runbook, so that what is made of it can leave them out. Looking for them takes about as
/// long for many as for few.
class Redaction
{
public:
    /// How far a value is looked for.
    enum class Reach {
        Line, ///< only where it stands, as a whole word: it may mean something else elsewhere
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
    using Names = QHash<QString, QString>; ///< by value
    struct Found
    {
        qsizetype size = 0;
        QString name;
    };

    /// The longest secret that begins at \p at.
    Found at(const QString &text, qsizetype at) const;

    QMap<qsizetype, Names> m_everywhere; ///< by length
    QMultiMap<int, std::pair<QString, QString>> m_byLine; ///< value and name
    QMap<qsizetype, Names> m_here; ///< those of the lines that within() named
};

} // namespace sm::lint
