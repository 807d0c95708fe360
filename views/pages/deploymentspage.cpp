// SPDX-License-Identifier: GPL-3.0-or-later
#include "deploymentspage.h"

#include "besidedetail.h"
#include "deploymentactions.h"
#include "deploymentcomparison.h"
#include "deploymentdetail.h"
#include "deploymentsfilter.h"
#include "deploymentwords.h"
#include "rollbackguide.h"
#include "rollbackmarks.h"
#include "runbookform.h"
#include "unreadservices.h"

#include <core/instanttext.h>
#include <widgets/buttons.h>
#include <widgets/celldelegate.h>
#include <widgets/menubutton.h>
#include <widgets/metrics.h>
#include <widgets/noticebar.h>
#include <widgets/pageheader.h>
#include <widgets/statepane.h>
#include <widgets/tableview.h>
#include <widgets/tonename.h>

#include <QDataStream>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QMenu>
#include <QScrollBar>
#include <QSplitter>
#include <QTimer>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace sm::pages {

using controllers::DeploymentsController;
using tables::DeploymentTable;
using widgets::Notice;
namespace metrics = widgets::metrics;

namespace {

constexpr int detailWidth = 300;
constexpr int narrowestColumn = 92; ///< the widths of them all and of the detail have to fit into 1280 pixels
constexpr int lowestTable = 108; ///< two rows: with runs and a problem shown, all still fits into 720 pixels
constexpr int eightRows
    = 9 * metrics::rowHeight + metrics::cardGap; ///< with the header; the difference takes what there is more
constexpr auto clockTick = 30s; ///< how old everything is
constexpr auto settleTime = 100ms; ///< scrolling

} // namespace

DeploymentsPage::DeploymentsPage(DeploymentsController &controller, QWidget *parent)
    : Page(tr("Deployments"), parent)
    , m_controller(controller)
    , m_header(new widgets::PageHeader(tr("Deployments")))
    , m_filter(new DeploymentsFilter(controller.table()))
    , m_table(new widgets::TableView(tr("Deployments table")))
    , m_pane(new widgets::StatePane(m_table))
    , m_notice(new widgets::NoticeBar)
    , m_unread(new UnreadServices)
    , m_marks(new RollbackMarks)
    , m_more(new widgets::MenuButton(tr("More")))
    , m_detail(new DeploymentDetail(controller, detailWidth))
    , m_comparison(new DeploymentComparison(controller))
    , m_actions(new DeploymentActions(controller, this))
    , m_form(new RunbookForm(controller.runbooks(), this))
    , m_guide(new RollbackGuide(controller, this))
    , m_reload(addPageAction(tr("Reload deployments"), QKeySequence::Refresh))
    , m_find(addPageAction(tr("Filter deployments"), QKeySequence::Find))
    , m_showDifference(addPageAction(tr("Show the difference"), {}))
    , m_showDetails(addPageAction(tr("Show the details"), {}))
    , m_clock(new QTimer(this))
    , m_looked(new QTimer(this))
{
    controller.table().setErrorLimit(controller.places().errorRate);
    buildLayout();
    connectTable();
    connectController();
    connectActions();
    connectGuide();
    showState();
    showSelection();
}

QAction *DeploymentsPage::addPageAction(const QString &text, const QKeySequence &keys)
{
    auto *action = new QAction(text, this);
    action->setShortcut(keys);
    addAction(action);
    return action;
}

void DeploymentsPage::buildLayout()
{
    m_header->addControl(m_more);
    m_header->addControl(widgets::makeButton(m_actions->rollBack(), widgets::ButtonKind::Primary));
    m_unread->hide();
    m_notice->hide();
    m_pane->setMinimumHeight(lowestTable);
    auto *left = new QSplitter(Qt::Vertical);
    left->setChildrenCollapsible(false);
    left->setHandleWidth(metrics::cardGap);
    left->addWidget(m_pane);
    left->addWidget(m_comparison);
    left->setStretchFactor(0, 0);
    left->setStretchFactor(1, 1);
    left->setSizes({eightRows, eightRows});
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::cardPadding, metrics::pageMargin, metrics::cardPadding);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(m_header);
    layout->addWidget(m_marks);
    layout->addWidget(m_filter);
    layout->addWidget(m_notice);
    layout->addWidget(m_unread);
    layout->addWidget(besideDetail(left, m_detail, detailWidth), 1);
}

