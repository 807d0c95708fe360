// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/runbookinfo.h>

#include <QWidget>

class QVBoxLayout;

namespace sm::widgets {
class TextLabel;
}

namespace sm::pages {

/// What was found wrong in a runbook's file, where, and what to do about it.
class RunbookFindings : public QWidget
{
    Q_OBJECT

public:
    explicit RunbookFindings(QWidget *parent = nullptr);

    /// Nothing of it is to be seen when the file was never checked.
    void setFindings(const std::optional<QList<RunbookFinding>> &findings, const QString &file);

private:
    QWidget *finding(const RunbookFinding &finding, const QString &file);

    widgets::TextLabel *m_title;
    QVBoxLayout *m_list;
};

} // namespace sm::pages
