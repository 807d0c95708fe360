// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

namespace sm::dialogs {

/// Whether what is kept of a source of costs shall be forgotten: its files, or asking again, bring it back.
class ForgetCostsDialog : public FormDialog
{
    Q_OBJECT

public:
    /// \p consequence says what it takes to have it back.
    ForgetCostsDialog(const QString &source, const QString &consequence, QWidget *parent);
};

} // namespace sm::dialogs
