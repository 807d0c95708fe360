// SPDX-License-Identifier: GPL-3.0-or-later
#include "groupdialog.h"

#include <QComboBox>

namespace sm::dialogs {

GroupDialog::GroupDialog(const QString &title, const QString &whom, const QStringList &groups, QWidget *parent)
    : FormDialog(title, tr("Show plan…"), parent)
    , m_groups(new QComboBox)
{
    setIntroduction(whom);
    m_groups->addItems(groups);
    addRow(tr("Group"), m_groups);
    setSubmittable(!groups.isEmpty());
}

GroupName GroupDialog::group() const { return {m_groups->currentText()}; }

} // namespace sm::dialogs
