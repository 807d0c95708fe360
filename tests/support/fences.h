// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QRegularExpression>
#include <QString>

namespace sm::test {

/// Code in a Markdown text: a fenced block, its indent taken off, or what stands between backticks on one line.
struct Fence
{
    QString language; ///< the word behind the opening fence; "inline" for what is no block
    QString text;
    int firstLine = 1; ///< of text
};

/// The code of \p markdown in its order; enough for runbooks, no Markdown parser.
inline QList<Fence> fencesOf(const QString &markdown)
{
    static const QRegularExpression opening(QStringLiteral("^( *)```+\\s*(\\w*)"));
    static const QRegularExpression inlined(QStringLiteral("`([^`\n]+)`"));
    QList<Fence> fences;
    const QStringList lines = markdown.split(QLatin1Char('\n'));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QRegularExpressionMatch match = opening.match(lines[i]);
        if (!match.hasMatch()) {
            for (auto span = inlined.globalMatch(lines[i]); span.hasNext();)
                fences << Fence{QStringLiteral("inline"), span.next().captured(1), int(i) + 1};
            continue;
        }
        Fence fence{match.captured(2), {}, int(i) + 2};
        for (++i; i < lines.size() && !lines[i].trimmed().startsWith(QLatin1String("```")); ++i) {
            qsizetype indent = 0;
            while (indent < match.capturedLength(1) && lines[i].mid(indent, 1) == QLatin1String(" "))
                ++indent;
            fence.text += lines[i].mid(indent) + QLatin1Char('\n');
        }
        fences << fence;
    }
    return fences;
}

} // namespace sm::test
