// SPDX-License-Identifier: GPL-3.0-or-later
#include "forgetcostsdialog.h"

namespace sm::dialogs {

ForgetCostsDialog::ForgetCostsDialog(const QString &source, const QString &consequence, QWidget *parent)
    : FormDialog(tr("Forget costs"), tr("Forget costs"), parent)
{
    setIntroduction(
        tr("All that is kept here of %1 is deleted; nothing changes in any account. %2").arg(source, consequence));
}

} // namespace sm::dialogs
