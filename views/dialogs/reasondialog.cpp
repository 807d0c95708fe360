// SPDX-License-Identifier: GPL-3.0-or-later
#include "reasondialog.h"

#include <QPlainTextEdit>

namespace sm::dialogs {

ReasonDialog::ReasonDialog(const QString &title, const QString &introduction, const QString &action, QWidget *parent)
    : FormDialog(title, action, parent)
    , m_reason(new QPlainTextEdit)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setIntroduction(introduction);
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(96);
    addRow(tr("Reason"), m_reason);
    setSubmittable(false);
    connect(m_reason, &QPlainTextEdit::textChanged, this, [this] { setSubmittable(!reason().isEmpty()); });
}

QString ReasonDialog::reason() const { return m_reason->toPlainText().trimmed(); }

} // namespace sm::dialogs
