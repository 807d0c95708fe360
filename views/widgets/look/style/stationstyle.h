// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace sm::widgets {

/// Fusion with our own hand for everything that is seen often. It holds no colours: each painter asks for the theme
/// of the option's palette, so a live switch is a change of palette.
class StationStyle : public QProxyStyle
{
    Q_OBJECT

public:
    StationStyle();

    void setMotionAllowed(bool allowed) { m_motionAllowed = allowed; }

    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
    QPalette standardPalette() const override;

    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(
        StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returnData) const override;
    QSize sizeFromContents(
        ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl subControl,
        const QWidget *widget) const override;

    void drawPrimitive(
        PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawControl(
        ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
        const QWidget *widget) const override;

private:
    bool m_motionAllowed = true;
};

} // namespace sm::widgets
