// SPDX-License-Identifier: GPL-3.0-or-later
#include "backupspage.h"

#include "assetactions.h"
#include "backupactions.h"
#include "backupdetail.h"
#include "backupsfilter.h"
#include "backupssummary.h"
#include "besidedetail.h"

#include <controllers/runbookscontroller.h>
#include <core/instanttext.h>
#include <tables/backuptext.h>
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
#include <QTimer>
#include <QVBoxLayout>

using namespace std::chrono_literals;

namespace sm::pages {

using controllers::BackupsController;
using tables::BackupTable;
namespace metrics = widgets::metrics;

namespace {

constexpr int detailWidth = 368;
constexpr int narrowestColumn = 74; ///< the widths of them all and of the detail have to fit into 1280 pixels
constexpr auto clockTick = 30s; ///< how old everything is

} // namespace

BackupsPage::BackupsPage(BackupsController &controller, QWidget *parent)
    : Page(tr("Backups"), parent)
    , m_controller(controller)
    , m_header(new widgets::PageHeader(tr("Backups")))
    , m_filter(new BackupsFilter(controller.table()))
    , m_table(new widgets::TableView(tr("Backups table")))
    , m_pane(new widgets::StatePane(m_table))
    , m_notice(new widgets::NoticeBar)
    , m_frozen(new widgets::NoticeBar)
    , m_sets(new widgets::MenuButton(tr("Back up set")))
    , m_actions(new BackupActions(
          controller, [this] { return BackupActions::Selected{selected(), m_detail ? m_detail->backup() : QString()}; },
          this))
    , m_byAsset(new AssetActions(this))
    , m_reload(new QAction(tr("Reload backups"), this))
    , m_find(new QAction(tr("Filter backups"), this))
    , m_clock(new QTimer(this))
{
    m_detail = new BackupDetail(m_actions->forSelection(), BackupActions::MainActions, detailWidth);
    m_reload->setShortcut(QKeySequence::Refresh);
    m_find->setShortcut(QKeySequence::Find);
    addActions({m_reload, m_find});
    buildLayout();
    connectTable();
    connectController();
    connectActions();
    showState();
}

void BackupsPage::buildLayout()
{
    m_sets->entries()->addActions(m_actions->sets());
    m_sets->setVisible(!m_actions->sets().isEmpty());
    m_header->addControl(m_sets);
    m_header->addControl(widgets::makeButton(m_actions->freeze()));
    m_frozen->setDismissible(false);
    for (widgets::NoticeBar *each : {m_frozen, m_notice})
        each->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::cardPadding, metrics::pageMargin, metrics::cardPadding);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(m_header);
    layout->addWidget(m_frozen);
    layout->addWidget(m_filter);
    layout->addWidget(m_notice);
    layout->addWidget(besideDetail(m_pane, m_detail, detailWidth), 1);
}

void BackupsPage::connectTable()
{
    m_table->setModel(&m_controller.table());
    m_table->setItemDelegate(new widgets::BadgeDelegate(
        [](const QModelIndex &index) { return widgets::toneNamed(index.data(BackupTable::ToneRole).toString()); },
        m_table));
    m_table->setTextElideMode(Qt::ElideMiddle); // names tell apart by their ends
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (const QStringList assets = selected(); !assets.isEmpty())
            m_kept = assets;
        showSelection();
    });
    connect(&m_controller.table(), &QAbstractItemModel::modelReset, this, &BackupsPage::restoreSelection);
    connect(m_table, &widgets::TableView::rowActivated, this,
        [this] { m_actions->action(BackupAction::Create)->trigger(); });
    connect(m_filter, &BackupsFilter::rowsRequested, this, [this] {
        m_table->setFocus(Qt::TabFocusReason);
        if (!m_table->selectionModel()->hasSelection())
            m_table->selectRow(0);
    });
}

void BackupsPage::connectController()
{
    connect(&m_controller, &BackupsController::changed, this, &BackupsPage::showState);
    connect(&m_controller, &BackupsController::failed, m_notice, &widgets::NoticeBar::showError);
    connect(&m_controller, &BackupsController::assetChanged, this, [this](const QString &asset) {
        showState();
        m_table->refitColumns();
        if (selected().contains(asset))
            showSelection();
    });
    connect(&m_controller, &BackupsController::backupTaken, this, [this](const QString &asset, const QString &backup) {
        if (selected() == QStringList(asset))
            m_detail->selectBackup(backup);
    });
    connect(&m_controller.freezes(), &controllers::Freezes::changed, this, &BackupsPage::showFrozen);
    connect(&m_controller.runbooks(), &controllers::RunbooksController::changed, m_actions, &BackupActions::update);
    m_clock->setInterval(clockTick);
    connect(m_clock, &QTimer::timeout, this, [this] {
        m_controller.table().setNow({});
        m_table->refitColumns();
        showSummary();
    });
    m_clock->start();
}

