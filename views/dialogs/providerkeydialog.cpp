// SPDX-License-Identifier: GPL-3.0-or-later
#include "providerkeydialog.h"

#include <widgets/passwordfield.h>

namespace sm::dialogs {

ProviderKeyDialog::ProviderKeyDialog(const QString &provider, const QString &keyName, QWidget *parent)
    : FormDialog(tr("Costs of %1").arg(provider), tr("Keep key and ask"), parent)
    , m_key(new widgets::PasswordField(tr("Admin key")))
{
    setIntroduction(
        tr("%1 tells what it bills to whoever has an admin key of the organization. The key is kept in this desktop's "
           "keyring, as %2, and nowhere else. It is sent to %1 alone, and only to read costs and usage, which is free.")
            .arg(provider, keyName));
    addRow(tr("Admin key"), m_key);
    setSubmittable(false);
    connect(m_key, &widgets::PasswordField::changed, this, [this] { setSubmittable(!m_key->isEmpty()); });
}

Secret ProviderKeyDialog::key() const { return m_key->secret(); }

void ProviderKeyDialog::setBusy(bool busy)
{
    m_key->setEnabled(!busy);
    setSubmittable(!busy && !m_key->isEmpty());
}

} // namespace sm::dialogs
