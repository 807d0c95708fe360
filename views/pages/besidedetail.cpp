// SPDX-License-Identifier: GPL-3.0-or-later
#include "besidedetail.h"

#include <widgets/cardframe.h>
#include <widgets/metrics.h>

#include <QSplitter>
#include <QVBoxLayout>

namespace sm::pages {

QWidget *besideDetail(QWidget *list, QWidget *detail, int detailWidth)
{
    auto *card = new widgets::CardFrame(widgets::CardFrame::Padding::None);
    card->body()->addWidget(detail);
    card->setMinimumWidth(detailWidth);
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(widgets::metrics::cardPadding);
    splitter->addWidget(list);
    splitter->addWidget(card);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({10 * detailWidth, detailWidth});
    return splitter;
}

} // namespace sm::pages
