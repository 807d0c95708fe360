// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalpage.h"

#include <core/instanttext.h>
#include <core/json.h>
#include <widgets/cardframe.h>
#include <widgets/celldelegate.h>
#include <widgets/codeblock.h>
#include <widgets/filterfield.h>
#include <widgets/keyvaluelist.h>
#include <widgets/metrics.h>
#include <widgets/noticebar.h>
#include <widgets/pageheader.h>
#include <widgets/scrollpane.h>
#include <widgets/statepane.h>
#include <widgets/tableview.h>
#include <widgets/textlabel.h>
#include <widgets/tonename.h>

#include <QItemSelectionModel>
#include <QLineEdit>
#include <QSplitter>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace sm::pages {

using tables::JournalTable;
using widgets::TextLabel;
using widgets::TextRole;
namespace metrics = widgets::metrics;

JournalPage::JournalPage(controllers::JournalController &controller, QWidget *parent)
    : Page(tr("Journal"), parent)
    , m_controller(controller)
    , m_header(new widgets::PageHeader(tr("Journal")))
    , m_filter(new widgets::FilterField(tr("Filter journal")))
    , m_table(new widgets::TableView(tr("Journal table")))
    , m_pane(new widgets::StatePane(m_table))
    , m_title(new TextLabel(TextRole::Heading))
    , m_facts(new widgets::KeyValueList)
    , m_cli(new widgets::CodeBlock(tr("AWS CLI")))
    , m_input(new widgets::CodeBlock(tr("Input")))
    , m_reload(new QAction(tr("Reload journal"), this))
    , m_find(new QAction(tr("Filter journal"), this))
{
    m_reload->setShortcut(QKeySequence::Refresh);
    m_find->setShortcut(QKeySequence::Find);
    addActions({m_reload, m_find});
    buildLayout();
    m_table->setModel(&m_controller.table());
    m_table->setItemDelegate(new widgets::BadgeDelegate(
        [](const QModelIndex &index) { return widgets::toneNamed(index.data(JournalTable::ToneRole).toString()); },
        m_table));
    m_table->setSortingEnabled(false); // always newest first

    connect(&m_controller, &controllers::JournalController::changed, this, &JournalPage::showState);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &JournalPage::showEntry);
    connect(&m_controller.table(), &QAbstractItemModel::modelReset, this, &JournalPage::showWanted);
    connect(m_filter, &widgets::FilterField::filterChanged, &m_controller, &controllers::JournalController::setSearch);
    connect(m_reload, &QAction::triggered, &m_controller, &controllers::JournalController::reload);
    connect(m_find, &QAction::triggered, this, [this] { m_filter->lineEdit()->setFocus(Qt::ShortcutFocusReason); });
    connect(m_pane, &widgets::StatePane::emptyActionTriggered, m_filter, &widgets::FilterField::clear);
    showEntry();
    showState();
}

void JournalPage::buildLayout()
{
    auto *card = new widgets::CardFrame(widgets::CardFrame::Padding::None);
    card->body()->addWidget(detail());
    card->setMinimumWidth(360);
    auto *splitter = new QSplitter(Qt::Horizontal);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(metrics::cardPadding);
    splitter->addWidget(m_pane);
    splitter->addWidget(card);
    splitter->setStretchFactor(0, 1);
    splitter->setSizes({3600, 360});

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::cardPadding, metrics::pageMargin, metrics::cardPadding);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(m_header);
    layout->addWidget(m_filter);
    layout->addWidget(splitter, 1);
}

QWidget *JournalPage::detail()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(metrics::cardPadding, metrics::cardPadding, metrics::cardPadding, metrics::cardPadding);
    layout->setSpacing(metrics::gap);
    m_title->setWordWrap(true);
    for (QWidget *each : QList<QWidget *>{m_title, m_facts, m_cli, m_input})
        layout->addWidget(each);
    layout->addStretch(1);
    auto *area = new widgets::ScrollPane(tr("Journal entry"));
    area->setContent(content);
    return area;
}

QList<QAction *> JournalPage::pageActions() const { return {m_reload, m_find}; }

void JournalPage::shown() { m_controller.reload(); }

QByteArray JournalPage::saveState() const { return m_table->columnState(); }

void JournalPage::restoreState(const QByteArray &state) { m_table->restoreColumnState(state); }

void JournalPage::reveal(qint64 entry)
{
    m_wanted = entry;
    m_filter->clear();
    m_controller.reload(); // what it finds comes as a reset
}

void JournalPage::showState()
{
    if (m_controller.problem())
        m_pane->showError(*m_controller.problem());
    else
        m_pane->clearError();
    const JournalTable &table = m_controller.table();
    m_header->setSubtitle(m_controller.count() == 1 ? tr("one entry") : tr("%1 entries").arg(m_controller.count()));
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
    showEntry();
}

void JournalPage::showEntry()
{
    const QModelIndexList rows
        = m_table->selectionModel() ? m_table->selectionModel()->selectedRows() : QModelIndexList();
    const bool one = rows.size() == 1;
    for (QWidget *each : QList<QWidget *>{m_facts, m_cli, m_input})
        each->setVisible(one);
    if (!one) {
        m_title->setText(tr("Select an entry to see what was sent."));
        return;
    }
    const JournalEntry &entry = m_controller.table().entry(rows.first().row());
    const auto time
        = [](const QDateTime &when) { return when.isValid() ? utcText(when, Detail::Seconds) : tr("unknown"); };
    m_title->setText(entry.title);
    QList<widgets::KeyValue> facts{{tr("Outcome"), JournalTable::stateText(entry.state), {}},
        {tr("Operation"), entry.uses, {}}, {tr("Resource"), entry.resource, {}}, {tr("Plan"), entry.planTitle, {}},
        {tr("System"), entry.system.title, {}}, {tr("Who"), entry.actor, {}},
        {tr("Intent written"), time(entry.intentAt), {}}, {tr("Outcome written"), time(entry.outcomeAt), {}}};
    if (!entry.errorMessage.isEmpty())
        facts.append({tr("Error"), entry.errorMessage, {}});
    if (!entry.errorCode.isEmpty())
        facts.append({tr("Code"), entry.errorCode, {}});
    if (!entry.requestId.isEmpty())
        facts.append({tr("Request id"), entry.requestId, {}});
    m_facts->setRows(facts);
    m_cli->setCode(entry.cli);
    m_input->setCode(QString::fromUtf8(toIndentedJson(entry.input)));
}

} // namespace sm::pages
