// SPDX-License-Identifier: GPL-3.0-or-later
#include "bulletlist.h"

#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace sm::pages {

using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

BulletList::BulletList(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_list(new QVBoxLayout)
{
    setAccessibleName(title);
    m_list->setSpacing(metrics::smallGap);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, metrics::gap, 0, 0);
    layout->setSpacing(metrics::smallGap);
    layout->addWidget(new TextLabel(title, TextRole::Section));
    layout->addLayout(m_list);
}

void BulletList::setLines(const QStringList &lines)
{
    while (QLayoutItem *item = m_list->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const QString &line : lines) {
        auto *box = new QWidget;
        auto *row = new QHBoxLayout(box);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(metrics::gap);
        auto *point = new TextLabel(QStringLiteral("•"), TextRole::Body);
        point->setMuted(true);
        auto *text = new TextLabel(line, TextRole::Body);
        text->setWordWrap(true);
        row->addWidget(point, 0, Qt::AlignTop);
        row->addWidget(text, 1);
        m_list->addWidget(box);
    }
    setVisible(!lines.isEmpty());
}

} // namespace sm::pages
