// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

#include <core/user.h>

class QComboBox;

namespace sm::dialogs {

/// Which group users go into or leave.
class GroupDialog : public FormDialog
{
    Q_OBJECT

public:
    GroupDialog(const QString &title, const QString &whom, const QStringList &groups, QWidget *parent);

    GroupName group() const;

private:
    QComboBox *m_groups;
};

} // namespace sm::dialogs
