// SPDX-License-Identifier: GPL-3.0-or-later
#include <widgets/tableview.h>

#include "columnfit.h"
#include "columnstate.h"
#include "selectiontext.h"

#include <widgets/celldelegate.h>
#include <widgets/metrics.h>

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QTimer>

using namespace std::chrono_literals;

namespace sm::widgets {

namespace {

constexpr int narrowest = 60;
constexpr int widest = 360;
constexpr int sampledRows = 100;
constexpr auto refitDelay = 100ms; ///< texts change one by one, and each fit measures all that are sampled

} // namespace

TableView::TableView(const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
    , m_refit(new QTimer(this))
{
    m_refit->setSingleShot(true);
    m_refit->setInterval(refitDelay);
    connect(m_refit, &QTimer::timeout, this, [this] {
        if (!m_wanted.isEmpty())
            fitColumns(QList<int>(m_spared), m_narrowest);
    });
    setAccessibleName(accessibleName);
    setItemDelegate(new CellDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setCornerButtonEnabled(false);
    setMouseTracking(true);
    setTabKeyNavigation(false); // Tab leaves the table
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // the order of the model until somebody sorts
    setSortingEnabled(true);
    buildHeaders();
    connect(this, &QTableView::activated, this, &TableView::rowActivated);
}

void TableView::buildHeaders()
{
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    setCompact(false);

    QHeaderView *header = horizontalHeader();
    header->setHighlightSections(false);
    header->setSectionsMovable(true);
    header->setMinimumSectionSize(narrowest);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setFixedHeight(metrics::rowHeight);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this,
        [this, header](const QPoint &at) { columnsMenu()->popup(header->mapToGlobal(at)); });
    connect(header, &QHeaderView::sectionMoved, this, &TableView::columnStateChanged);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &TableView::columnStateChanged);
    connect(header, &QHeaderView::sectionResized, this, [this](int, int oldWidth, int newWidth) {
        const bool dragged = !m_fitting && oldWidth > 0 && newWidth > 0; // else shown or hidden
        if (dragged)
            m_wanted.clear();
        Q_EMIT columnStateChanged();
    });
}

void TableView::setModel(QAbstractItemModel *model)
{
    setHoveredRow(-1);
    QTableView::setModel(model);
}

void TableView::setCompact(bool compact)
{
    verticalHeader()->setMinimumSectionSize(metrics::compactRowHeight); // first: it bounds the next from below
    verticalHeader()->setDefaultSectionSize(compact ? metrics::compactRowHeight : metrics::rowHeight);
}

int TableView::wantedWidth(int column) const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    int width = horizontalHeader()->sectionSizeHint(column);
    const int rows = std::min(model()->rowCount(rootIndex()), sampledRows);
    for (int row = 0; row < rows; ++row) {
        const QModelIndex index = model()->index(row, column, rootIndex());
        width = std::max(width, itemDelegateForIndex(index)->sizeHint(option, index).width());
    }
    return std::clamp(width, narrowest, widest);
}

void TableView::fitColumns(const QList<int> &spared, int narrowestWhenTight)
{
    if (!model())
        return;
    m_wanted.clear();
    for (int column = 0; column < model()->columnCount(rootIndex()); ++column)
        m_wanted.append(wantedWidth(column));
    m_spared = spared;
    m_narrowest = narrowestWhenTight;
    applyFit();
}

void TableView::refitColumns()
{
    if (!m_wanted.isEmpty() && !m_refit->isActive())
        m_refit->start();
}

/// Until somebody drags a column's edge: then the widths are theirs.
void TableView::applyFit()
{
    if (m_wanted.isEmpty())
        return;
    QList<int> wanted = m_wanted;
    for (int column = 0; column < wanted.size(); ++column)
        wanted[column] = isColumnHidden(column) ? 0 : wanted.at(column);
    const QList<int> widths = fittedWidths(wanted, viewport()->width(), m_spared, m_narrowest);
    m_fitting = true;
    for (int column = 0; column < widths.size(); ++column) {
        if (widths.at(column) > 0)
            setColumnWidth(column, widths.at(column));
    }
    m_fitting = false;
}

QMenu *TableView::columnsMenu()
{
    if (!m_columnsMenu) {
        m_columnsMenu = new QMenu(this);
        connect(m_columnsMenu, &QMenu::aboutToShow, this, &TableView::fillColumnsMenu);
        fillColumnsMenu();
    }
    return m_columnsMenu;
}

void TableView::fillColumnsMenu()
{
    m_columnsMenu->clear();
    const int count = model() ? model()->columnCount(rootIndex()) : 0;
    const int shown = count - horizontalHeader()->hiddenSectionCount();
    for (int visual = 0; visual < count; ++visual) {
        const int column = horizontalHeader()->logicalIndex(visual);
        QAction *action = m_columnsMenu->addAction(model()->headerData(column, Qt::Horizontal).toString());
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(isColumnHidden(column) || shown > 1);
        connect(action, &QAction::toggled, this, [this, column](bool visible) { setColumnShown(column, visible); });
    }
}

void TableView::setColumnShown(int column, bool shown)
{
    setColumnHidden(column, !shown);
    if (shown && columnWidth(column) < narrowest)
        setColumnWidth(column, wantedWidth(column));
    applyFit();
    Q_EMIT columnStateChanged();
}

QByteArray TableView::columnState() const { return widgets::columnState(*this); }

bool TableView::restoreColumnState(const QByteArray &state)
{
    if (!widgets::restoreColumnState(*this, state))
        return false;
    applyFit();
    return true;
}

QString TableView::selectionAsText() const { return selectionText(*this, maximumCopiedRows); }

void TableView::copySelection()
{
    const QString text = selectionAsText();
    if (text.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(text);
    Q_EMIT copied(int(text.count(u'\n')) - 1); // without the header's line
}

void TableView::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else if (enter && currentIndex().isValid())
        Q_EMIT rowActivated(currentIndex());
    else
        QTableView::keyPressEvent(event);
}

void TableView::focusInEvent(QFocusEvent *event)
{
    QTableView::focusInEvent(event);
    const bool byKeyboard = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    if (byKeyboard && !currentIndex().isValid() && model() && model()->rowCount(rootIndex()) > 0)
        selectRow(0);
    updateRow(currentIndex().row());
}

void TableView::focusOutEvent(QFocusEvent *event)
{
    QTableView::focusOutEvent(event);
    updateRow(currentIndex().row());
}

void TableView::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    applyFit();
}

bool TableView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::MouseMove)
        setHoveredRow(rowAt(static_cast<QMouseEvent *>(event)->position().toPoint().y()));
    else if (event->type() == QEvent::Leave)
        setHoveredRow(-1);
    return QTableView::viewportEvent(event);
}

QModelIndex TableView::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int column = std::max(0, currentIndex().column());
    if (model() && action == MoveHome)
        return model()->index(0, column, rootIndex());
    if (model() && action == MoveEnd)
        return model()->index(model()->rowCount(rootIndex()) - 1, column, rootIndex());
    return QTableView::moveCursor(action, modifiers);
}

void TableView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    updateRow(previous.row());
    updateRow(current.row());
}

void TableView::setHoveredRow(int row)
{
    if (row == m_hoveredRow)
        return;
    updateRow(std::exchange(m_hoveredRow, row));
    updateRow(row);
}

void TableView::updateRow(int row)
{
    if (row >= 0)
        viewport()->update(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
}

} // namespace sm::widgets
