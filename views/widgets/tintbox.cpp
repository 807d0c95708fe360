// SPDX-License-Identifier: GPL-3.0-or-later
#include "tintbox.h"

#include "look/crisp.h"

#include <widgets/metrics.h>

#include <QPainter>

namespace sm::widgets {

TintBox::TintBox(Tone tone, QWidget *parent)
    : QFrame(parent)
    , m_tone(tone)
{
}

void TintBox::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawBox(painter, rect(), metrics::radius, Theme::of(*this).tone(m_tone).tint, {});
}

} // namespace sm::widgets
