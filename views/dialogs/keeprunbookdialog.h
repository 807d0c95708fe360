// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

#include <QDate>

class QCheckBox;
class QLineEdit;

namespace sm::dialogs {

/// Takes an imported runbook into the library, once somebody has reviewed it.
class KeepRunbookDialog : public FormDialog
{
    Q_OBJECT

public:
    /// \p findings says what was found in its file; empty: nothing.
    KeepRunbookDialog(const QString &title, const QString &system, const QString &findings, QWidget *parent);

    QString title() const;
    QDate reviewBy() const;

private:
    void update();

    QLineEdit *m_title;
    QLineEdit *m_reviewBy;
    QCheckBox *m_reviewed;
};

} // namespace sm::dialogs
