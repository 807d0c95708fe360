// SPDX-License-Identifier: GPL-3.0-or-later
#include "billdrop.h"

#include <pages/costspage.h>

#include <QApplication>
#include <QDropEvent>
#include <QWidget>

namespace sm::app {

BillDrop::BillDrop(QWidget &window)
    : QObject(&window)
    , m_window(window)
{
    window.setAcceptDrops(true);
    qApp->installEventFilter(this);
}

bool BillDrop::eventFilter(QObject *watched, QEvent *event)
{
    const bool isDrop = event->type() == QEvent::Drop;
    if (!isDrop && event->type() != QEvent::DragEnter && event->type() != QEvent::DragMove)
        return false;
    const auto *target = qobject_cast<QWidget *>(watched);
    if (!target || target->window() != &m_window)
        return false;
    auto *drag = static_cast<QDropEvent *>(event); // a drag that enters or moves is one, too
    const QStringList files = pages::CostsPage::billFiles(*drag->mimeData());
    if (files.isEmpty())
        return false;
    drag->setDropAction(Qt::CopyAction); // whatever was proposed: the file stays where it is
    drag->accept();
    if (isDrop)
        Q_EMIT dropped(files);
    return true;
}

} // namespace sm::app
