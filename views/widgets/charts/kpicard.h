// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/cardframe.h>
#include <widgets/theme.h>

namespace sm::charts {

/// One figure that matters, in words.
struct Kpi
{
    enum class Direction { None, Up, Down, Same };

    QString title; ///< "Month to date"
    QString value; ///< "$3,627.41"; empty: not known
    Direction direction = Direction::None;
    QString change; ///< "6.8 %": said with an arrow and a word
    widgets::Tone tone = widgets::Tone::Neutral; ///< of the change; more cost is not always bad
    QString detail; ///< "to 20 Nov, unblended"
    QString definition; ///< what exactly was counted; the tooltip
};

/// A card with a title, a big value and what one should know about it. Cards stand beside one another in a row,
/// metrics::cardGap apart, and share its width.
class KpiCard : public widgets::CardFrame
{
    Q_OBJECT

public:
    explicit KpiCard(QWidget *parent = nullptr);

    void setKpi(const Kpi &kpi);

private:
    widgets::TextLabel *m_title;
    widgets::TextLabel *m_value;
    widgets::TextLabel *m_change;
    widgets::TextLabel *m_detail;
};

} // namespace sm::charts
