// SPDX-License-Identifier: GPL-3.0-or-later
#include "userspage.h"

#include "besidedetail.h"
#include "countline.h"
#include "useractions.h"
#include "userdetail.h"

#include <widgets/buttons.h>
#include <widgets/celldelegate.h>
#include <widgets/filterfield.h>
#include <widgets/metrics.h>
#include <widgets/noticebar.h>
#include <widgets/pageheader.h>
#include <widgets/statepane.h>
#include <widgets/tableview.h>
#include <widgets/tonename.h>

#include <QComboBox>
#include <QDataStream>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace sm::pages {

using controllers::UsersController;
using tables::UserColumn;
using tables::UserTable;
namespace metrics = widgets::metrics;

namespace {

constexpr int DetailWidth = 304;
constexpr int EmailColumn = 0; ///< where resetColumns() puts it
constexpr int StatusColumn = 3;
constexpr int MostKeptRows = 100; ///< of a selection, over a sort or a filter

} // namespace

UsersPage::UsersPage(UsersController &controller, QWidget *parent)
    : Page(tr("Users"), parent)
    , m_controller(controller)
    , m_header(new widgets::PageHeader(tr("Users")))
    , m_pools(new QComboBox)
    , m_filter(new widgets::FilterField(tr("Filter users")))
    , m_columns(widgets::makeButton(tr("Columns")))
    , m_table(new widgets::TableView(tr("Users table")))
    , m_pane(new widgets::StatePane(m_table))
    , m_detail(new UserDetail)
    , m_actions(new UserActions(
          controller, [this](qsizetype most) { return selection(most); }, this))
    , m_export(new QAction(tr("Export…"), this))
    , m_reload(new QAction(tr("Reload users"), this))
    , m_find(new QAction(tr("Filter users"), this))
    , m_stop(new QAction(tr("Stop loading"), this))
    , m_chooseColumns(new QAction(tr("Choose columns"), this))
    , m_clock(new QTimer(this))
{
    m_reload->setShortcut(QKeySequence::Refresh);
    m_find->setShortcut(QKeySequence::Find);
    m_export->setShortcut(QKeySequence::SaveAs);
    addActions({m_export, m_reload, m_find, m_stop, m_chooseColumns});
    buildLayout();
    connectController();
    connectTable();
    resetColumns();
    showPools();
    m_clock->start(10'000); // the age in the header
    showState();
}

void UsersPage::buildLayout()
{
    m_pools->setAccessibleName(tr("User pool"));
    m_pools->setAccessibleDescription(tr("User pool")); // on Linux the name of a combo box is its value
    m_pools->setMinimumWidth(200);
    m_header->addControl(m_pools);
    for (QAction *action : {m_actions->import(), m_export, m_actions->create()}) {
        const auto kind = action == m_actions->create() ? widgets::ButtonKind::Primary : widgets::ButtonKind::Normal;
        m_header->addControl(widgets::makeButton(action, kind));
    }

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::pageMargin, metrics::cardPadding, metrics::pageMargin, metrics::cardPadding);
    layout->setSpacing(metrics::cardGap);
    layout->addWidget(m_header);
    layout->addWidget(filterRow());
    layout->addWidget(besideDetail(m_pane, m_detail, DetailWidth), 1);
}

QWidget *UsersPage::filterRow()
{
    auto *row = new QWidget;
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::gap);
    m_filter->setKeys({u"group"_s, u"status"_s, u"enabled"_s, u"invitation"_s});
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_columns);
    return row;
}

void UsersPage::connectController()
{
    connect(&m_controller, &UsersController::stateChanged, this, &UsersPage::showState);
    connect(&m_controller, &UsersController::poolsChanged, this, &UsersPage::showPools);
    connect(&m_controller, &UsersController::poolChanged, this, [this] {
        resetColumns();
        m_columnsKnown = true;
        m_preferredPool = m_controller.pool().id;
        showPools();
        showState();
    });
    connect(&m_controller, &UsersController::groupsChanged, m_actions, &UserActions::update);
    connect(&m_controller, &UsersController::groupsComplete, this, &UsersPage::fitColumns);
    connect(&m_controller, &UsersController::loadedCountChanged, this, &UsersPage::showCounts);
    connect(&m_controller, &UsersController::userChanged, this, &UsersPage::showSelection);
    connect(&m_controller, &UsersController::failed, this, &Page::errorOccurred);
    connect(m_clock, &QTimer::timeout, this, &UsersPage::showCounts);
    connect(m_pools, &QComboBox::activated, this,
        [this](int index) { m_controller.choosePool({m_pools->itemData(index).toString()}); });
    connect(m_actions, &UserActions::planned, this, &Page::planRequested);
    connect(m_actions, &UserActions::failed, this, &Page::errorOccurred);
    connect(m_export, &QAction::triggered, this, &UsersPage::exportShown);
    connect(m_reload, &QAction::triggered, &m_controller, &UsersController::reload);
    connect(m_stop, &QAction::triggered, &m_controller, &UsersController::cancelLoading);
    connect(m_chooseColumns, &QAction::triggered, m_columns, &QPushButton::showMenu);
    connect(m_find, &QAction::triggered, this, [this] { m_filter->lineEdit()->setFocus(Qt::ShortcutFocusReason); });
    connect(m_filter, &widgets::FilterField::filterChanged, &m_controller, &UsersController::setFilter);
    connect(m_filter, &widgets::FilterField::rowsRequested, this, [this] {
        m_table->setFocus(Qt::TabFocusReason);
        if (!m_table->selectionModel()->hasSelection())
            m_table->selectRow(0);
    });
}

