// SPDX-License-Identifier: GPL-3.0-or-later
#include "surface.h"

#include "look/crisp.h"
#include <widgets/theme.h>

#include <QPainter>

namespace sm::widgets {

Surface::Surface(Kind kind, Qt::Edge lineAt, QWidget *parent)
    : QFrame(parent)
    , m_kind(kind)
    , m_lineAt(lineAt)
{
}

void Surface::paintEvent(QPaintEvent *)
{
    const Theme &theme = Theme::of(*this);
    QPainter painter(this);
    painter.fillRect(rect(), m_kind == Kind::Sidebar ? theme.sidebar : theme.panel);
    if (m_lineAt == Qt::BottomEdge)
        drawBottomLine(painter, rect(), theme.line);
    else if (m_lineAt == Qt::TopEdge)
        drawTopLine(painter, rect(), theme.line);
    else
        painter.fillRect(QRect(width() - 1, 0, 1, height()), theme.line);
}

} // namespace sm::widgets
