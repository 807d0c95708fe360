// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/codeblock.h>

#include "look/crisp.h"

#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/theme.h>
#include <widgets/typography.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QScrollBar>
#include <QTextBlock>

namespace sm::widgets {

namespace {
constexpr int padding = 8;
}

CodeBlock::CodeBlock(const QString &accessibleName, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_copy(makeIconButton(Glyph::Copy, tr("Copy"), this))
{
    setAccessibleName(accessibleName);
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    setFont(fontFor(TextRole::Code));
    setFrameShape(QFrame::NoFrame);
    setViewportMargins(padding, padding, padding + metrics::smallControl, padding);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(2);
    viewport()->setAutoFillBackground(false);
    connect(m_copy, &QToolButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_copied.isEmpty() ? toPlainText() : m_copied); });
}

void CodeBlock::setCode(const QString &code, const QString &copied)
{
    m_copied = copied;
    setPlainText(code);
    updateGeometry();
}

void CodeBlock::setMaximumLines(int lines)
{
    m_maximumLines = std::clamp(lines, 1, 100);
    updateGeometry();
}

QSize CodeBlock::sizeHint() const
{
    const int lines = std::clamp(blockCount(), 1, m_maximumLines);
    const int scrollBar = horizontalScrollBar()->isVisible() ? horizontalScrollBar()->sizeHint().height() : 0;
    const int margins = 2 * (padding + int(document()->documentMargin())) + 2;
    return {320, lines * fontMetrics().lineSpacing() + margins + scrollBar};
}

QSize CodeBlock::minimumSizeHint() const { return {120, sizeHint().height()}; }

bool CodeBlock::event(QEvent *event)
{
    if (event->type() == QEvent::Paint) { // of the frame around the viewport
        const Theme &theme = Theme::of(*this);
        QPainter painter(this);
        drawBox(painter, rect(), metrics::radius, theme.sunken, theme.line);
        if (hasFocus())
            drawFocusRing(painter, rect(), metrics::radius, theme.accent);
        return true;
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    const bool isTaken = QPlainTextEdit::event(event);
    if (event->type() == QEvent::Resize) // of the frame: resizeEvent() is of the viewport
        m_copy->setGeometry(width() - metrics::smallControl - metrics::smallGap, metrics::smallGap,
            metrics::smallControl, metrics::smallControl);
    return isTaken;
}

void CodeBlock::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    updateGeometry(); // the horizontal scroll bar may have come or gone
}

} // namespace sm::widgets
