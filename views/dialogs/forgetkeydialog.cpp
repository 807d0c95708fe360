// SPDX-License-Identifier: GPL-3.0-or-later
#include "forgetkeydialog.h"

namespace sm::dialogs {

ForgetKeyDialog::ForgetKeyDialog(const QString &provider, QWidget *parent)
    : FormDialog(tr("Forget key of %1").arg(provider), tr("Forget key"), parent)
{
    setIntroduction(
        tr("It is taken out of the keyring, and %1 is not asked any more. It stays valid there: revoke it in "
           "the provider's console if it shall not be used again. Costs that were read stay.")
            .arg(provider));
}

} // namespace sm::dialogs
