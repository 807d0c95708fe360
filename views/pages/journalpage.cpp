// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalpage.h"

#include "besidedetail.h"
#include "journaldetail.h"

#include <dialogs/reasondialog.h>
#include <tables/journalquery.h>
#include <widgets/buttons.h>
#include <widgets/celldelegate.h>
#include <widgets/filterfield.h>
#include <widgets/metrics.h>
#include <widgets/noticebar.h>
#include <widgets/pageheader.h>
#include <widgets/statepane.h>
#include <widgets/tableview.h>
#include <widgets/tonename.h>

#include <QAction>
#include <QFileDialog>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace sm::pages {

using namespace Qt::Literals::StringLiterals;
using controllers::JournalController;
using tables::JournalTable;
namespace metrics = widgets::metrics;

namespace {
constexpr int detailWidth = 400;
}

JournalPage::JournalPage(JournalController &controller, bool mayChange, QWidget *parent)
    : Page(tr("Journal"), parent)
    , m_controller(controller)
    , m_header(new widgets::PageHeader(tr("Journal")))
    , m_filter(new widgets::FilterField(tr("Filter journal")))
    , m_table(new widgets::TableView(tr("Journal table")))
    , m_pane(new widgets::StatePane(m_table))
    , m_notice(new widgets::NoticeBar)
    , m_detail(new JournalDetail)
    , m_mayChange(mayChange)
    , m_reload(new QAction(tr("Reload journal"), this))
    , m_find(new QAction(tr("Filter journal"), this))
    , m_verify(new QAction(tr("Verify journal"), this))
    , m_export(new QAction(tr("Export…"), this))
{
    m_reload->setShortcut(QKeySequence::Refresh);
    m_find->setShortcut(QKeySequence::Find);
    m_export->setShortcut(QKeySequence::SaveAs);
    addActions({m_reload, m_find, m_verify, m_export});
    m_filter->setKeys(tables::JournalQuery::keys());
    buildLayout();
    m_table->setModel(&m_controller.table());
    m_table->setItemDelegate(new widgets::BadgeDelegate(
        [](const QModelIndex &index) { return widgets::toneNamed(index.data(JournalTable::ToneRole).toString()); },
        m_table));
    m_table->setSortingEnabled(false); // in doubt first, then newest first
    connectController();
    connectDetail();
    showState();
}

void JournalPage::connectController()
{
    connect(&m_controller, &JournalController::changed, this, &JournalPage::showState);
    connect(&m_controller, &JournalController::entryOpened, this, &JournalPage::showEntry);
    connect(&m_controller, &JournalController::undoPlanned, this, &JournalPage::planRequested);
    connect(&m_controller, &JournalController::failed, m_notice, &widgets::NoticeBar::showError);
    connect(
        &m_controller, &JournalController::settled, this, [this](qint64, const QString &sentence) { tell(sentence); });
    connect(&m_controller, &JournalController::verified, this, &JournalPage::tell);
    connect(&m_controller, &JournalController::exported, this, &JournalPage::tell);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &JournalPage::openSelected);
    connect(&m_controller.table(), &QAbstractItemModel::modelReset, this, &JournalPage::showWanted);
    connect(m_filter, &widgets::FilterField::filterChanged, &m_controller, &JournalController::setSearch);
    connect(m_reload, &QAction::triggered, &m_controller, &JournalController::reload);
    connect(m_verify, &QAction::triggered, &m_controller, &JournalController::verify);
    connect(m_export, &QAction::triggered, this, &JournalPage::chooseExport);
    connect(m_find, &QAction::triggered, this, [this] { m_filter->lineEdit()->setFocus(Qt::ShortcutFocusReason); });
    connect(m_pane, &widgets::StatePane::emptyActionTriggered, m_filter, &widgets::FilterField::clear);
}

void JournalPage::connectDetail()
{
    connect(m_detail, &JournalDetail::undoWanted, &m_controller, &JournalController::planUndo);
    connect(m_detail, &JournalDetail::undoOfRunWanted, &m_controller, &JournalController::planUndoOfRun);
    connect(m_detail, &JournalDetail::lookWanted, &m_controller, &JournalController::reconcile);
    connect(m_detail, &JournalDetail::settleWanted, this, &JournalPage::askForEvidence);
    connect(m_detail, &JournalDetail::valuesWanted, this, [this](qint64 entry) { m_controller.open(entry, true); });
}

