// SPDX-License-Identifier: GPL-3.0-or-later
#include "menubutton.h"

#include <QKeyEvent>
#include <QMenu>
#include <QStyleOptionButton>

namespace sm::widgets {

MenuButton::MenuButton(const QString &text, QWidget *parent)
    : QPushButton(text, parent)
    , m_entries(new QMenu(this))
{
    setAutoDefault(false);
    setAccessibleName(text);
    m_entries->setToolTipsVisible(true);
    m_entries->setAttribute(Qt::WA_NoMouseReplay); // a click on the button closes it, and does not open it again
    connect(this, &QPushButton::clicked, this, &MenuButton::popUp);
}

void MenuButton::popUp()
{
    m_entries->popup(mapToGlobal(rect().bottomLeft()));
    if (QAction *first = firstEntry())
        m_entries->setActiveAction(first);
}

/// The chevron of a button with a menu.
void MenuButton::initStyleOption(QStyleOptionButton *option) const
{
    QPushButton::initStyleOption(option);
    option->features |= QStyleOptionButton::HasMenu;
}

void MenuButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        popUp();
    else
        QPushButton::keyPressEvent(event);
}

} // namespace sm::widgets
