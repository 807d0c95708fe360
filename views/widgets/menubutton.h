// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

class QMenu;

namespace sm::widgets {

/// A button with a menu; Space, Enter, Down and a click open it. It pops up and the press is over: with
/// QPushButton::setMenu() a screen reader that presses the button would wait for the menu to close.
class MenuButton : public QPushButton
{
    Q_OBJECT

public:
    explicit MenuButton(const QString &text = {}, QWidget *parent = nullptr);

    /// To be filled.
    QMenu *entries() const { return m_entries; }

protected:
    /// The entry that has the focus at first; nullptr: none.
    virtual QAction *firstEntry() const { return nullptr; }

    void keyPressEvent(QKeyEvent *event) override;
    void initStyleOption(QStyleOptionButton *option) const override;

private:
    void popUp();

    QMenu *m_entries;
};

} // namespace sm::widgets
