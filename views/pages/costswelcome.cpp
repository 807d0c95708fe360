// SPDX-License-Identifier: GPL-3.0-or-later
#include "costswelcome.h"

#include <widgets/buttons.h>
#include <widgets/cardframe.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace sm::pages {

using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

CostsWelcome::CostsWelcome(QAction *openBill, QAction *explorer, QWidget *parent)
    : QWidget(parent)
{
    auto *card = new widgets::CardFrame;
    auto *title = new TextLabel(tr("No costs yet"), TextRole::PageTitle);
    title->setAlignment(Qt::AlignCenter);
    auto *text = new TextLabel(
        tr("Open a Cost and Usage Report or a FOCUS file, or drop one on this window: CSV, plain or "
           "compressed, or the manifest of one in parts. It is read on this computer and sent nowhere."),
        TextRole::Body);
    text->setMuted(true);
    text->setWordWrap(true);
    text->setAlignment(Qt::AlignCenter);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::gap);
    buttons->addStretch(1);
    buttons->addWidget(widgets::makeButton(openBill, widgets::ButtonKind::Primary));
    if (explorer)
        buttons->addWidget(widgets::makeButton(explorer));
    buttons->addStretch(1);
    card->body()->addStretch(2);
    card->body()->addWidget(title);
    card->body()->addWidget(text);
    card->body()->addSpacing(metrics::gap);
    card->body()->addLayout(buttons);
    card->body()->addStretch(3); // a little above the middle reads as the middle
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
}

} // namespace sm::pages
