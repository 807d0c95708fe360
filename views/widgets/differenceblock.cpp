// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/differenceblock.h>

#include "columnfit.h"

#include <QFontMetricsF>

#include <numeric>

namespace sm::widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int gapLetters = 3;
constexpr int narrowestColumn = 8;

QString shortened(const QString &text, int letters)
{
    if (text.size() <= letters)
        return text;
    const qsizetype tail = (letters - 1) / 2;
    return text.left(letters - 1 - tail) + u'…' + text.right(tail);
}

QString thenText(const Difference &row)
{
    if (row.isSame)
        return row.isSecret ? DifferenceBlock::tr("unchanged (hidden)") : DifferenceBlock::tr("unchanged");
    if (row.then.isEmpty())
        return DifferenceBlock::tr("→ nothing");
    return row.isSecret ? DifferenceBlock::tr("→ another (hidden)") : u"→ "_s + row.then;
}

} // namespace

QStringList cellsOf(const Difference &row)
{
    QString now = row.isSecret ? DifferenceBlock::tr("hidden") : row.now;
    if (row.now.isEmpty())
        now = DifferenceBlock::tr("nothing");
    QStringList cells{row.what, now, thenText(row)};
    for (QString &each : cells)
        each = each.simplified(); // one line, whatever the value is
    return cells;
}

QString alignedText(const QList<QStringList> &lines, int letters)
{
    QList<int> widths{0, 0, 0};
    for (const QStringList &line : lines) {
        for (qsizetype i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths.at(i), static_cast<int>(line.at(i).size()));
    }
    const int available = letters - 2 * gapLetters;
    if (letters > 0 && std::accumulate(widths.begin(), widths.end(), 0) > available)
        widths = fittedWidths(widths, available, {0}, narrowestColumn);
    QStringList text;
    for (const QStringList &line : lines) {
        QString joined;
        for (qsizetype i = 0; i < line.size(); ++i)
            joined += shortened(line.at(i), widths.at(i)).leftJustified(widths.at(i) + gapLetters);
        text << joined.trimmed();
    }
    return text.join(u'\n');
}

DifferenceBlock::DifferenceBlock(const QString &accessibleName, QWidget *parent)
    : CodeBlock(accessibleName, parent)
{
}

void DifferenceBlock::setDifferences(const QList<Difference> &rows)
{
    QList<QStringList> lines;
    for (const Difference &row : rows)
        lines << cellsOf(row);
    if (lines == m_lines) // what is marked stays so
        return;
    m_lines = lines;
    m_columns = -1;
    layOut();
}

void DifferenceBlock::layOut()
{
    const double inside = viewport()->width() - 2 * document()->documentMargin();
    const double letter = QFontMetricsF(font()).horizontalAdvance(u'0');
    const int letters = std::max(0, static_cast<int>(inside / std::max(1.0, letter)) - 1);
    if (letters == m_columns)
        return;
    m_columns = letters;
    setCode(alignedText(m_lines, letters), alignedText(m_lines, 0));
}

void DifferenceBlock::resizeEvent(QResizeEvent *event)
{
    CodeBlock::resizeEvent(event);
    layOut();
}

} // namespace sm::widgets
