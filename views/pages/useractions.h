// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/userscontroller.h>

#include <QAction>

#include <functional>

namespace sm::dialogs {
class FormDialog;
}

namespace sm::pages {

/// What can be done with the selected users, as actions for buttons, menu and palette. Each ends in a plan, none sends
/// anything.
class UserActions : public QObject
{
    Q_OBJECT

public:
    /// How many of forSelection() are worth a button of their own.
    static constexpr int MainActions = 4;
    using Selection = std::function<QList<UserName>(qsizetype most)>;

    UserActions(controllers::UsersController &controller, Selection selection, QWidget *window);

    QList<QAction *> all() const;
    /// Those that fit the selection, the most likely first.
    QList<QAction *> forSelection() const;
    QAction *create() const { return m_create; }
    QAction *import() const { return m_import; }
    /// Its key, Delete, is the table's alone: elsewhere in the page it edits text or removes a chip.
    QAction *deletion() const { return m_remove; }
    /// Enables what the selection allows.
    void update();

Q_SIGNALS:
    void planned(const sm::UserPlan &plan);
    void failed(const sm::Error &error);

private:
    QAction *add(const QString &text, void (UserActions::*slot)());
    void offer(const Result<UserPlan> &plan);
    void submit(dialogs::FormDialog *dialog, std::function<Result<UserPlan>()> plan);
    QString whom() const;
    std::optional<User> only() const;

    void newUser();
    void importUsers();
    void resend();
    void reset();
    void setPassword();
    void disable();
    void disableAndSignOut();
    void enable();
    void signOut();
    void addToGroup();
    void removeFromGroup();
    void editAttributes();
    void remove();

    controllers::UsersController &m_controller;
    Selection m_selection;
    QWidget *m_window;
    QAction *m_create;
    QAction *m_import;
    QAction *m_resend;
    QAction *m_reset;
    QAction *m_setPassword;
    QAction *m_disable;
    QAction *m_disableAndSignOut;
    QAction *m_enable;
    QAction *m_signOut;
    QAction *m_addToGroup;
    QAction *m_removeFromGroup;
    QAction *m_edit;
    QAction *m_remove;
};

} // namespace sm::pages
