// SPDX-License-Identifier: GPL-3.0-or-later
#include "billdrop.h"

#include <pages/costspage.h>

#include <QDropEvent>

namespace sm::app {

BillDrop::BillDrop(QWidget &window)
    : QObject(&window)
{
    window.setAcceptDrops(true);
    window.installEventFilter(this);
}

bool BillDrop::eventFilter(QObject *watched, QEvent *event)
{
    const bool isDrop = event->type() == QEvent::Drop;
    if (!isDrop && event->type() != QEvent::DragEnter)
        return QObject::eventFilter(watched, event);
    auto *drag = static_cast<QDropEvent *>(event); // a drag that enters is one, too
    const QStringList files = pages::CostsPage::billFiles(*drag->mimeData());
    if (files.isEmpty())
        return false;
    drag->acceptProposedAction();
    if (isDrop)
        Q_EMIT dropped(files);
    return true;
}

} // namespace sm::app
