// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbooklinks.h"

#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QVBoxLayout>

namespace sm::pages {

RunbookLinks::RunbookLinks(QWidget *parent)
    : QWidget(parent)
    , m_list(new QVBoxLayout)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, widgets::metrics::gap, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(new widgets::TextLabel(tr("Links"), widgets::TextRole::Section));
    layout->addLayout(m_list);
    m_list->setSpacing(0);
}

void RunbookLinks::setLinks(const QList<QPair<QString, QString>> &links)
{
    while (QLayoutItem *item = m_list->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const auto &[title, address] : links) {
        QPushButton *button = widgets::makeButton(title, widgets::ButtonKind::Quiet);
        button->setIcon(widgets::icon(widgets::Glyph::External, widgets::Ink::Accent));
        button->setToolTip(widgets::plainToolTip(address));
        connect(button, &QPushButton::clicked, this, [this, to = address] { Q_EMIT opened(to); });
        m_list->addWidget(button, 0, Qt::AlignLeft);
    }
    setVisible(!links.isEmpty());
}

} // namespace sm::pages