void DeploymentsPage::connectTable()
{
    connect(&m_controller.table(), &QAbstractItemModel::rowsAboutToBeRemoved, this, // before the view takes the next
        [this](const QModelIndex &, int first, int last) { leaveSelected(first, last); });
    m_table->setModel(&m_controller.table());
    m_table->setItemDelegate(new widgets::BadgeDelegate(
        [](const QModelIndex &index) { return widgets::toneNamed(index.data(DeploymentTable::ToneRole).toString()); },
        m_table));
    m_table->setTextElideMode(Qt::ElideMiddle); // names tell apart by their ends
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &DeploymentsPage::showSelection);
    connect(&m_controller.table(), &QAbstractItemModel::modelReset, this, &DeploymentsPage::restoreSelection);
    connect(m_table, &widgets::TableView::rowActivated, this, &DeploymentsPage::rollBack);
    connect(m_filter, &DeploymentsFilter::rowsRequested, this, [this] {
        m_table->setFocus(Qt::TabFocusReason);
        if (!m_table->selectionModel()->hasSelection())
            m_table->selectRow(0);
    });
    m_looked->setSingleShot(true);
    m_looked->setInterval(settleTime);
    connect(m_looked, &QTimer::timeout, this, &DeploymentsPage::lookAtHealth);
    const auto later = [this] { m_looked->start(); };
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, later);
    connect(m_table->verticalScrollBar(), &QScrollBar::rangeChanged, this, later);
    connect(&m_controller.table(), &QAbstractItemModel::rowsInserted, this, later);
    connect(&m_controller.table(), &QAbstractItemModel::layoutChanged, this, later);
    connect(&m_controller.table(), &QAbstractItemModel::modelReset, this, later);
}

void DeploymentsPage::connectController()
{
    connect(&m_controller, &DeploymentsController::changed, this, &DeploymentsPage::showState);
    connect(&m_controller, &DeploymentsController::grown, this, &DeploymentsPage::showGrowth);
    connect(&m_controller, &DeploymentsController::proposalChanged, this, &DeploymentsPage::takeProposal);
    connect(&m_controller, &DeploymentsController::failed, m_notice, &widgets::NoticeBar::showError);
    connect(&m_controller, &DeploymentsController::unitChanged, this, [this](DeploymentKind kind, const QString &unit) {
        showGrowth();
        m_table->refitColumns();
        followUnit();
        if (const Deployment *shown = selected(); shown && shown->kind == kind && shown->unit == unit) {
            m_detail->setDeployment(shown);
            m_comparison->setDeployment(shown);
        }
    });
    m_clock->setInterval(clockTick);
    connect(m_clock, &QTimer::timeout, this, [this] {
        m_controller.table().setNow({});
        m_table->refitColumns();
        showSummary();
    });
    m_clock->start();
}

void DeploymentsPage::connectActions()
{
    connect(m_actions->rollBack(), &QAction::triggered, this, &DeploymentsPage::rollBack);
    connect(m_actions, &DeploymentActions::rollBackRequested, this, &DeploymentsPage::rollBackUnit);
    connect(m_actions, &DeploymentActions::undoRequested, m_form, &RunbookForm::planUndoOfRun);
    connect(m_actions, &DeploymentActions::runbookRequested, m_form, &RunbookForm::open);
    connect(m_marks, &RollbackMarks::undoRequested, m_form, &RunbookForm::planUndoOfRun);
    connect(m_form, &RunbookForm::planned, this, &Page::planRequested);
    connect(m_form, &RunbookForm::failed, m_notice, &widgets::NoticeBar::showError);
    connect(m_reload, &QAction::triggered, &m_controller, &DeploymentsController::reload);
    connect(m_unread, &UnreadServices::readRequested, m_reload, &QAction::trigger);
    connect(m_find, &QAction::triggered, m_filter, &DeploymentsFilter::setFocusOnText);
    connect(m_showDifference, &QAction::triggered, m_comparison, &DeploymentComparison::showDifference);
    connect(m_showDetails, &QAction::triggered, m_comparison, &DeploymentComparison::showDetails);
    connect(m_filter, &DeploymentsFilter::filterChanged, this, [this] {
        showEmpty();
        m_table->refitColumns();
    });
    connect(m_pane, &widgets::StatePane::emptyActionTriggered, this, [this] {
        if (m_filter->filter().isEmpty())
            m_controller.reload();
        else
            m_filter->clear();
    });
}

void DeploymentsPage::connectGuide()
{
    connect(m_guide, &RollbackGuide::opened, this, &DeploymentsPage::lookAtHealth);
    connect(m_guide, &RollbackGuide::planned, this, &Page::planRequested);
    connect(m_guide, &RollbackGuide::failed, m_notice, &widgets::NoticeBar::showError);
    connect(m_guide, &RollbackGuide::waiting, this, [this](const QString &sentence) {
        if (sentence.isEmpty())
            m_notice->dismiss();
        else
            m_notice->showNotice({Notice::Grade::Info, sentence, {}});
    });
    connect(m_guide, &RollbackGuide::candidateChosen, this, &DeploymentsPage::select);
    connect(m_detail, &DeploymentDetail::moveChosen, this, [this](const QString &move) {
        if (const Deployment *deployment = selected())
            m_guide->open(*deployment, move);
    });
    connect(m_detail, &DeploymentDetail::copied, this,
        [this](const QString &what) { Q_EMIT noted(tr("%1 copied.").arg(what)); });
}

