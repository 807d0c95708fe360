// SPDX-License-Identifier: GPL-3.0-or-later
#include "mainwindow.h"

#include "activitypanel.h"
#include "palette.h"
#include "planapproval.h"
#include "runview.h"
#include "topbar.h"
#include "unfinished.h"

#include <dialogs/plandialog.h>
#include <dialogs/rundialog.h>
#include <widgets/appearance.h>
#include <widgets/environment.h>
#include <widgets/metrics.h>
#include <widgets/navbutton.h>
#include <widgets/noticebar.h>
#include <widgets/surface.h>

#include <QButtonGroup>
#include <QCloseEvent>
#include <QDataStream>
#include <QHBoxLayout>
#include <QPushButton>
#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

namespace sm::shell {

namespace metrics = widgets::metrics;
using widgets::Appearance;

namespace {
constexpr int NavigationWidth = 184;
}

MainWindow::MainWindow(Appearance &appearance, QWidget *parent)
    : QMainWindow(parent)
    , m_appearance(appearance)
    , m_environment(new widgets::EnvironmentBar)
    , m_top(new TopBar)
    , m_navigation(new QButtonGroup(this))
    , m_navigationLayout(new QVBoxLayout)
    , m_notice(new widgets::NoticeBar)
    , m_stack(new QStackedWidget)
    , m_activity(new ActivityPanel)
{
    setWindowTitle(tr("Stationmaster"));
    resize(1280, 800);
    buildLayout();
    addWindowActions();
    connect(m_top, &TopBar::paletteRequested, this, &MainWindow::openPalette);
    connect(m_activity, &ActivityPanel::runOpened, this, &MainWindow::showRun);
}

MainWindow::~MainWindow() = default;

void MainWindow::buildLayout()
{
    auto *navigation = new widgets::Surface(widgets::Surface::Kind::Sidebar, Qt::RightEdge);
    navigation->setAccessibleName(tr("Navigation"));
    navigation->setFixedWidth(NavigationWidth);
    m_navigationLayout->setContentsMargins(metrics::gap, metrics::cardGap, metrics::gap, metrics::gap);
    m_navigationLayout->setSpacing(0);
    m_navigationLayout->addStretch(1);
    navigation->setLayout(m_navigationLayout);
    m_navigation->setExclusive(true);

    auto *content = new QVBoxLayout;
    content->setContentsMargins(0, 0, 0, 0);
    content->setSpacing(0);
    m_notice->hide();
    auto *noticeBox = new QVBoxLayout; // takes no room while the notice is hidden
    noticeBox->setContentsMargins(metrics::pageMargin, metrics::smallGap, metrics::pageMargin, 0);
    noticeBox->addWidget(m_notice);
    content->addLayout(noticeBox);
    content->addWidget(m_stack, 1);

    auto *middle = new QHBoxLayout;
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(0);
    middle->addWidget(navigation);
    middle->addLayout(content, 1);

    auto *central = new QWidget;
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_environment);
    layout->addWidget(m_top);
    layout->addLayout(middle, 1);
    layout->addWidget(m_activity);
    setCentralWidget(central);
}

QAction *MainWindow::addWindowAction(const QString &text, const QKeySequence &keys, std::function<void()> run)
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    connect(action, &QAction::triggered, this, std::move(run));
    addAction(action);
    m_windowActions.append(action);
    return action;
}

