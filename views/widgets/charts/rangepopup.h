// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "daterange.h"

#include <QFrame>

class QCalendarWidget;
class QDateEdit;
class QLayout;
class QPushButton;

namespace sm::widgets {
class TextLabel;
}

namespace sm::charts {

/// First and last day, each as a field and a calendar that agree. Enter takes them, Escape closes.
class RangePopup : public QFrame
{
    Q_OBJECT

public:
    RangePopup(const DateRange &range, const QDate &today, QWidget *parent);

    /// Below \p widget, moved so that all of it is on the screen.
    void openBelow(const QWidget &widget);

Q_SIGNALS:
    void rangeChosen(const sm::charts::DateRange &range);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Day
    {
        QDateEdit *field;
        QCalendarWidget *calendar;
    };
    Day makeDay(const QString &name, const QDate &day, const QDate &today);
    QLayout *columnOf(const QString &name, const Day &day);
    QLayout *buttonRow();
    DateRange range() const;
    void check();
    void accept();

    widgets::TextLabel *m_sentence;
    QPushButton *m_apply;
    Day m_from;
    Day m_to;
};

} // namespace sm::charts
