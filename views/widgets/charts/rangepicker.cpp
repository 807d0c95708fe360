// SPDX-License-Identifier: GPL-3.0-or-later
#include "rangepicker.h"

#include "rangepopup.h"

#include <QActionGroup>
#include <QMenu>

namespace sm::charts {

RangePicker::RangePicker(const QDate &today, QWidget *parent)
    : MenuButton({}, parent)
    , m_today(today)
    , m_presets(new QActionGroup(this))
{
    setAccessibleDescription(tr("Range of days"));
    buildMenu();
    setPreset(m_preset);
}

void RangePicker::buildMenu()
{
    QMenu *menu = entries();
    menu->setAccessibleName(tr("Range of days"));
    const QList<RangePreset> presets = rangePresets();
    for (const RangePreset preset : presets) {
        QAction *action = menu->addAction(presetText(preset));
        action->setCheckable(true);
        action->setData(int(preset));
        m_presets->addAction(action);
        connect(action, &QAction::triggered, this, [this, preset] { choose(preset); });
    }
    menu->addSeparator();
    QAction *custom = menu->addAction(presetText(RangePreset::Custom));
    custom->setCheckable(true);
    custom->setData(int(RangePreset::Custom));
    m_presets->addAction(custom);
    connect(custom, &QAction::triggered, this, &RangePicker::openCalendars);
}

void RangePicker::setToday(const QDate &today)
{
    m_today = today;
    if (m_preset != RangePreset::Custom)
        setPreset(m_preset);
}

void RangePicker::setPreset(RangePreset preset)
{
    if (preset != RangePreset::Custom)
        take(rangeOf(preset, m_today), preset);
}

void RangePicker::setRange(const DateRange &range)
{
    if (!range.isValid())
        return;
    const QList<RangePreset> presets = rangePresets();
    const auto found = std::find_if(
        presets.begin(), presets.end(), [&](RangePreset each) { return rangeOf(each, m_today) == range; });
    take(range, found == presets.end() ? RangePreset::Custom : *found);
}

void RangePicker::take(const DateRange &range, RangePreset preset)
{
    m_range = range;
    m_preset = preset;
    setText(preset == RangePreset::Custom ? rangeText(range) : presetText(preset));
    setToolTip(rangeText(range));
    const QList<QAction *> actions = m_presets->actions();
    for (QAction *action : actions)
        action->setChecked(action->data().toInt() == int(preset));
    updateGeometry();
}

void RangePicker::choose(RangePreset preset)
{
    setPreset(preset);
    Q_EMIT rangeChosen(m_range, m_preset);
}

void RangePicker::openCalendars()
{
    take(m_range, m_preset); // the menu has ticked its entry already, and nothing may come of it
    auto *popup = new RangePopup(m_range, m_today, this);
    popup->setAttribute(Qt::WA_DeleteOnClose);
    connect(popup, &RangePopup::rangeChosen, this, [this](const DateRange &range) {
        setRange(range);
        Q_EMIT rangeChosen(m_range, m_preset);
    });
    popup->openBelow(*this);
}

QAction *RangePicker::firstEntry() const { return m_presets->checkedAction(); }

} // namespace sm::charts