void MainWindow::addWindowActions()
{
    addWindowAction(tr("Search actions"), QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
    addWindowAction(
        tr("Switch system"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] { m_top->openSwitcher(); });
    addWindowAction(tr("Approvals…"), {}, [this] {
        if (m_runs)
            openApprovals(*m_runs, this);
    });
    addWindowAction(tr("Theme: like the desktop"), {}, [this] { m_appearance.setScheme(Appearance::Scheme::System); });
    addWindowAction(tr("Theme: light"), {}, [this] { m_appearance.setScheme(Appearance::Scheme::Light); });
    addWindowAction(tr("Theme: dark"), {}, [this] { m_appearance.setScheme(Appearance::Scheme::Dark); });
    addWindowAction(tr("Quit"), QKeySequence::Quit, [this] { close(); });
}

void MainWindow::setSystem(const SystemInfo &system, controllers::RunsController *runs)
{
    for (pages::Page *page : m_pages)
        m_pageStates.insert(stateKey(*page), page->saveState());
    m_system = system.id;
    qDeleteAll(m_navigation->buttons());
    qDeleteAll(m_goActions);
    m_goActions.clear();
    qDeleteAll(m_pages);
    m_pages.clear();
    m_notice->dismiss();
    if (m_runs)
        disconnect(m_runs, &controllers::RunsController::runFinished, this, &MainWindow::reportRun);
    m_runs = runs;
    for (const QPointer<dialogs::RunDialog> &view : std::as_const(m_runViews))
        delete view;
    m_runViews.clear();
    m_activity->setRuns(runs);
    if (m_runs) {
        connect(m_runs, &controllers::RunsController::runFinished, this, &MainWindow::reportRun);
        connect(m_runs, &controllers::RunsController::runFinished, this, &MainWindow::closeWhenDone);
        connect(m_runs, &controllers::RunsController::questionAsked, this, &MainWindow::showQuestion);
        connect(m_runs, &controllers::RunsController::unfinishedFound, this, &MainWindow::offerToResume);
        m_allRuns.append(m_runs);
    }
    m_environment->setEnvironment(system.environment);
    setWindowTitle(tr("%1 · %2 · Stationmaster").arg(system.title, widgets::wordOf(system.environment)));
}

/// Each system has its own: a filter may hold names of its users.
QString MainWindow::stateKey(const pages::Page &page) const { return m_system.value + u'/' + page.title(); }

void MainWindow::addPage(widgets::Glyph glyph, pages::Page *page)
{
    page->restoreState(m_pageStates.value(stateKey(*page)));
    m_stack->addWidget(page);
    m_pages.append(page);
    auto *button = new widgets::NavButton(glyph, page->title());
    m_navigation->addButton(button);
    m_navigationLayout->insertWidget(static_cast<int>(m_pages.size()) - 1, button);
    // toggled, not clicked: a screen reader's press on one of several only checks it
    connect(button, &QAbstractButton::toggled, this, [this, page](bool checked) {
        if (checked)
            present(page);
    });
    for (const QAction *action : page->pageActions()) // from the palette they can be called from any page
        connect(action, &QAction::triggered, this, [this, page] { goTo(page); });
    connect(page, &pages::Page::frontRequested, this, [this, page] { goTo(page); });
    connect(page, &pages::Page::planRequested, this, &MainWindow::showPlan);
    connect(page, &pages::Page::errorOccurred, this, &MainWindow::showError);
    connect(page, &pages::Page::noted, m_activity, &ActivityPanel::note);

    auto *go = new QAction(page->title(), this);
    go->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + m_pages.size())));
    connect(go, &QAction::triggered, this, [this, page] { goTo(page); });
    addAction(go);
    m_goActions.append(go);
}

void MainWindow::goTo(pages::Page *page) { m_navigation->buttons().at(m_pages.indexOf(page))->setChecked(true); }

void MainWindow::present(pages::Page *page)
{
    m_stack->setCurrentWidget(page);
    page->shown();
}

void MainWindow::showPage(const QString &title)
{
    for (pages::Page *page : m_pages) {
        if (page->title() == title)
            goTo(page);
    }
}

void MainWindow::showError(const Error &error)
{
    if (error.needsSignIn())
        Q_EMIT signInNeeded(error);
    else
        m_notice->showError(error);
}

QPushButton *MainWindow::showProblem(const Error &error, const QString &action)
{
    m_notice->showError(error);
    m_problemAction = m_notice->addAction(action);
    return m_problemAction;
}

void MainWindow::settleProblem()
{
    if (m_problemAction && m_problemAction->isVisibleTo(m_notice))
        m_notice->dismiss();
}

void MainWindow::showPlan(const UserPlan &plan)
{
    if (!m_runs || m_closing)
        return;
    const QString refusal
        = m_runs->isReadOnly() ? tr("Read-only mode: this plan can be looked at, not run.") : QString();
    auto *dialog = new dialogs::PlanDialog(plan, controllers::RunsController::nameToType(plan.plan), refusal, this);
    // On the runs of the system that it was made for, whatever the window shows by then.
    connect(dialog, &dialogs::PlanDialog::confirmed, m_runs,
        [runs = m_runs.get(), runbook = plan.runbook](
            const Plan &confirmed, const Confirmation &confirmation) { runs->run(confirmed, confirmation, runbook); });
    joinApproval(*dialog, *m_runs);
    connect(
        m_runs, &controllers::RunsController::permissionsMissing, dialog, &dialogs::PlanDialog::showMissingPermissions);
    dialog->open();
    if (!plan.runbook.isEmpty())
        m_runs->lookAtPermissions(plan.plan);
}

void MainWindow::showRun(int id)
{
    if (!m_runs || !m_runs->runs().contains(id)) // of a system that was left meanwhile
        return;
    if (const std::optional<Error> &refused = m_runs->runs().at(id).refused) {
        showError(*refused);
        return;
    }
    QPointer<dialogs::RunDialog> &view = m_runViews[id];
    if (!view) {
        view = makeRunView(*m_runs, id, this);
        connect(view, &dialogs::RunDialog::journalRequested, m_runs, [this, runs = m_runs.get(), dialog = view, id] {
            dialog->accept();
            Q_EMIT m_activity->journalRequested(runs->runs().at(id).lastJournalEntry);
        });
    }
    view->show();
    view->raise();
    view->activateWindow();
}

