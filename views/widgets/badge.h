// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/theme.h>

#include <QLabel>

namespace sm::widgets {

/// A word on its tint: "Confirmed", "Reset required", "PRODUCTION".
class Badge : public QLabel
{
    Q_OBJECT

public:
    explicit Badge(QWidget *parent = nullptr);
    Badge(const QString &text, Tone tone, QWidget *parent = nullptr);

    Tone tone() const { return m_tone; }
    void setTone(Tone tone);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone;
};

/// Logical size of the badge for \p text.
QSize badgeSize(const QString &text);

/// Paints a badge at the left (leading) edge and in the vertical middle of \p rect, elided to it. For delegates.
void drawBadge(QPainter &painter, const QRect &rect, const QString &text, Tone tone, const Theme &theme);

} // namespace sm::widgets
