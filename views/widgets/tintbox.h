// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/theme.h>

#include <QFrame>

namespace sm::widgets {

/// A rounded box on a tone's tint, for advice inside a card.
class TintBox : public QFrame
{
    Q_OBJECT

public:
    explicit TintBox(Tone tone, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
};

} // namespace sm::widgets
