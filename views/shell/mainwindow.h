// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <controllers/runscontroller.h>
#include <core/systeminfo.h>
#include <core/userplan.h>
#include <pages/page.h>
#include <widgets/icons.h>

#include <QMainWindow>
#include <QPointer>

class QButtonGroup;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace sm::dialogs {
class RunDialog;
}
namespace sm::widgets {
class Appearance;
class EnvironmentBar;
class NoticeBar;
} // namespace sm::widgets

namespace sm::shell {

class ActivityPanel;
class TopBar;

/// The frame around the pages of one system: navigation, top bar, notices, activity, palette.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(widgets::Appearance &appearance, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Replaces pages and runs: they belong to one system and nothing of another may stay on the screen. The
    /// controllers of the pages before live until this returns. Null: there is nothing to be run on \p system.
    void setSystem(const SystemInfo &system, controllers::RunsController *runs);
    /// In the order of the navigation; owned by the window from now on.
    void addPage(widgets::Glyph glyph, pages::Page *page);
    void showPage(const QString &title);

    TopBar &topBar() { return *m_top; }
    ActivityPanel &activity() { return *m_activity; }

    /// One notice for everything. What cannot go on without a sign-in is handed to signInNeeded() instead.
    void showError(const Error &error);
    /// The button does what \p action says; the caller connects it.
    QPushButton *showProblem(const Error &error, const QString &action);
    /// Takes back what showProblem() showed, when it still stands there.
    void settleProblem();
    void showPlan(const UserPlan &plan);
    /// One run in full, beside the window and not in its way.
    void showRun(int id);

    QByteArray saveState() const;
    void restoreState(const QByteArray &state);

Q_SIGNALS:
    /// Before the window goes: the moment to keep its state.
    void closing();
    void signInNeeded(const sm::Error &error);

protected:
    /// Waits for a run that is under way: what was sent can not be called back, and how it ended has to be written
    /// down.
    void closeEvent(QCloseEvent *event) override;

private:
    void buildLayout();
    void addWindowActions();
    QAction *addWindowAction(const QString &text, const QKeySequence &keys, std::function<void()> run);
    void openPalette();
    void reportRun(int id);
    void showQuestion(int id);
    void offerToResume(const JournalRun &run);
    void goTo(pages::Page *page);
    void present(pages::Page *page);
    QString stateKey(const pages::Page &page) const;
    bool isRunning() const;
    void stopRuns();
    void closeWhenDone();

    widgets::Appearance &m_appearance;
    widgets::EnvironmentBar *m_environment;
    TopBar *m_top;
    QButtonGroup *m_navigation;
    QVBoxLayout *m_navigationLayout;
    widgets::NoticeBar *m_notice;
    QStackedWidget *m_stack;
    ActivityPanel *m_activity;
    QPointer<controllers::RunsController> m_runs;
    QList<QPointer<controllers::RunsController>> m_allRuns; ///< those of systems that were left may still be at work
    QPointer<QPushButton> m_problemAction;
    bool m_closing = false;
    SystemId m_system;
    QList<pages::Page *> m_pages;
    QList<QAction *> m_goActions;
    QList<QAction *> m_windowActions;
    QMap<int, QPointer<dialogs::RunDialog>> m_runViews; ///< by run, as long as they are open
    QMap<QString, QByteArray> m_pageStates; ///< by stateKey()
};

} // namespace sm::shell
