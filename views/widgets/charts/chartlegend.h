// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "seriesstyle.h"

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace sm::widgets {
class TextLabel;
}

namespace sm::charts {

class LegendRow;

/// The series by name, colour, amount and change; what is clicked is hidden or shown. Scrolls when there are many.
///
/// Keyboard: one stop of the Tab key; Up and Down walk, Space toggles, Enter drills.
class ChartLegend : public QWidget
{
    Q_OBJECT

public:
    explicit ChartLegend(QWidget *parent = nullptr);

    /// In the order of the series; rows are reused, so the focus stays.
    void setData(const ChartData &data, const QList<SeriesStyle> &styles);
    void setStyles(const QList<SeriesStyle> &styles);
    void setHidden(const QStringList &keys);
    /// The meaning of the chart's signs, below the rows.
    void setKey(const QStringList &sentences);
    QStringList hidden() const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void hiddenChanged(const QStringList &keys);
    void drillRequested(const QString &series);
    void backRequested();

private:
    LegendRow *addRow();
    void step(LegendRow *from, int by);
    void setTabStop(int stop);

    widgets::TextLabel *m_subject;
    QScrollArea *m_scroll;
    QVBoxLayout *m_layout;
    widgets::TextLabel *m_key;
    QList<LegendRow *> m_rows; ///< those beyond the series are hidden, for the next data
    int m_count = 0;
};

} // namespace sm::charts
