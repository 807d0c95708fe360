// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/approval.h>
#include <core/error.h>
#include <core/systeminfo.h>

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace sm::widgets {
class TextLabel;
}

namespace sm::dialogs {

/// Asks for the approval of somebody else: a file goes out to them, a file comes back; or through the database that
/// the people of the system share.
class SecondPerson : public QWidget
{
    Q_OBJECT

public:
    explicit SecondPerson(const SystemInfo &system, QWidget *parent = nullptr);

    void showRequestWritten(const QString &file);
    void showAsking();
    void showAsked();
    /// They may have answered; the database says nothing at present.
    void showLookFailed(const Error &error);
    void showApproval(const Approval &approval);
    void showError(const Error &error);

Q_SIGNALS:
    void requestFileChosen(const QString &file);
    void approvalFileChosen(const QString &file);
    void databaseChosen();

private:
    QPushButton *addButton(const QString &text);
    void saveRequest();
    void openApproval();
    void say(const QString &text, bool isProblem);

    QStringList m_approvers;
    QHBoxLayout *m_buttons;
    QPushButton *m_ask = nullptr; ///< nullptr: there is no database
    widgets::TextLabel *m_state;
};

} // namespace sm::dialogs
