// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

#include <core/userplan.h>

#include <QMap>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QListWidget;

namespace sm::widgets {
class PasswordField;
}

namespace sm::dialogs {

/// A user to be created in \c pool: sign-in name, attributes that the pool asks for, invitation or password, groups.
class NewUserDialog : public FormDialog
{
    Q_OBJECT

public:
    NewUserDialog(const UserPool &pool, const QList<UserGroup> &groups, QWidget *parent);

    NewUser user() const;
    widgets::PasswordField *passwordField() const { return m_password; }

private:
    enum class SignIn { Invitation, TemporaryPassword, PermanentPassword };
    void buildForm(const UserPool &pool, const QList<UserGroup> &groups);
    void addGroups(const QList<UserGroup> &groups);
    void updateState();
    SignIn signIn() const;

    bool m_emailIsName;
    QLineEdit *m_name = nullptr; ///< none where the e-mail address is the name
    QLineEdit *m_email;
    QMap<QString, QLineEdit *> m_attributes;
    QCheckBox *m_emailVerified;
    QComboBox *m_signIn;
    widgets::PasswordField *m_password;
    QCheckBox *m_suppress;
    QListWidget *m_groups = nullptr;
};

} // namespace sm::dialogs
