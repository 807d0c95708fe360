// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

class QPlainTextEdit;

namespace sm::dialogs {

/// Asks for a reason, which may not be empty: why a step is skipped, how one knows what became of it.
class ReasonDialog : public FormDialog
{
    Q_OBJECT

public:
    ReasonDialog(const QString &title, const QString &introduction, const QString &action, QWidget *parent);

    QString reason() const;

private:
    QPlainTextEdit *m_reason;
};

} // namespace sm::dialogs
