// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/runbookinfo.h>

#include <QWidget>

class QVBoxLayout;

namespace sm::widgets {
class TextLabel;
}

namespace sm::pages {

/// Steps of a runbook under a title, numbered: what each is called, what it does, and how careful a person has to be.
class RunbookSteps : public QWidget
{
    Q_OBJECT

public:
    explicit RunbookSteps(const QString &title, QWidget *parent = nullptr);

    /// Without steps there is nothing to be seen of it.
    void setSteps(const QList<RunbookStepInfo> &steps);

private:
    QWidget *step(int number, const RunbookStepInfo &step);

    QString m_name;
    widgets::TextLabel *m_title;
    QVBoxLayout *m_list;
};

} // namespace sm::pages
