// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

#include <core/secret.h>

class QLineEdit;

namespace sm::dialogs {

/// Asks for the six digits that an MFA device shows. They are given on and kept nowhere.
class MfaDialog : public FormDialog
{
    Q_OBJECT

public:
    /// \param serial of the device: "arn:aws:iam::123456789012:mfa/ada"
    MfaDialog(const QString &profile, const QString &serial, QWidget *parent);

Q_SIGNALS:
    /// The dialog is accepted after that, and empty.
    void codeTyped(const sm::Secret &code);

private:
    void keepDigits(const QString &typed);
    void submit();

    QLineEdit *m_code;
};

} // namespace sm::dialogs
