// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/pageheader.h>

#include <widgets/metrics.h>
#include <widgets/textlabel.h>

#include <QHBoxLayout>

namespace sm::widgets {

PageHeader::PageHeader(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new TextLabel(title, TextRole::PageTitle, this))
    , m_subtitle(new TextLabel(TextRole::Body, this))
    , m_controls(new QHBoxLayout)
{
    m_subtitle->setMuted(true);
    m_subtitle->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_controls->setSpacing(metrics::cardGap);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(m_title);
    layout->addWidget(m_subtitle, 1);
    layout->addLayout(m_controls);
    setMinimumHeight(metrics::controlHeight);
}

void PageHeader::setTitle(const QString &title) { m_title->setText(title); }

void PageHeader::setSubtitle(const QString &subtitle) { m_subtitle->setText(subtitle); }

void PageHeader::addControl(QWidget *control) { m_controls->addWidget(control); }

} // namespace sm::widgets
