// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/figures.h>

#include <QFontMetrics>
#include <QPainter>

namespace sm::widgets {

namespace {

int digitWidth(const QFontMetrics &metrics)
{
    int widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

bool isDigit(QChar character) { return character >= u'0' && character <= u'9'; }

/// Calls \p visit(piece, width of its cell) for each digit and each run of other characters.
template <typename Visit>
void forEachPiece(const QFontMetrics &metrics, const QString &text, Visit visit)
{
    const int cell = digitWidth(metrics);
    for (qsizetype begin = 0; begin < text.size();) {
        qsizetype end = begin + 1;
        const bool digit = isDigit(text[begin]);
        while (!digit && end < text.size() && !isDigit(text[end]))
            ++end;
        const QString piece = text.mid(begin, end - begin);
        visit(piece, digit ? cell : metrics.horizontalAdvance(piece));
        begin = end;
    }
}

} // namespace

int figuresWidth(const QFontMetrics &metrics, const QString &text)
{
    int width = 0;
    forEachPiece(metrics, text, [&width](const QString &, int cell) { width += cell; });
    return width;
}

void drawFigures(QPainter &painter, const QRect &rect, Qt::Alignment alignment, const QString &text)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int width = figuresWidth(metrics, text);
    if (width > rect.width()) { // too long for its column: the elided form need not line up with its neighbours
        painter.drawText(
            rect, int(Qt::AlignVCenter | Qt::AlignLeft), metrics.elidedText(text, Qt::ElideRight, rect.width()));
        return;
    }

    int x = rect.left();
    if (alignment & Qt::AlignRight)
        x = rect.right() + 1 - width;
    else if (alignment & Qt::AlignHCenter)
        x += (rect.width() - width) / 2;
    forEachPiece(metrics, text, [&](const QString &piece, int cell) {
        const QRect place(x, rect.top(), cell, rect.height());
        painter.drawText(place, int(Qt::AlignVCenter | Qt::AlignHCenter | Qt::TextDontClip), piece);
        x += cell;
    });
}

} // namespace sm::widgets
