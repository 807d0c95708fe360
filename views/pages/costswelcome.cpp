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
    , m_buttons(new QHBoxLayout)
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
    m_buttons->setSpacing(metrics::gap);
    m_buttons->addStretch(1);
    m_buttons->addWidget(widgets::makeButton(openBill, widgets::ButtonKind::Primary));
    if (explorer)
        m_buttons->addWidget(widgets::makeButton(explorer));
    m_buttons->addStretch(1);
    card->body()->addStretch(2);
    card->body()->addWidget(title);
    card->body()->addWidget(text);
    card->body()->addSpacing(metrics::gap);
    card->body()->addLayout(m_buttons);
    card->body()->addStretch(3); // a little above the middle reads as the middle
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(card);
}

void CostsWelcome::addWay(QAction *action)
{
    m_buttons->insertWidget(m_buttons->count() - 1, widgets::makeButton(action)); // before what keeps them together
}

} // namespace sm::pages
