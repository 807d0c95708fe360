// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <widgets/notice.h>

#include <QFrame>

class QBoxLayout;
class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace sm::widgets {

class KeyValueList;
class TextLabel;

/// A message inside the page: grade as icon, word and colour, foldable details, action buttons, Copy, Dismiss.
/// It shows itself with a notice and hides itself when dismissed.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    /// Replaces what is shown and its action buttons.
    void showNotice(const Notice &notice);
    /// The error's notice; a cancelled one is never shown and leaves the bar as it is.
    void showError(const Error &error);
    /// A button that does what the message says: tr("Sign in…"). Call after showNotice() or showError().
    QPushButton *addAction(const QString &text);
    void setDismissible(bool dismissible);
    /// The buttons stand beside the words instead of below them.
    void setCompact(bool compact);
    void setUnfolded(bool unfolded);

    const Notice &notice() const { return m_notice; }
    /// Everything on one notice, for the clipboard: the message, then "name: value" lines.
    QString plainText() const;

public Q_SLOTS:
    void dismiss();
    void copy() const;

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void buildLayout();
    void clearActions();

    Notice m_notice;
    TextLabel *m_grade;
    TextLabel *m_message;
    KeyValueList *m_details;
    QPushButton *m_fold;
    QPushButton *m_copy;
    QToolButton *m_dismiss;
    QBoxLayout *m_line; ///< words and actions
    QHBoxLayout *m_actions;
    QList<QPushButton *> m_actionButtons;
};

} // namespace sm::widgets
