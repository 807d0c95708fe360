// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <chrono>

class QComboBox;
class QFormLayout;
class QPlainTextEdit;

namespace sm::widgets {
class TextLabel;
}

namespace sm::dialogs {

/// Why one goes back, how long it is watched afterwards, and who is told.
class RollbackReasonPage : public QWidget
{
    Q_OBJECT

public:
    explicit RollbackReasonPage(QWidget *parent = nullptr);

    /// What will be done, in one sentence.
    void setSummary(const QString &sentence);
    /// \p minutes is chosen until somebody chooses another; 0: the runbook does not watch.
    void setWatch(std::chrono::minutes minutes);
    /// Who is told, or why nobody is.
    void setTold(const QString &text);

    QString reason() const;
    /// 0: it is not watched.
    std::chrono::minutes watch() const;
    void focusFirst();

Q_SIGNALS:
    void reasonChanged();

private:
    void addRow(const QString &label, QWidget *field);

    QFormLayout *m_form;
    widgets::TextLabel *m_summary;
    QPlainTextEdit *m_reason;
    QComboBox *m_watch;
    widgets::TextLabel *m_told;
    bool m_watches = false;
    bool m_isChosen = false; ///< by a person
};

} // namespace sm::dialogs
