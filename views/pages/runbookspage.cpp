// SPDX-License-Identifier: GPL-3.0-or-later
#include "runbookspage.h"

#include "besidedetail.h"
#include "runbookactions.h"
#include "runbookdetail.h"

#include <widgets/buttons.h>
#include <widgets/celldelegate.h>
#include <widgets/filterfield.h>
#include <widgets/metrics.h>
#include <widgets/noticebar.h>
#include <widgets/pageheader.h>
#include <widgets/statepane.h>
#include <widgets/tableview.h>
#include <widgets/tonename.h>

#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QMimeData>
#include <QUrl>
#include <QVBoxLayout>

namespace sm::pages {

using controllers::RunbooksController;
using tables::RunbookTable;
namespace metrics = widgets::metrics;

namespace {

constexpr int detailWidth = 384;
constexpr int narrowestColumn = 72; ///< the widths of them all and of the detail have to fit into 1280 pixels

/// The Markdown files among what is dragged.
QStringList markdownFiles(const QMimeData &dragged)
{
    QStringList files;
    for (const QUrl &url : dragged.urls()) {
        const QString file = url.toLocalFile();
        const bool isMarkdown = file.endsWith(QStringLiteral(".md"), Qt::CaseInsensitive)
            || file.endsWith(QStringLiteral(".markdown"), Qt::CaseInsensitive);
        if (isMarkdown)
            files << file;
    }
    return files;
}

} // namespace

RunbooksPage::RunbooksPage(RunbooksController &controller, QWidget *parent)
    : Page(tr("Runbooks"), parent)
    , m_controller(controller)
    , m_header(new widgets::PageHeader(tr("Runbooks")))
    , m_filter(new widgets::FilterField(tr("Filter runbooks")))
    , m_table(new widgets::TableView(tr("Runbooks table")))
    , m_pane(new widgets::StatePane(m_table))
    , m_notice(new widgets::NoticeBar)
    , m_actions(new RunbookActions(
          controller, [this] { return m_selected; }, this))
    , m_detail(new RunbookDetail(*m_actions))
    , m_reload(new QAction(tr("Reload runbooks"), this))
    , m_find(new QAction(tr("Filter runbooks"), this))
{
    m_reload->setShortcut(QKeySequence::Refresh);
    m_find->setShortcut(QKeySequence::Find);
    addActions({m_reload, m_find});
    setAcceptDrops(true);
    buildLayout();
    connectTable();
    connectController();
    connectActions();
    showState();
}

void RunbooksPage::buildLayout()
{
    m_header->addControl(widgets::makeButton(m_actions->import()));

    m_notice->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::cardPadding, metrics::pageMargin, metrics::cardPadding);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(m_header);
    layout->addWidget(m_filter);
    layout->addWidget(m_notice);
    layout->addWidget(besideDetail(m_pane, m_detail, detailWidth), 1);
}

void RunbooksPage::connectTable()
{
    m_table->setModel(&m_controller.table());
    m_table->setItemDelegate(new widgets::BadgeDelegate(
        [](const QModelIndex &index) { return widgets::toneNamed(index.data(RunbookTable::ToneRole).toString()); },
        m_table));
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (const QString key = selected(); !key.isEmpty())
            m_selected = key;
        showSelected();
    });
    connect(&m_controller.table(), &QAbstractItemModel::modelReset, this, [this] { select(m_selected); });
    connect(&m_controller.table(), &QAbstractItemModel::dataChanged, this,
        [this](const QModelIndex &from, const QModelIndex &to) {
            const int row = m_controller.table().rowOf(m_selected);
            if (row >= from.row() && row <= to.row())
                showSelected();
        });
    connect(m_table, &widgets::TableView::rowActivated, this,
        [this] { (m_actions->plan()->isEnabled() ? m_actions->plan() : m_actions->keep())->trigger(); });
    connect(m_filter, &widgets::FilterField::rowsRequested, this, [this] {
        m_table->setFocus(Qt::TabFocusReason);
        if (!m_table->selectionModel()->hasSelection())
            m_table->selectRow(0);
    });
}

void RunbooksPage::connectController()
{
    connect(&m_controller, &RunbooksController::changed, this, &RunbooksPage::showState);
    connect(&m_controller, &RunbooksController::changed, this, &RunbooksPage::fillIn);
    connect(&m_controller, &RunbooksController::planningChanged, this, &RunbooksPage::showState);
    connect(&m_controller, &RunbooksController::imported, this, &RunbooksPage::showImported);
    connect(&m_controller, &RunbooksController::saved, this, [this](const QString &key, const QString &file) {
        m_selected = key;
        Q_EMIT noted(tr("Kept as %1.").arg(file));
    });
}

void RunbooksPage::connectActions()
{
    connect(m_actions, &RunbookActions::planned, this, &Page::planRequested);
    connect(m_actions, &RunbookActions::journalRequested, this, &RunbooksPage::journalRequested);
    connect(m_actions, &RunbookActions::noted, this, &Page::noted);
    connect(m_actions, &RunbookActions::failed, m_notice, &widgets::NoticeBar::showError);
    connect(m_detail, &RunbookDetail::linkOpened, this,
        [](const QString &address) { QDesktopServices::openUrl(QUrl(address)); });
    connect(m_detail, &RunbookDetail::copied, this,
        [this](const QString &what) { Q_EMIT noted(tr("%1 copied.").arg(what)); });
    connect(m_reload, &QAction::triggered, &m_controller, &RunbooksController::reload);
    connect(m_find, &QAction::triggered, this, [this] { m_filter->lineEdit()->setFocus(Qt::ShortcutFocusReason); });
    connect(m_filter, &widgets::FilterField::filterChanged, this, [this](const QString &text) {
        m_controller.table().setFilter(text);
        showState();
    });
    connect(m_pane, &widgets::StatePane::emptyActionTriggered, this, [this] {
        if (m_filter->filter().isEmpty())
            m_actions->import()->trigger();
        else
            m_filter->clear();
    });
}

