// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/runscontroller.h>

#include <widgets/surface.h>

#include <QPointer>

#include <map>

class QVBoxLayout;

namespace sm::widgets {
class ProgressRow;
class TextLabel;
} // namespace sm::widgets

namespace sm::shell {

/// The bottom of the window: every run with its progress, Cancel, Copy as CLI and Reveal in journal; and one line for
/// notes. Shows the newest runs; those that ended make room for others.
class ActivityPanel : public widgets::Surface
{
    Q_OBJECT

public:
    explicit ActivityPanel(QWidget *parent = nullptr);

    void setRuns(controllers::RunsController *runs);
    void note(const QString &sentence);
    void setJournalSummary(const QString &sentence);

Q_SIGNALS:
    void journalRequested(qint64 entry);
    /// What a run came to, opened by its title.
    void runOpened(int id);

private:
    void addRow(int id);
    void updateRow(int id);
    void dropOldRows();

    QPointer<controllers::RunsController> m_runs;
    std::map<int, widgets::ProgressRow *> m_rows;
    QVBoxLayout *m_rowLayout;
    widgets::TextLabel *m_note;
    widgets::TextLabel *m_journal;
};

} // namespace sm::shell
