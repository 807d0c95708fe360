// SPDX-License-Identifier: GPL-3.0-or-later
#include "nameedit.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>

namespace sm::dialogs {

NameEdit::NameEdit(bool pasteRefused, QWidget *parent)
    : QLineEdit(parent)
    , m_pasteRefused(pasteRefused)
{
    setAcceptDrops(!pasteRefused);
}

void NameEdit::keyPressEvent(QKeyEvent *event)
{
    if (m_pasteRefused && event->matches(QKeySequence::Paste))
        return;
    QLineEdit::keyPressEvent(event);
}

void NameEdit::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_pasteRefused)
        QLineEdit::contextMenuEvent(event);
}

void NameEdit::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_pasteRefused && event->button() == Qt::MiddleButton) // X11 pastes the selection
        return;
    QLineEdit::mouseReleaseEvent(event);
}

} // namespace sm::dialogs
