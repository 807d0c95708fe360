// SPDX-License-Identifier: GPL-3.0-or-later
#include "costsdetail.h"

#include "costscelldelegate.h"
#include "costsdays.h"
#include "costsextra.h"

#include <widgets/metrics.h>
#include <widgets/statepane.h>
#include <widgets/tableview.h>

#include <QHeaderView>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace sm::pages {

using controllers::CostsController;
using tables::CostTable;

namespace {
constexpr int NarrowestColumn = 88;
constexpr int LowestTab = 144; ///< a window of 720 pixels shows all of the page, buttons below a list included
enum Tab { Groups, Days };
} // namespace

CostsDetail::CostsDetail(CostsController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_table(new widgets::TableView(tr("Costs table")))
    , m_pane(new widgets::StatePane(m_table))
    , m_days(new CostsDays(controller))
{
    m_tabs->setAccessibleName(tr("Below the chart"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_stack->setMinimumHeight(LowestTab);
    addTab(tr("Table"), m_pane);
    addTab(tr("Unusual days"), m_days);
    m_tabs->setTabVisible(Days, controller.features().anomalies);
    addExtras();
    connectTable();
    connect(m_days, &CostsDays::journalRequested, this, &CostsDetail::journalRequested);
    connect(m_days, &CostsDays::countChanged, this, [this](int count) {
        m_tabs->setTabText(Days, count == 0 ? tr("Unusual days") : tr("Unusual days (%1)").arg(count));
    });
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(&controller, &CostsController::figuresChanged, this, &CostsDetail::showFigures);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(widgets::metrics::gap);
    layout->addWidget(m_tabs);
    layout->addWidget(m_stack, 1);
}

void CostsDetail::addTab(const QString &title, QWidget *content)
{
    m_tabs->addTab(title);
    m_stack->addWidget(content);
}

void CostsDetail::bringToFront(QWidget *content)
{
    m_tabs->setCurrentIndex(m_stack->indexOf(content));
    m_tabs->setFocus(Qt::OtherFocusReason);
}

void CostsDetail::addExtras()
{
    using Part = controllers::CostsExtras::Part;
    auto *savings = new CostsExtra(m_controller, Part::Savings, tr("Savings table"),
        tr("Looks through functions, logs, buckets and networks of the account for what could cost less. It reads "
           "only, "
           "and free of charge."),
        tr("Look for savings"));
    connect(savings, &CostsExtra::runbookRequested, this, &CostsDetail::runbookRequested);
    addTab(tr("Savings"), savings);
    addTab(tr("Network"),
        new CostsExtra(m_controller, Part::Network, tr("Network table"),
            tr("What NAT gateways, endpoints and data transfer cost in the range that is shown."),
            tr("Show network costs")));
    addTab(tr("Reconciliation"),
        new CostsExtra(m_controller, Part::Reconciliation, tr("Reconciliation table"),
            tr("Bill files and Cost Explorer side by side, by service and month. What is not known of Cost Explorer is "
               "asked for, at $0.01 a request."),
            tr("Compare sources")));
}

void CostsDetail::connectTable()
{
    m_table->setModel(&m_controller.table());
    m_table->setItemDelegate(new CostsCellDelegate(m_table));
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setCompact(true);
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::DescendingOrder);
    connect(m_table, &widgets::TableView::rowActivated, this,
        [this](const QModelIndex &index) { Q_EMIT rowActivated(index.row()); });
    connect(m_table, &widgets::TableView::copied, this,
        [this](int rows) { Q_EMIT noted(rows == 1 ? tr("One row copied.") : tr("%1 rows copied.").arg(rows)); });
}

void CostsDetail::showFigures()
{
    const controllers::CostsFigures &figures = m_controller.figures();
    const bool compared = figures.comparedRange.has_value();
    m_table->setColumnHidden(CostTable::Compared, !compared);
    m_table->setColumnHidden(CostTable::Change, !compared);
    if (!figures.isEmpty())
        m_pane->setEmpty({});
    else if (figures.groups > 0)
        m_pane->setEmpty(tr("No group has these words in its name."));
    else
        m_pane->setEmpty(tr("Nothing was charged in this range, with this filter."));
    if (!m_fitted && !figures.isEmpty())
        fitColumns();
}

void CostsDetail::fitColumns()
{
    m_table->fitColumns({CostTable::Group}, NarrowestColumn);
    m_fitted = true;
}

void CostsDetail::showDay(int place)
{
    m_tabs->setCurrentIndex(Days);
    m_days->select(place);
}

} // namespace sm::pages
