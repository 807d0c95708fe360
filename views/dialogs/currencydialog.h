// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

class QLineEdit;

namespace sm::dialogs {

/// Asks which currency of a bill with several is read: they are never added up.
class CurrencyDialog : public FormDialog
{
    Q_OBJECT

public:
    explicit CurrencyDialog(QWidget *parent);

    /// ISO 4217, in capitals.
    QString currency() const;

private:
    QLineEdit *m_currency;
};

} // namespace sm::dialogs
