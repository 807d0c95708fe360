// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/error.h>

#include <QDialog>

class QFormLayout;
class QHBoxLayout;
class QPushButton;

namespace sm::widgets {
class NoticeBar;
class TextLabel;
} // namespace sm::widgets

namespace sm::dialogs {

/// A form with labels at the left, a notice that says what is wrong, Cancel and one button that goes on to the plan.
/// It stays open, with everything typed, until what follows was accepted.
class FormDialog : public QDialog
{
    Q_OBJECT

public:
    FormDialog(const QString &title, const QString &action, QWidget *parent);

    /// What was wrong with the last attempt.
    void showError(const Error &error);
    void clearError();

Q_SIGNALS:
    /// The button was pressed.
    void submitted();

protected:
    QFormLayout *form() const { return m_form; }
    void setIntroduction(const QString &sentence);
    void setSubmittable(bool submittable);
    void setSubmitText(const QString &action);
    /// Another way to the same end, at the left of the buttons.
    void addAlternative(QPushButton *button);
    /// \p field with the label as its accessible name.
    void addRow(const QString &label, QWidget *field);
    void showEvent(QShowEvent *event) override;

private:
    widgets::TextLabel *m_introduction;
    widgets::NoticeBar *m_notice;
    QFormLayout *m_form;
    QHBoxLayout *m_buttons;
    QPushButton *m_cancel;
    QPushButton *m_submit;
};

} // namespace sm::dialogs
