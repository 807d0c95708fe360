// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/menubutton.h>

#include <QVariant>

class QActionGroup;

namespace sm::pages {

/// A button with the one of several that is chosen on it, and the others in its menu.
class ChoiceButton : public widgets::MenuButton
{
    Q_OBJECT

public:
    struct Item
    {
        QString text; ///< in the menu
        QVariant value;
        QString shown; ///< on the button; empty: the text
        QString explanation; ///< its tooltip; may be empty

        friend bool operator==(const Item &, const Item &) = default;
    };

    /// \p name says what is chosen: "Group by".
    explicit ChoiceButton(const QString &name, QWidget *parent = nullptr);

    void setItems(const QList<Item> &items);
    /// Without a signal; nothing happens when it is not among them.
    void setCurrent(const QVariant &value);
    /// What stands below the items and is not one of them: "Anthropic…".
    void setCommands(const QList<QAction *> &commands);
    /// One action for each item, for the palette: "Group by: Region".
    QList<QAction *> actions() const;

Q_SIGNALS:
    void chosen(const QVariant &value);

protected:
    QAction *firstEntry() const override;

private:
    QString m_name;
    QList<Item> m_items;
    QActionGroup *m_group;
    QAction *m_separator; ///< before the commands
};

} // namespace sm::pages
