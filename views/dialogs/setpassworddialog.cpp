// SPDX-License-Identifier: GPL-3.0-or-later
#include "setpassworddialog.h"

#include <widgets/passwordfield.h>

#include <QCheckBox>
#include <QFormLayout>

namespace sm::dialogs {

SetPasswordDialog::SetPasswordDialog(const QString &user, QWidget *parent)
    : FormDialog(tr("Set password"), tr("Show plan…"), parent)
    , m_password(new widgets::PasswordField(tr("Password")))
    , m_permanent(new QCheckBox(tr("Permanent: no change at the next sign-in")))
{
    setIntroduction(tr("For %1. The old password can not be brought back.").arg(user));
    m_password->setGenerateOffered(true);
    addRow(tr("Password"), m_password);
    form()->addRow(QString(), m_permanent);
    setSubmittable(false);
    connect(m_password, &widgets::PasswordField::changed, this, [this] { setSubmittable(!m_password->isEmpty()); });
}

Secret SetPasswordDialog::password() const { return m_password->secret(); }

bool SetPasswordDialog::isPermanent() const { return m_permanent->isChecked(); }

} // namespace sm::dialogs
