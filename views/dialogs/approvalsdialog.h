// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>
#include <core/waitingrequest.h>

#include <QDialog>

class QListWidget;
class QPushButton;

namespace sm::widgets {
class NoticeBar;
class TextLabel;
} // namespace sm::widgets

namespace sm::dialogs {

class NameEdit;
class StepPane;

/// What others ask to have approved on a system: who, why, and the whole plan, step by step. Its title is typed to
/// approve it. Stays open for the next one.
class ApprovalsDialog : public QDialog
{
    Q_OBJECT

public:
    ApprovalsDialog(const SystemInfo &system, QWidget *parent);

    /// \p damaged of them are left out because they are not what was signed.
    void setRequests(const QList<WaitingRequest> &requests, int damaged);
    void showError(const Error &error);
    void showAnswered(const WaitingRequest &request, bool approved);

Q_SIGNALS:
    void reloadRequested();
    void approved(const QString &id);
    void refused(const QString &id, const QString &reason);

private:
    void buildLayout(const SystemInfo &system);
    QWidget *detail();
    QWidget *buttons();
    void showRequest();
    void showStep();
    void updateButtons();
    void approve();
    void askForReason();
    const WaitingRequest *current() const; ///< nullptr: there is none

    QList<WaitingRequest> m_requests;
    widgets::NoticeBar *m_notice;
    QListWidget *m_list;
    widgets::TextLabel *m_about;
    QListWidget *m_steps;
    StepPane *m_pane;
    widgets::TextLabel *m_toType;
    NameEdit *m_title;
    QPushButton *m_approve;
    QPushButton *m_refuse;
};

} // namespace sm::dialogs