QList<QAction *> DeploymentsPage::pageActions() const
{
    QList<QAction *> actions{m_actions->rollBack()};
    actions += m_actions->rollBackUnits() + m_actions->undoRollbacks();
    if (const Deployment *shown = selected())
        actions += m_actions->others(shown->kind, shown->unit);
    return actions + QList<QAction *>{m_showDifference, m_showDetails, m_reload, m_find};
}

void DeploymentsPage::shown()
{
    if (!std::exchange(m_started, true))
        m_controller.reload();
}

QByteArray DeploymentsPage::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_table->columnState() << m_filter->filter();
    return state;
}

void DeploymentsPage::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    QByteArray columns;
    QString filter;
    stream >> columns >> filter;
    if (stream.status() != QDataStream::Ok)
        return;
    m_fitted = m_table->restoreColumnState(columns);
    m_filter->setFilter(filter);
}

void DeploymentsPage::showState()
{
    m_pane->setLoading(m_controller.isLoading());
    const std::optional<Error> &problem = m_controller.problem();
    if (problem)
        m_pane->showError(*problem);
    else
        m_pane->clearError();
    const bool isStale = problem && m_controller.readAt().isValid();
    m_pane->setStale(isStale ? tr("As of %1.").arg(utcText(m_controller.readAt())) : QString());
    m_marks->setMarks(m_controller.rolledBack());
    followUnit();
    showGrowth();
    m_unread->setProblems(problem ? QList<controllers::DeploymentProblem>() : m_controller.problems());
    takeProposal();
    if (!std::exchange(m_fitted, m_fitted || (m_controller.table().rowCount() > 0 && !m_controller.isLoading())))
        m_table->fitColumns({DeploymentTable::When, DeploymentTable::Service, DeploymentTable::Deployed,
                                DeploymentTable::WhileLive, DeploymentTable::State},
            narrowestColumn);
}

/// While the axis is read.
void DeploymentsPage::showGrowth()
{
    m_filter->update();
    showSummary();
    showEmpty();
}

void DeploymentsPage::showSummary()
{
    m_header->setSubtitle(summaryText(m_controller.table().live(), m_controller.places().errorRate,
        m_controller.readAt(), UnreadServices::notOffered(m_controller.problems())));
}

void DeploymentsPage::showEmpty()
{
    const DeploymentTable &table = m_controller.table();
    const bool isKnown = m_controller.readAt().isValid() || (!m_controller.isLoading() && m_started);
    if (table.rowCount() > 0 || (!isKnown && table.totalCount() == 0))
        m_pane->setEmpty({});
    else if (table.totalCount() > 0)
        m_pane->setEmpty(tr("No deployment matches this filter."), tr("Clear filter"));
    else if (m_controller.problem())
        m_pane->setEmpty(tr("Nothing could be read."), tr("Try again"));
    else
        m_pane->setEmpty(tr("Nothing was deployed in this account within %1 days.").arg(m_controller.reach().count()),
            tr("Look again"));
}

QString DeploymentsPage::selectedId() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : rows.first().data(DeploymentTable::IdRole).toString();
}

const Deployment *DeploymentsPage::selected() const { return m_controller.table().find(selectedId()); }

void DeploymentsPage::showSelection()
{
    const Deployment *deployment = selected();
    if (deployment) {
        m_kept = deployment->id;
        m_isSelectionOpen = false;
    }
    m_controller.select(deployment ? deployment->id : QString());
    m_detail->setDeployment(deployment);
    m_comparison->setDeployment(deployment);
    m_more->entries()->clear();
    const QList<QAction *> others
        = deployment ? m_actions->others(deployment->kind, deployment->unit) : QList<QAction *>();
    m_more->entries()->addActions(others);
    m_more->setEnabled(!others.isEmpty());
    m_more->setToolTip(deployment ? QString() : tr("Select a deployment first."));
}

/// Another filter: what is still among the rows stays selected.
void DeploymentsPage::restoreSelection()
{
    if (const int row = m_controller.table().rowOf(m_kept); row >= 0)
        m_table->selectRow(row);
    else
        showSelection();
}

void DeploymentsPage::select(const QString &id)
{
    if (m_controller.table().rowOf(id) < 0 && m_controller.table().find(id))
        m_filter->clear();
    const int row = m_controller.table().rowOf(id);
    if (row < 0)
        return;
    m_table->selectRow(row);
    m_table->scrollTo(m_controller.table().index(row, 0));
}

void DeploymentsPage::lookAtHealth()
{
    const int last = m_table->rowAt(m_table->viewport()->height() - 1);
    const int end = last < 0 ? m_controller.table().rowCount() : last + 1;
    QStringList ids = m_guide->shownCandidates();
    for (int row = std::max(0, m_table->rowAt(0)); row < end; ++row)
        ids << m_controller.table().deployment(row).id;
    m_controller.health().setVisible(ids);
}

} // namespace sm::pages
