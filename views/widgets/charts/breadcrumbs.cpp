// SPDX-License-Identifier: GPL-3.0-or-later
#include "breadcrumbs.h"

#include <widgets/buttons.h>
#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QHBoxLayout>
#include <QPushButton>

#include <memory>

namespace sm::charts {

using namespace Qt::Literals::StringLiterals;
using widgets::TextLabel;
using widgets::TextRole;

Breadcrumbs::Breadcrumbs(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QHBoxLayout(this))
{
    setAccessibleName(tr("Shown part of the costs"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(widgets::metrics::smallGap);
    m_layout->addStretch();
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Breadcrumbs::setCrumbs(const QStringList &crumbs)
{
    if (crumbs == m_crumbs)
        return;
    m_crumbs = crumbs;
    while (m_layout->count() > 1) { // the stretch stays; what was clicked is still at work
        const std::unique_ptr<QLayoutItem> item(m_layout->takeAt(0));
        QWidget *old = item->widget();
        old->hide();
        old->deleteLater();
    }
    for (int index = 0; index < int(crumbs.size()); ++index) {
        const bool last = index + 1 == crumbs.size();
        if (last) {
            m_layout->insertWidget(m_layout->count() - 1, new TextLabel(crumbs[index], TextRole::Heading, this));
            break;
        }
        QPushButton *button = widgets::makeButton(crumbs[index], widgets::ButtonKind::Quiet, this);
        button->setAccessibleDescription(tr("Back to %1").arg(crumbs[index]));
        connect(button, &QPushButton::clicked, this, [this, index] { Q_EMIT crumbActivated(index); });
        m_layout->insertWidget(m_layout->count() - 1, button);
        m_layout->insertWidget(m_layout->count() - 1, new TextLabel(u"›"_s, TextRole::Secondary, this));
    }
}

} // namespace sm::charts