void JournalPage::buildLayout()
{
    for (QAction *action : {m_verify, m_export})
        m_header->addControl(widgets::makeButton(action));
    m_notice->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::cardPadding, metrics::pageMargin, metrics::cardPadding);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(m_header);
    layout->addWidget(m_filter);
    layout->addWidget(m_notice);
    layout->addWidget(besideDetail(m_pane, m_detail, detailWidth), 1);
}

QList<QAction *> JournalPage::pageActions() const { return {m_reload, m_find, m_verify, m_export}; }

void JournalPage::shown() { m_controller.reload(); }

QByteArray JournalPage::saveState() const { return m_table->columnState(); }

void JournalPage::restoreState(const QByteArray &state) { m_fitted = m_table->restoreColumnState(state); }

void JournalPage::reveal(qint64 entry)
{
    m_wanted = entry;
    m_filter->clear();
    m_controller.reload(); // what it finds comes as a reset
}

void JournalPage::search(const QString &text) { m_filter->setFilter(text); }

void JournalPage::showState()
{
    if (m_controller.problem())
        m_pane->showError(*m_controller.problem());
    else
        m_pane->clearError();
    const JournalTable &table = m_controller.table();
    const QString entries = m_controller.count() == 1 ? tr("one entry") : tr("%1 entries").arg(m_controller.count());
    const int doubtful = m_controller.inDoubtCount();
    m_header->setSubtitle(doubtful == 0 ? entries : tr("%1, %2 in doubt").arg(entries).arg(doubtful));
    if (table.rowCount() > 0)
        m_pane->setEmpty({});
    else if (!m_filter->filter().isEmpty())
        m_pane->setEmpty(tr("No entry matches this filter."), tr("Clear filter"));
    else
        m_pane->setEmpty(tr("Nothing was changed yet. Every change is written here before it is sent."));
}

void JournalPage::showWanted()
{
    const JournalTable &table = m_controller.table();
    const qint64 wanted = std::exchange(m_wanted, 0);
    for (int row = 0; wanted != 0 && row < table.rowCount(); ++row) {
        if (table.entry(row).id == wanted)
            m_table->selectRow(row);
    }
    openSelected();
    if (!m_fitted && table.rowCount() > 0) {
        m_table->fitColumns({JournalTable::When, JournalTable::Title, JournalTable::State});
        m_fitted = true;
    }
}

void JournalPage::openSelected()
{
    const QModelIndexList rows
        = m_table->selectionModel() ? m_table->selectionModel()->selectedRows() : QModelIndexList();
    if (rows.size() == 1)
        m_controller.open(m_controller.table().entry(rows.first().row()).id);
    else
        m_detail->clear();
}

void JournalPage::showEntry(const JournalEntry &entry, const QList<Change> &changes)
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    const bool isWanted = rows.size() == 1 && m_controller.table().entry(rows.first().row()).id == entry.id;
    if (isWanted)
        m_detail->setEntry(entry, changes, m_mayChange);
}

void JournalPage::askForEvidence(qint64 entry, bool done)
{
    auto *dialog = new dialogs::ReasonDialog(done ? tr("It was done") : tr("It was not done"),
        tr("Say how you know. It is kept in the journal with your name."), tr("Write down"), this);
    connect(dialog, &dialogs::ReasonDialog::submitted, this, [this, dialog, entry, done] {
        m_controller.settle(entry, done, dialog->reason());
        dialog->accept();
    });
    dialog->open();
}

void JournalPage::chooseExport()
{
    const bool isSearched = !m_filter->filter().isEmpty();
    const QStringList forms{tr("Whole journal, can be verified (*.json)"),
        isSearched ? tr("What the filter finds, for a spreadsheet (*.csv)") : tr("For a spreadsheet (*.csv)")};
    auto *dialog = new QFileDialog(this, tr("Export journal"), {}, forms.join(u";;"_s));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, forms](const QString &form) {
        dialog->setDefaultSuffix(form == forms.last() ? u"csv"_s : u"json"_s);
    });
    connect(dialog, &QFileDialog::fileSelected, &m_controller, &JournalController::exportTo);
    dialog->open();
}

void JournalPage::tell(const QString &sentence)
{
    widgets::Notice notice;
    notice.message = sentence;
    m_notice->showNotice(notice);
}

} // namespace sm::pages