void BackupsPage::connectActions()
{
    connect(m_actions, &BackupActions::planned, this, &Page::planRequested);
    connect(m_actions, &BackupActions::failed, m_notice, &widgets::NoticeBar::showError);
    connect(m_byAsset, &AssetActions::chosen, this, [this](const QString &asset, BackupAction action) {
        Q_EMIT frontRequested();
        m_actions->start(asset, action);
    });
    connect(m_detail, &BackupDetail::backupSelected, m_actions, &BackupActions::update);
    connect(m_detail, &BackupDetail::copied, this,
        [this](const QString &what) { Q_EMIT noted(tr("%1 copied.").arg(what)); });
    connect(m_reload, &QAction::triggered, &m_controller, &BackupsController::reload);
    connect(m_find, &QAction::triggered, m_filter, &BackupsFilter::setFocusOnText);
    connect(m_filter, &BackupsFilter::filterChanged, this, &BackupsPage::showEmpty);
    connect(m_pane, &widgets::StatePane::emptyActionTriggered, this, [this] {
        if (m_filter->filter().isEmpty())
            m_controller.reload();
        else
            m_filter->clear();
    });
}

QList<QAction *> BackupsPage::pageActions() const
{
    QList<QPair<QString, QString>> assets;
    const QStringList ids = m_controller.table().ids();
    for (const QString &id : ids)
        assets.append({id, tables::titleOf(m_controller.table().find(id)->asset)});
    const auto isPossible = [this](const QString &asset, BackupAction action) {
        return m_controller.procedure(asset, action).has_value();
    };
    return m_actions->all() + QList<QAction *>{m_reload, m_find} + m_byAsset->of(assets, isPossible);
}

void BackupsPage::shown()
{
    if (!std::exchange(m_started, true))
        m_controller.reload();
}

QByteArray BackupsPage::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    stream << m_table->columnState() << m_filter->filter();
    return state;
}

void BackupsPage::restoreState(const QByteArray &state)
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

void BackupsPage::showState()
{
    m_pane->setLoading(m_controller.isLoading());
    const std::optional<Error> &problem = m_controller.problem();
    if (problem)
        m_pane->showError(*problem);
    else
        m_pane->clearError();
    const bool isStale = problem && m_controller.readAt().isValid();
    m_pane->setStale(isStale ? tr("As of %1.").arg(utcText(m_controller.readAt())) : QString());
    m_filter->update();
    showSummary();
    showEmpty();
    m_actions->update();
    if (!std::exchange(m_fitted, m_fitted || (m_controller.table().rowCount() > 0 && !m_controller.isLoading())))
        m_table->fitColumns({BackupTable::Name, BackupTable::BackupDue, BackupTable::ProofDue}, narrowestColumn);
}

void BackupsPage::showSummary()
{
    m_header->setSubtitle(summaryText(m_controller.table().summary(), m_controller.readAt()));
}

void BackupsPage::showEmpty()
{
    const BackupTable &table = m_controller.table();
    const bool isKnown = m_controller.readAt().isValid() || (!m_controller.isLoading() && m_started);
    if (table.rowCount() > 0 || (!isKnown && table.totalCount() == 0))
        m_pane->setEmpty({});
    else if (table.totalCount() > 0)
        m_pane->setEmpty(tr("No asset matches this filter."), tr("Clear filter"));
    else if (m_controller.problem())
        m_pane->setEmpty(tr("Nothing could be read."), tr("Try again"));
    else
        m_pane->setEmpty(tr("There is nothing to back up in this account. The system's file can name assets, too."),
            tr("Look again"));
}

void BackupsPage::showFrozen()
{
    const QList<controllers::Freeze> &freezes = m_controller.freezes().freezes();
    m_actions->update();
    if (freezes.isEmpty()) {
        m_frozen->dismiss();
        return;
    }
    m_frozen->showNotice({widgets::Notice::Grade::Warning, frozenText(freezes), {}});
    QPushButton *thaw = m_frozen->addAction(m_actions->thaw()->text());
    connect(thaw, &QAbstractButton::clicked, m_actions->thaw(), &QAction::trigger);
}

QStringList BackupsPage::selected() const
{
    QStringList assets;
    if (!m_table->selectionModel())
        return assets;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &row : rows)
        assets << row.data(BackupTable::IdRole).toString();
    return assets;
}

/// Another filter: what is still among the rows stays selected.
void BackupsPage::restoreSelection()
{
    const QStringList kept = m_kept;
    for (const QString &asset : kept) {
        const QModelIndex row = m_controller.table().index(m_controller.table().rowOf(asset), 0);
        m_table->selectionModel()->select(row, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    showSelection();
}

void BackupsPage::showSelection()
{
    const QStringList assets = selected();
    const AssetStanding *only = assets.size() == 1 ? m_controller.table().find(assets.first()) : nullptr;
    if (only)
        m_detail->showAsset(*only);
    else
        m_detail->showSelection(assets);
    m_actions->update();
}

} // namespace sm::pages