void UsersPage::connectTable()
{
    m_table->setModel(&m_controller.table());
    m_table->setItemDelegate(new widgets::BadgeDelegate(
        [](const QModelIndex &index) { return widgets::toneNamed(index.data(UserTable::ToneRole).toString()); },
        m_table));
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_columns->setMenu(m_table->columnsMenu());
    m_actions->deletion()->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(m_actions->deletion());
    m_table->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_table, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(m_table);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions(m_actions->forSelection());
        menu->popup(m_table->viewport()->mapToGlobal(at));
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &UsersPage::showSelection);
    connect(&m_controller.table(), &QAbstractItemModel::modelAboutToBeReset, this,
        [this] { m_keptSelection = selection(MostKeptRows); });
    connect(&m_controller.table(), &QAbstractItemModel::modelReset, this, &UsersPage::restoreSelection);
    connect(m_table, &widgets::TableView::copied, this,
        [this](int rows) { Q_EMIT noted(rows == 1 ? tr("One row copied.") : tr("%1 rows copied.").arg(rows)); });
    connect(
        m_detail, &UserDetail::copied, this, [this](const QString &key) { Q_EMIT noted(tr("%1 copied.").arg(key)); });
    connect(m_pane, &widgets::StatePane::emptyActionTriggered, this, [this] {
        const bool failed = m_controller.state() == UsersController::State::Failed;
        if (failed || m_controller.pool().id.isEmpty())
            m_reload->trigger();
        else if (!m_filter->filter().isEmpty())
            m_filter->clear();
        else
            m_actions->create()->trigger();
    });
}

/// Email and name first where the pool has them; every other attribute is there for the Columns menu, hidden.
void UsersPage::resetColumns()
{
    const UserColumn email{UserColumn::Kind::Attribute, u"email"_s};
    const UserColumn name{UserColumn::Kind::Attribute, u"name"_s};
    QList<UserColumn> columns{email, name};
    for (const auto kind : {UserColumn::Kind::Groups, UserColumn::Kind::Status, UserColumn::Kind::Modified,
             UserColumn::Kind::Created, UserColumn::Kind::Name, UserColumn::Kind::Enabled})
        columns.append({kind, {}});
    const int shownAtFirst = 5;
    for (const QString &attribute : m_controller.pool().attributeNames) {
        const UserColumn column{UserColumn::Kind::Attribute, attribute};
        if (!columns.contains(column))
            columns.append(column);
    }
    if (columns == m_controller.table().columns())
        return;
    const QByteArray chosen = m_columnsKnown ? m_table->columnState() : m_columnState;
    m_controller.table().setColumns(columns);
    for (int i = 0; i < columns.size(); ++i)
        m_table->setColumnHidden(i, i >= shownAtFirst);
    m_table->restoreColumnState(chosen);
}

void UsersPage::showPools()
{
    m_pools->clear();
    for (const UserPool &pool : m_controller.pools())
        m_pools->addItem(pool.name, pool.id.value);
    m_pools->setCurrentIndex(m_pools->findData(m_controller.pool().id.value));
    m_pools->setVisible(m_pools->count() > 0);
}

void UsersPage::showState()
{
    m_pane->setLoading(m_controller.isLoading());
    m_stop->setEnabled(m_controller.isLoading());
    const bool signedOut = m_controller.problem() && m_controller.problem()->needsSignIn();
    if (m_controller.problem() && !signedOut) // that one the window says, once for all pages
        m_pane->showError(*m_controller.problem());
    else
        m_pane->clearError();
    m_actions->update();
    m_export->setEnabled(m_controller.table().rowCount() > 0);
    showCounts();
}

