// SPDX-License-Identifier: GPL-3.0-or-later
#include "scrollpane.h"

namespace sm::widgets {

ScrollPane::ScrollPane(const QString &accessibleName, QWidget *parent)
    : QScrollArea(parent)
{
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
}

void ScrollPane::setContent(QWidget *content)
{
    setWidget(content);
    content->setAutoFillBackground(false); // setWidget() switches it on
}

} // namespace sm::widgets
