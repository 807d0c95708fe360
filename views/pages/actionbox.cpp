// SPDX-License-Identifier: GPL-3.0-or-later
#include "actionbox.h"

#include <widgets/buttons.h>
#include <widgets/menubutton.h>
#include <widgets/metrics.h>
#include <widgets/surface.h>

#include <QAction>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QVBoxLayout>

namespace sm::pages {

namespace metrics = widgets::metrics;

namespace {

QList<QPushButton *> buttonsFor(const QList<QAction *> &actions, int shown)
{
    QList<QPushButton *> buttons;
    for (QAction *action : actions.mid(0, shown)) {
        const auto kind = buttons.isEmpty() ? widgets::ButtonKind::Primary : widgets::ButtonKind::Normal;
        buttons.append(widgets::makeButton(action, kind));
    }
    if (actions.size() > shown) {
        auto *more = new widgets::MenuButton(QCoreApplication::translate("sm::pages::UserDetail", "More"));
        more->entries()->addActions(actions.mid(shown));
        buttons.append(more);
    }
    return buttons;
}

} // namespace

QWidget *actionBox(const QList<QAction *> &actions, int shown, int width)
{
    auto *box = new widgets::Surface(widgets::Surface::Kind::Panel, Qt::TopEdge);
    auto *rows = new QVBoxLayout(box);
    rows->setContentsMargins(metrics::cardPadding, metrics::cardGap, metrics::cardPadding, metrics::cardGap);
    rows->setSpacing(metrics::gap);
    const int available = width - 2 * metrics::cardPadding;
    QHBoxLayout *row = nullptr;
    int used = 0;
    for (QPushButton *button : buttonsFor(actions, shown)) {
        const int wanted = button->sizeHint().width() + metrics::gap;
        if (!row || used + wanted - metrics::gap > available) {
            row = new QHBoxLayout;
            row->setSpacing(metrics::gap);
            row->addStretch(1);
            rows->addLayout(row);
            used = 0;
        }
        row->insertWidget(row->count() - 1, button);
        used += wanted;
    }
    return box;
}

} // namespace sm::pages
