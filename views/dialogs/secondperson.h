// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/approval.h>
#include <core/error.h>

#include <QWidget>

class QFileDialog;

namespace sm::widgets {
class TextLabel;
}

namespace sm::dialogs {

/// Asks for the approval of somebody else: a file goes out to them, a file comes back.
class SecondPerson : public QWidget
{
    Q_OBJECT

public:
    explicit SecondPerson(QWidget *parent = nullptr);

    void showRequestWritten(const QString &file);
    void showApproval(const Approval &approval);
    void showError(const Error &error);

Q_SIGNALS:
    void requestFileChosen(const QString &file);
    void approvalFileChosen(const QString &file);

private:
    void saveRequest();
    void openApproval();
    void say(const QString &text, bool isProblem);

    widgets::TextLabel *m_state;
};

} // namespace sm::dialogs
