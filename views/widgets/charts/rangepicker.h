// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <charts/daterange.h>

#include <widgets/menubutton.h>

class QActionGroup;

namespace sm::charts {

/// A button with the chosen range on it: presets in its menu, and two calendars for any other days. The calendars are
/// walked with the arrow keys.
class RangePicker : public widgets::MenuButton
{
    Q_OBJECT

public:
    /// \p today is in UTC; nothing after it can be chosen.
    explicit RangePicker(const QDate &today, QWidget *parent = nullptr);

    void setToday(const QDate &today);
    DateRange range() const { return m_range; }
    RangePreset preset() const { return m_preset; }

    /// Without a signal.
    void setPreset(RangePreset preset);
    /// A preset is taken for its own days.
    void setRange(const DateRange &range);

    /// Opens the calendars, as "Other days…" does.
    void openCalendars();

Q_SIGNALS:
    void rangeChosen(const sm::charts::DateRange &range, sm::charts::RangePreset preset);

protected:
    QAction *firstEntry() const override;

private:
    void buildMenu();
    void choose(RangePreset preset);
    void take(const DateRange &range, RangePreset preset);

    QDate m_today;
    DateRange m_range;
    RangePreset m_preset = RangePreset::MonthToDate;
    QActionGroup *m_presets;
};

} // namespace sm::charts
