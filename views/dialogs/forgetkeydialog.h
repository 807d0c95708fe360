// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

namespace sm::dialogs {

/// Whether the key of a provider shall be forgotten: it can not be read back from anywhere.
class ForgetKeyDialog : public FormDialog
{
    Q_OBJECT

public:
    ForgetKeyDialog(const QString &provider, QWidget *parent);
};

} // namespace sm::dialogs