void UsersPage::showCounts()
{
    const UserTable &table = m_controller.table();
    const int all = table.index().liveCount();
    const bool complete = m_controller.isComplete();
    m_filter->setCount(table.rowCount(), all > 0 || complete ? all : -1);
    const bool known = !m_controller.pool().name.isEmpty();
    m_header->setSubtitle(known ? countLine(all, m_controller.readAt()) : QString());
    m_export->setEnabled(table.rowCount() > 0);
    if (!std::exchange(m_fitted, m_fitted || table.rowCount() > 0))
        fitColumns();

    const auto state = m_controller.state();
    const bool signedOut = m_controller.problem() && m_controller.problem()->needsSignIn();
    if (table.rowCount() == 0 && state == UsersController::State::Failed)
        m_pane->setEmpty(tr("The users could not be read."), signedOut ? QString() : tr("Try again"));
    else if (table.rowCount() > 0 || (!complete && state != UsersController::State::Ready))
        m_pane->setEmpty({});
    else if (m_controller.pools().isEmpty())
        m_pane->setEmpty(tr("There is no user pool in this account and region."), tr("Look again"));
    else if (!m_filter->filter().isEmpty())
        m_pane->setEmpty(tr("No user matches this filter."), tr("Clear filter"));
    else
        m_pane->setEmpty(tr("This pool has no users yet."), tr("New user…"));
}

/// As long as nobody has chosen widths.
void UsersPage::fitColumns()
{
    if (m_columnState.isEmpty())
        m_table->fitColumns({EmailColumn, StatusColumn});
}

int UsersPage::selectedCount() const
{
    int rows = 0;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection())
        rows += range.height();
    return rows;
}

/// The first \p most in the order of the rows' ranges; a whole pool may be selected.
QList<UserName> UsersPage::selection(qsizetype most) const
{
    QList<UserName> names;
    if (!m_table->selectionModel())
        return names;
    for (const QItemSelectionRange &range : m_table->selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom() && names.size() < most; ++row)
            names.append({m_controller.table().index(row, 0).data(UserTable::UserNameRole).toString()});
    }
    return names;
}

/// Sorting and filtering move rows; who is selected stays selected as long as they are shown.
void UsersPage::restoreSelection()
{
    QItemSelection rows;
    for (const UserName &name : std::exchange(m_keptSelection, {})) {
        const int row = m_controller.table().shownRow(name);
        if (row >= 0)
            rows.select(m_controller.table().index(row, 0), m_controller.table().index(row, 0));
    }
    m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    showSelection();
}

void UsersPage::showSelection()
{
    const QList<UserName> names = selection(2);
    const std::optional<User> user = names.size() == 1 ? m_controller.user(names.first()) : std::nullopt;
    if (user)
        m_detail->showUser(*user, m_controller.pool());
    else
        m_detail->showSelection(selectedCount());
    m_actions->update();
    m_detail->setActions(m_actions->forSelection(), UserActions::MainActions);
}

QList<QAction *> UsersPage::pageActions() const
{
    return m_actions->all() + QList<QAction *>{m_export, m_reload, m_stop, m_find, m_chooseColumns};
}

void UsersPage::shown()
{
    if (std::exchange(m_started, true))
        return;
    m_controller.start(m_preferredPool);
}

QByteArray UsersPage::saveState() const
{
    QByteArray state;
    QDataStream stream(&state, QIODevice::WriteOnly);
    // Before a pool was read the table has not all columns: what was restored is still what was chosen.
    stream << m_preferredPool.value << m_filter->filter() << (m_columnsKnown ? m_table->columnState() : m_columnState);
    return state;
}

void UsersPage::restoreState(const QByteArray &state)
{
    QDataStream stream(state);
    QString pool;
    QString filter;
    QByteArray columns;
    stream >> pool >> filter >> columns;
    if (stream.status() != QDataStream::Ok)
        return;
    m_preferredPool.value = pool;
    m_columnState = columns;
    m_filter->setFilter(filter);
    m_table->restoreColumnState(m_columnState);
}

/// As they stand on the screen, from left to right.
QList<int> UsersPage::shownColumns() const
{
    QList<int> columns;
    for (int visual = 0; visual < m_controller.table().columnCount(); ++visual) {
        const int column = m_table->horizontalHeader()->logicalIndex(visual);
        if (!m_table->isColumnHidden(column))
            columns.append(column);
    }
    return columns;
}

void UsersPage::exportShown()
{
    auto *dialog = new QFileDialog(this, tr("Export users"), {}, tr("CSV (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        QSaveFile file(path);
        const QByteArray csv = m_controller.shownAsCsv(shownColumns());
        if (file.open(QIODevice::WriteOnly) && file.write(csv) == csv.size() && file.commit())
            Q_EMIT noted(tr("Users written to %1: %2.").arg(path).arg(m_controller.table().rowCount()));
        else
            Q_EMIT errorOccurred(
                Error(Error::Kind::Storage, tr("%1 can not be written: %2.").arg(path, file.errorString())));
    });
    dialog->open();
}

} // namespace sm::pages
