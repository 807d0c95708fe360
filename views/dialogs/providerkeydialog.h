// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

#include <core/secret.h>

namespace sm::widgets {
class PasswordField;
}

namespace sm::dialogs {

/// Takes the admin key of a provider, and says where it goes.
class ProviderKeyDialog : public FormDialog
{
    Q_OBJECT

public:
    /// \p keyName is what the keyring has it under.
    ProviderKeyDialog(const QString &provider, const QString &keyName, QWidget *parent);

    Secret key() const;
    widgets::PasswordField *keyField() const { return m_key; }
    /// It is being kept: nothing is sent twice.
    void setBusy(bool busy);

private:
    widgets::PasswordField *m_key;
};

} // namespace sm::dialogs