/// What did not go as planned comes to the front by itself.
void MainWindow::reportRun(int id)
{
    const controllers::ShownRun &run = m_runs->runs().at(id);
    const int failed = run.count(StepState::Failed) + run.count(StepState::InDoubt);
    if (run.refused) {
        showError(*run.refused);
    } else if (failed > 0) {
        const auto first
            = std::find_if(run.errors.begin(), run.errors.end(), [](const auto &each) { return each.has_value(); });
        if (first != run.errors.end())
            showError(**first);
        if (run.steps.size() > 1)
            connect(m_notice->addAction(tr("Show all %1…").arg(failed)), &QAbstractButton::clicked, this,
                [this, id] { showRun(id); });
    }
}

/// A run that waits comes to the front by itself: nobody looks for what they do not know of.
void MainWindow::showQuestion(int id)
{
    if (m_runViews.value(id)) // it is asked there
        return;
    const controllers::ShownRun &run = m_runs->runs().at(id);
    m_notice->showNotice({widgets::Notice::Grade::Warning,
        tr("“%1” waits for you: %2").arg(run.plan.title, run.question ? run.question->text : QString()), {}});
    connect(m_notice->addAction(tr("Answer…")), &QAbstractButton::clicked, this, [this, id] {
        m_notice->dismiss();
        showRun(id);
    });
}

void MainWindow::offerToResume(const JournalRun &run)
{
    const std::optional<Plan> plan = controllers::RunsController::planOf(run);
    if (!plan || run.system.id != m_system)
        return;
    m_notice->showNotice({widgets::Notice::Grade::Blocking, unfinishedSentence(run, *plan), {}});
    if (m_runs->isReadOnly())
        return;
    connect(m_notice->addAction(tr("Resume…")), &QAbstractButton::clicked, this, [this, run, plan] {
        auto *dialog = new dialogs::PlanDialog({*plan, {}}, controllers::RunsController::nameToType(*plan), {}, this);
        connect(dialog, &dialogs::PlanDialog::confirmed, m_runs,
            [runs = m_runs.get(), run](const Plan &confirmed, const Confirmation &confirmation) {
                runs->resume(run, confirmed, confirmation);
            });
        joinApproval(*dialog, *m_runs, run.id);
        dialog->open();
        m_notice->dismiss();
    });
    connect(m_notice->addAction(tr("Leave it as it is")), &QAbstractButton::clicked, this, [this, run] {
        m_runs->giveUp(run);
        m_notice->dismiss();
    });
}

void MainWindow::openPalette()
{
    QList<CommandPalette::Entry> entries;
    QList<pages::Page *> currentFirst = m_pages;
    if (const auto at = m_pages.indexOf(qobject_cast<pages::Page *>(m_stack->currentWidget())); at > 0)
        currentFirst.move(at, 0);
    for (const pages::Page *page : std::as_const(currentFirst)) {
        for (QAction *action : page->pageActions())
            entries.append({page->title(), action});
    }
    for (QAction *action : m_goActions)
        entries.append({tr("Go to"), action});
    for (QAction *action : m_windowActions)
        entries.append({tr("Window"), action});
    auto *palette = new CommandPalette(entries, this);
    palette->move(mapToGlobal(QPoint((width() - palette->width()) / 2, 56)));
    palette->open();
}

QByteArray MainWindow::saveState() const
{
    QMap<QString, QByteArray> states = m_pageStates;
    for (const pages::Page *page : m_pages)
        states.insert(stateKey(*page), page->saveState());
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << saveGeometry() << static_cast<int>(m_appearance.scheme()) << states;
    return state;
}

void MainWindow::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    QByteArray geometry;
    int scheme = 0;
    QMap<QString, QByteArray> states;
    stream >> geometry >> scheme >> states;
    if (stream.status() != QDataStream::Ok)
        return;
    restoreGeometry(geometry);
    m_appearance.setScheme(static_cast<Appearance::Scheme>(std::clamp(scheme, 0, 2)));
    m_pageStates = states;
}

bool MainWindow::isRunning() const
{
    return std::any_of(m_allRuns.begin(), m_allRuns.end(), [](const auto &runs) { return runs && runs->isBusy(); });
}

void MainWindow::stopRuns()
{
    m_closing = true;
    for (const QPointer<controllers::RunsController> &runs : m_allRuns) {
        if (!runs)
            continue;
        for (const auto &[id, run] : runs->runs())
            runs->cancel(id);
    }
    m_top->setEnabled(false);
    m_stack->setEnabled(false);
    m_notice->showNotice({widgets::Notice::Grade::Info,
        tr("Finishing the step under way… Then the window closes by itself, and the journal says how it ended."), {}});
    m_notice->setDismissible(false);
}

/// On a later turn of the event loop: others hear of the end of the run, too.
void MainWindow::closeWhenDone()
{
    if (m_closing && !isRunning())
        QTimer::singleShot(0, this, &QWidget::close);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (isRunning()) {
        stopRuns();
        event->ignore();
        return;
    }
    Q_EMIT closing();
    QMainWindow::closeEvent(event);
}

} // namespace sm::shell
