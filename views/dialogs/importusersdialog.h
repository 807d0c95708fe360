// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "formdialog.h"

#include <core/result.h>
#include <core/userplan.h>

class QTableWidget;

namespace sm::widgets {
class TextLabel;
}

namespace sm::dialogs {

/// Users from a CSV file: choose it, see row by row what would be created and what not and why, go on to the plan.
class ImportUsersDialog : public FormDialog
{
    Q_OBJECT

public:
    explicit ImportUsersDialog(QWidget *parent);

    /// Rows that can be created.
    QList<NewUser> users() const { return m_import.users; }
    void setPreview(const Result<UserImport> &import);

Q_SIGNALS:
    void fileRead(const QByteArray &csv);

private:
    void chooseFile();
    void read(const QString &path);

    UserImport m_import;
    widgets::TextLabel *m_summary;
    QTableWidget *m_preview;
};

} // namespace sm::dialogs
