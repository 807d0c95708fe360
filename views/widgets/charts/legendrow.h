// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seriesstyle.h"

#include <QAbstractButton>

namespace sm::charts {

/// One series in the legend: checked while it is drawn. A hidden one is struck through and its square is empty.
class LegendRow : public QAbstractButton
{
    Q_OBJECT

public:
    explicit LegendRow(QWidget *parent = nullptr);

    void setSeries(const ChartSeries &series, const QString &amount);
    void setStyleOfSeries(const SeriesStyle &style);
    /// Pixels that its change needs, and those that it gets: those of the widest in the legend.
    int changeWidth() const;
    void setChangeWidth(int width);
    QString key() const { return m_key; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void drillRequested(const QString &key);
    void stepRequested(int by); ///< another row wants the focus
    void backRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString m_key;
    QString m_amount;
    QString m_change;
    int m_changeWidth = 0;
    SeriesStyle m_style;
};

} // namespace sm::charts