QList<QAction *> RunbooksPage::pageActions() const { return m_actions->all() + QList<QAction *>{m_reload, m_find}; }

void RunbooksPage::shown() { m_controller.reload(); }

QByteArray RunbooksPage::saveState() const { return m_table->columnState(); }

void RunbooksPage::restoreState(const QByteArray &state) { m_fitted = m_table->restoreColumnState(state); }

void RunbooksPage::reveal(const QString &key, const QJsonObject &values)
{
    m_filter->clear();
    m_selected = key; // also where the runbooks have to be read first
    m_values = values;
    if (m_controller.table().rowOf(key) >= 0)
        select(key);
    fillIn();
}

/// The form of what was revealed, as soon as it is there.
void RunbooksPage::fillIn()
{
    if (!m_values.isEmpty() && selected() == m_selected)
        m_actions->planWith(std::exchange(m_values, {}));
    else if (!m_controller.isLoading())
        m_values = {}; // there is no such runbook
}

void RunbooksPage::showState()
{
    const RunbookTable &table = m_controller.table();
    m_pane->setLoading(m_controller.isLoading() || m_controller.isPlanning());
    if (m_controller.problem())
        m_pane->showError(*m_controller.problem());
    else
        m_pane->clearError();
    m_filter->setCount(table.rowCount(), table.totalCount());
    const QString count = table.totalCount() == 1 ? tr("one runbook") : tr("%1 runbooks").arg(table.totalCount());
    m_header->setSubtitle(table.totalCount() == 0 ? QString() : count);
    showEmpty();
    showFileProblems();
    m_actions->update();
    if (!std::exchange(m_fitted, m_fitted || table.rowCount() > 0))
        fitColumns();
}

/// Columns that say nothing, or what the detail says better, give their room to the titles.
void RunbooksPage::fitColumns()
{
    m_table->setColumnHidden(RunbookTable::Steps, true);
    for (const int column : {RunbookTable::Severity, RunbookTable::Findings, RunbookTable::Review})
        m_table->setColumnHidden(column, m_controller.table().isBlank(column));
    m_table->fitColumns(
        {RunbookTable::Title, RunbookTable::LastRun, RunbookTable::Findings, RunbookTable::Review}, narrowestColumn);
}

void RunbooksPage::showEmpty()
{
    const bool isKnown = !m_controller.isLoading() || m_controller.table().totalCount() > 0;
    if (m_controller.table().rowCount() > 0 || !isKnown)
        m_pane->setEmpty({});
    else if (!m_filter->filter().isEmpty())
        m_pane->setEmpty(tr("No runbook matches this filter."), tr("Clear filter"));
    else
        m_pane->setEmpty(tr("There is no runbook yet."), tr("Import…"));
}

void RunbooksPage::showFileProblems()
{
    const QStringList &problems = m_controller.fileProblems();
    if (m_controller.isLoading() || problems == m_toldProblems)
        return;
    m_toldProblems = problems;
    if (problems.isEmpty()) {
        m_notice->dismiss();
        return;
    }
    widgets::Notice notice;
    notice.grade = widgets::Notice::Grade::Warning;
    notice.message = problems.size() == 1
        ? tr("A runbook was left out: %1").arg(problems.first())
        : tr("Something is wrong in files of runbooks, and they were left out: %1").arg(problems.first());
    for (qsizetype i = 1; i < problems.size(); ++i)
        notice.details.append(
            {problems.at(i).section(QStringLiteral(": "), 0, 0), problems.at(i).section(QStringLiteral(": "), 1)});
    m_notice->showNotice(notice);
}

QString RunbooksPage::selected() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.isEmpty() ? QString() : rows.first().data(RunbookTable::KeyRole).toString();
}

/// What is not among the rows any more, filtered out or gone, is not selected either.
void RunbooksPage::select(const QString &key)
{
    const int row = m_controller.table().rowOf(key);
    if (row >= 0)
        m_table->selectRow(row);
    else
        m_selected.clear();
    showSelected();
}

void RunbooksPage::showSelected()
{
    const RunbookTable &table = m_controller.table();
    const RunbookInfo *info = table.find(m_selected);
    if (info)
        m_detail->setRunbook(*info, table, m_controller.system().title);
    else
        m_detail->clear();
    m_actions->update();
}

void RunbooksPage::showImported(const QStringList &keys)
{
    if (keys.isEmpty())
        return;
    m_filter->clear();
    select(keys.first());
    m_table->setFocus(Qt::OtherFocusReason);
    if (m_table->isColumnHidden(RunbookTable::Findings))
        fitColumns();
    Q_EMIT noted(keys.size() == 1 ? tr("One runbook imported as a draft.")
                                  : tr("%1 runbooks imported as drafts.").arg(keys.size()));
}

void RunbooksPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (!markdownFiles(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void RunbooksPage::dropEvent(QDropEvent *event)
{
    for (const QString &file : markdownFiles(*event->mimeData()))
        m_controller.import(file);
    event->acceptProposedAction();
}

} // namespace sm::pages
