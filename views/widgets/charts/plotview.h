// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frame.h"
#include "seriesstyle.h"

#include <QPixmap>
#include <QWidget>

class QPushButton;

namespace sm::charts {

/// The drawing area of a CostChart: everything that does not move is painted once into a pixmap; crosshair and tooltip
/// come on top of it.
class PlotView : public QWidget
{
    Q_OBJECT

public:
    explicit PlotView(QWidget *parent = nullptr);

    /// Keeps hidden series; shows all periods again when they are others.
    void setData(const ChartData &data);
    const ChartData &data() const { return m_data; }
    const Stacks &stacks() const { return m_stacks; }
    const Frame &frame() const { return m_frame; }
    QList<SeriesStyle> styles() const { return m_styles; }

    ChartView view() const { return m_view; }
    void setView(const ChartView &view);
    QString crosshairText() const;

    QSize sizeHint() const override { return {640, 300}; }
    QSize minimumSizeHint() const override { return {240, 120}; }

Q_SIGNALS:
    void drillRequested(const QString &series);
    void backRequested();
    void anomalyRequested(int index);
    void viewChanged();
    void stylesChanged(); ///< the theme is another one

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    bool isZoomed() const;
    /// Below 1: closer; \p about, in slots, stays where it is.
    void zoom(double factor, double about);
    void pan(double slotsToTheRight);
    void showAll();
    /// Scrolls to it when it is outside.
    void setCrosshair(const Hit &hit);
    void rebuild();
    void layOutAgain();
    void renderPixmap();
    void drawCrosshair(QPainter &painter) const;
    QPointF crosshairPoint() const;
    void hover(const QPointF &at);
    void describe();
    void moveSlot(int by);
    void moveSeries(int by);
    void drill(const Hit &hit);
    int anomalyAt(const QPointF &at) const;

    ChartData m_data;
    ChartView m_view;
    Stacks m_stacks;
    QList<SeriesStyle> m_styles;
    Frame m_frame;
    QPixmap m_pixmap;
    Hit m_hit;
    QPointF m_pointer; ///< where the tooltip stands while the mouse moves it
    bool m_byMouse = false;
    std::optional<QPointF> m_pressed;
    double m_pressedFirst = 0; ///< left end of the view when the button went down
    bool m_panning = false;
    QPushButton *m_showAll;
};

} // namespace sm::charts
