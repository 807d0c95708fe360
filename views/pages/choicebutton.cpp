// SPDX-License-Identifier: GPL-3.0-or-later
#include "choicebutton.h"

#include <widgets/textlabel.h>

#include <QActionGroup>
#include <QMenu>

namespace sm::pages {

ChoiceButton::ChoiceButton(const QString &name, QWidget *parent)
    : MenuButton({}, parent)
    , m_name(name)
    , m_group(new QActionGroup(this))
    , m_separator(entries()->addSeparator())
{
    setAccessibleDescription(name);
    entries()->setAccessibleName(name);
    connect(m_group, &QActionGroup::triggered, this, [this](QAction *action) {
        setCurrent(action->data());
        Q_EMIT chosen(action->data());
    });
}

void ChoiceButton::setItems(const QList<Item> &items)
{
    if (items == m_items)
        return;
    const QList<QAction *> old = m_group->actions();
    for (QAction *each : old) { // one of them may be what led here
        m_group->removeAction(each);
        entries()->removeAction(each);
        each->deleteLater();
    }
    m_items = items;
    for (const Item &each : items) {
        auto *action = new QAction(each.text, m_group);
        action->setCheckable(true);
        action->setData(each.value);
        action->setToolTip(widgets::plainToolTip(each.explanation.isEmpty() ? each.text : each.explanation));
        entries()->insertAction(m_separator, action);
    }
    setEnabled(!items.isEmpty());
}

void ChoiceButton::setCommands(const QList<QAction *> &commands) { entries()->addActions(commands); }

void ChoiceButton::setCurrent(const QVariant &value)
{
    const auto found
        = std::find_if(m_items.begin(), m_items.end(), [&value](const Item &each) { return each.value == value; });
    if (found == m_items.end())
        return;
    const QString shown = found->shown.isEmpty() ? found->text : found->shown;
    setText(shown);
    setAccessibleName(m_name + QStringLiteral(": ") + found->text);
    setToolTip(widgets::plainToolTip(found->explanation.isEmpty() ? m_name : found->explanation));
    m_group->actions().at(found - m_items.begin())->setChecked(true);
    updateGeometry();
}

QAction *ChoiceButton::firstEntry() const { return m_group->checkedAction(); }

QList<QAction *> ChoiceButton::actions() const { return m_group->actions(); }

} // namespace sm::pages
