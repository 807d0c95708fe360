// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace sm::widgets {

class TextLabel;

/// One sentence where data would be, and the action that brings some.
class EmptyState : public QWidget
{
    Q_OBJECT

public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// \p action is a verb ("Clear filter"); empty: no button.
    void setMessage(const QString &sentence, const QString &action = {});
    QString sentence() const;

Q_SIGNALS:
    void actionTriggered();

private:
    TextLabel *m_sentence;
    QPushButton *m_action;
};

} // namespace sm::widgets
