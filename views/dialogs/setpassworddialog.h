// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

#include <core/secret.h>

class QCheckBox;

namespace sm::widgets {
class PasswordField;
}

namespace sm::dialogs {

/// A new password for one user, permanent or to be changed at the next sign-in.
class SetPasswordDialog : public FormDialog
{
    Q_OBJECT

public:
    SetPasswordDialog(const QString &user, QWidget *parent);

    Secret password() const;
    bool isPermanent() const;
    widgets::PasswordField *passwordField() const { return m_password; }

private:
    widgets::PasswordField *m_password;
    QCheckBox *m_permanent;
};

} // namespace sm::dialogs
